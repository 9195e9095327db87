/** What is there from the start: three people, and one code of the merchant's own. */
import { signUp } from '../acts/customers.ts';
import type { Discount } from '../store/state.ts';
import type { Store } from '../store/store.ts';

const dayMs = 86_400_000;

/** The people one can sign in as from the start. */
export const people = [
  { id: '101', firstName: 'Ada', lastName: 'Moreau', email: 'ada@example.com', note: 'New here', daysAgo: 2 },
  {
    id: '102',
    firstName: 'Ben',
    lastName: 'Osei',
    email: 'ben@example.com',
    note: 'A regular',
    tags: ['newsletter'],
    newsletter: true,
    daysAgo: 400,
  },
  {
    id: '103',
    firstName: 'Chiara',
    lastName: 'Rossi',
    email: 'chiara@example.com',
    note: 'Top tier',
    tags: ['vip', 'newsletter'],
    newsletter: true,
    daysAgo: 420,
  },
] as const;

const welcomeCode = 'WELCOME10';

/** Adds what is missing. Nobody is told: it was there before the app was installed. */
export function seedBasics(store: Store): void {
  store.change(() => {
    for (const { daysAgo, ...person } of people) {
      if (!store.customer(person.id)) signUp(store, { ...person, createdAt: daysBefore(store, daysAgo) }, false);
    }
    if (!store.state.discounts.some(({ code }) => code === welcomeCode)) store.state.discounts.push(welcome(store));
  });
}

// Does not combine with other discounts on the order, so that a shopper can meet that rule.
function welcome(store: Store): Discount {
  const createdAt = daysBefore(store, 430).toISOString();
  return {
    id: store.nextId('discount'),
    code: welcomeCode,
    title: '10% off for new faces',
    value: { kind: 'percentage', fraction: 0.1 },
    only: null,
    customerIds: null,
    startsAt: createdAt,
    endsAt: null,
    usageLimit: null,
    oncePerCustomer: true,
    minimumSubtotalCents: null,
    minimumQuantity: null,
    combinesWith: { order: false, product: false, shipping: true },
    tags: [],
    createdAt,
    updatedAt: createdAt,
    uses: [],
  };
}

function daysBefore(store: Store, days: number): Date {
  return new Date(store.now().getTime() - days * dayMs);
}
