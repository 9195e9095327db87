import { signUp } from '../acts/customers.ts';
import type { Store } from '../store/store.ts';

const day = 86_400_000;

/** The three people one can sign in as from the start. */
export const people = [
  { id: '101', firstName: 'Ada', lastName: 'Moreau', email: 'ada@example.com', note: 'New here', daysAgo: 2 },
  { id: '102', firstName: 'Ben', lastName: 'Osei', email: 'ben@example.com', note: 'A regular', daysAgo: 400 },
  { id: '103', firstName: 'Chiara', lastName: 'Rossi', email: 'chiara@example.com', note: 'Top tier', daysAgo: 420 },
] as const;

/** Adds them where they are missing. Nobody is told: they were there before the app was installed. */
export function seedPeople(store: Store): void {
  store.change(() => {
    for (const { daysAgo, ...person } of people) {
      const createdAt = new Date(store.now().getTime() - daysAgo * day);
      if (!store.customer(person.id)) signUp(store, { ...person, createdAt }, false);
    }
  });
}
