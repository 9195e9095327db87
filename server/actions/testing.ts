import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { enroll } from '../members/index.ts';
import { tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, type Action, type Definition } from '../program/index.ts';
import { verifyActions } from './verify.ts';

/** One action of every kind, for stories. */
export const actions: readonly Action[] = [
  { id: 'join', name: 'Join', kind: 'sign-up', points: 25, limit: { times: 1, per: 'ever' } },
  { id: 'birthday', name: 'Birthday', kind: 'birthday', points: 100, limit: { times: 1, per: 'year' } },
  {
    id: 'review',
    name: 'Write a review',
    nameIn: { de: 'Bewertung schreiben' },
    kind: 'review',
    points: 20,
    limit: { times: 2, per: 'month' },
  },
  { id: 'follow', name: 'Follow us', kind: 'social-follow', points: 15, limit: { times: 1, per: 'ever' } },
  { id: 'letter', name: 'Newsletter', kind: 'newsletter', points: 30, limit: { times: 1, per: 'year' } },
  { id: 'visit', name: 'Visit the studio', kind: 'custom', points: 5, limit: { times: 1, per: 'day' } },
];

export interface ActionStory {
  readonly story: Story;
  readonly test: TestDb;
  /** The member of a customer, made when there is none. */
  join(customerId?: string, at?: string): Promise<MemberId>;
  points(at: string, customerId?: string): Promise<number>;
  at(instant: string): Context;
  /** Fails unless the books are right, and the actions agree with them. */
  audit(): Promise<void>;
}

export async function openTest(): Promise<TestDb> {
  return testDb();
}

/** A shop that promises all of `actions`, in New York unless said otherwise. */
export async function tellActions(test: TestDb, change: Partial<Definition> & { timeZone?: string } = {}): Promise<ActionStory> {
  const { timeZone, ...definition } = change;
  const shop = await test.shop({
    ...(timeZone !== undefined && { timeZone }),
    definition: { ...defaultDefinition('USD'), actions: [...actions], ...definition },
  });
  const story = tell(test, shop);
  return {
    story,
    test,
    at: story.context,
    join: async (customerId = '101', at = '2026-01-01') => (await enroll(story.context(at), [{ customerId }])).memberOf(customerId),
    points: async (at, customerId = '101') => (await story.balance(at, customerId)).available,
    async audit() {
      await story.audit();
      const differences = await test.db.read(shop.id, (tx) => verifyActions(tx, shop.id));
      if (differences.length > 0) throw new Error(`actions differ: ${JSON.stringify(differences)}`);
    },
  };
}
