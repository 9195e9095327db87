import { randomUUID } from 'node:crypto';
import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { testDb, type TestDb, type TestShopOptions } from '../db/testing.ts';
import { balances, post, verify, type Balance, type Operation, type Outcome } from './index.ts';

/** What a story says of an operation; the rest is filled in. */
export type Said = DistributiveOmit<Operation, 'memberId' | 'key' | 'at' | 'cause' | 'points'> & {
  readonly key?: string;
  readonly points?: number;
};
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A database with a shop whose books a test may fill. */
export interface TestLedger {
  readonly test: TestDb;
  readonly shop: Shop;
  member(shop?: Shop): Promise<MemberId>;
  /** One operation with everything a story need not say. `at` is an instant or a day, then noon UTC. */
  operation(memberId: MemberId, said: Said, at?: string): Operation;
  /** Posts in one transaction at that instant. */
  post(at: string, operations: readonly Operation[], shop?: Shop): Promise<Outcome[]>;
  /** Posts one thing at an instant, as of that instant. */
  at(when: string, memberId: MemberId, said: Said): Promise<Outcome | undefined>;
  balance(memberId: MemberId, at: string): Promise<Balance>;
  /** Fails unless everything stored is what the entries say. */
  audit(shop?: Shop): Promise<void>;
  close(): Promise<void>;
}

export const noPoints = { pending: 0, available: 0, held: 0, debt: 0 };

export async function openLedger(options?: TestShopOptions): Promise<TestLedger> {
  const test = await testDb();
  const home = await test.shop(options);
  let keys = 0;
  const ledger: TestLedger = {
    test,
    shop: home,
    member: (shop = home) => insertMember(test, shop),
    operation: (memberId, said, at = '2026-11-22') =>
      ({
        key: `key/${keys++}`,
        cause: { kind: 'order', ref: '1' },
        ...said,
        ...(said.points !== undefined && { points: points(said.points) }),
        memberId,
        at: instant(at),
      }) as Operation,
    post: (at, operations, shop = home) => test.db.transaction(shop.id, (tx) => post(tx, shop, instant(at), operations)),
    at: async (when, memberId, said) => (await ledger.post(when, [ledger.operation(memberId, said, when)]))[0],
    balance: async (memberId, at) =>
      (await test.db.read(home.id, (tx) => balances(tx, home, [memberId], instant(at)))).get(memberId) ?? (noPoints as Balance),
    audit: async (shop = home) => {
      const { differences } = await verify(test.db, shop);
      if (differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(differences, undefined, 1)}`);
    },
    close: () => test.close(),
  };
  return ledger;
}

/** Points that come with an order; pending when they have a day on which they vest. */
export function earn(points: number, origin: string, dates: { vestsOn?: string; expiresOn?: string } = {}): Said {
  return { kind: 'issue', points, into: dates.vestsOn === undefined ? 'available' : 'pending', source: 'purchase', origin, ...dates };
}

export function instant(at: string): Date {
  return new Date(at.length === 10 ? `${at}T12:00:00Z` : at);
}

async function insertMember(test: TestDb, shop: Shop): Promise<MemberId> {
  const id = randomUUID() as string as MemberId;
  await test.owner.query(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at) values ($1, $2, $3, '2020-01-01', 'first', '2020-01-01')`,
    [shop.id, id, BigInt(`0x${id.replaceAll('-', '').slice(0, 14)}`).toString()],
  );
  return id;
}
