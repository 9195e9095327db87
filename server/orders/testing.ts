import pino from 'pino';
import type { Context, Shop } from '../context.ts';
import type { LineFacts, OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import { minor } from '../core/money.ts';
import { points } from '../core/points.ts';
import type { Db, Tx } from '../db/index.ts';
import type { TestDb } from '../db/testing.ts';
import { balances, post, verify, type Balance } from '../ledger/index.ts';
import { standingWords, type StandingReason } from '../program/index.ts';
import { checkCauses } from '../verification/index.ts';
import { claimGuestOrders } from './claim.ts';
import { settle, type SettleResult } from './settle.ts';
import { verifyOrders } from './verify.ts';

export type Said = Partial<Omit<OrderFacts, 'lines' | 'updatedAt' | 'processedAt' | 'cancelledAt'>> & {
  /** An instant, or a day: then noon in New York. */
  readonly at?: string;
  /** When the snapshot was taken; else when it was placed. */
  readonly seen?: string;
  readonly cancelled?: string;
  /** Net amount in minor units: one line of it. */
  readonly netMinor?: number;
  readonly lines?: readonly Partial<LineFacts>[];
};

/** "2026-11-22" is noon in New York, anything longer an instant. */
export function instant(at: string): Date {
  return new Date(at.length === 10 ? `${at}T17:00:00Z` : at);
}

/** An order with all that a story need not say. */
export function order(said: Said = {}): OrderFacts {
  const { at = '2026-03-01', seen = at, cancelled, netMinor = 24_00, lines = [{ netMinor: minor(netMinor) }], ...rest } = said;
  return {
    orderId: '1001',
    name: `#${said.orderId ?? '1001'}`,
    customerId: '101',
    email: undefined,
    currency: 'USD',
    paid: true,
    test: false,
    discountCodes: [],
    unexplainedRefundMinor: minor(0),
    ...rest,
    processedAt: instant(at),
    updatedAt: instant(seen),
    cancelledAt: cancelled === undefined ? undefined : instant(cancelled),
    lines: lines.map((line, i) => ({
      lineId: String(i + 1),
      productId: undefined,
      title: `Item ${i + 1}`,
      quantity: 1,
      netMinor: minor(0),
      giftCard: false,
      tip: false,
      ...line,
    })),
  };
}

/** A shop in which a story is told. */
export interface Story {
  readonly shop: Shop;
  context(at: string): Context;
  /** Settles at `now`; else when the last snapshot was taken. */
  settle(orders: readonly OrderFacts[], now?: string): Promise<SettleResult[]>;
  claim(customerId: string, email: string, now: string): Promise<number>;
  memberOf(customerId?: string): Promise<MemberId>;
  balance(at: string, customerId?: string): Promise<Balance>;
  /** Uses points up, as a redemption would. */
  spend(memberId: MemberId, amount: number): Promise<void>;
  /** Tier and reason, newest first. */
  standings(customerId?: string): Promise<{ tier: string; reason: string }[]>;
  tier(customerId?: string): Promise<string>;
  /** Fails unless the books are right. */
  audit(): Promise<void>;
}

/** The same database, on which `meanwhile` happens once, just before the first statement that begins with `sql`. */
export function overtaken(db: Db, sql: string, meanwhile: () => Promise<unknown>): Db {
  let due = true;
  const before = async (text: string): Promise<void> => {
    if (!due || !text.trimStart().startsWith(sql)) return;
    due = false;
    await meanwhile();
  };
  const on = (tx: Tx): Tx => ({
    rows: async <T>(text: string, params?: readonly unknown[]) => {
      await before(text);
      return tx.rows<T>(text, params);
    },
    exec: async (text, params) => {
      await before(text);
      return tx.exec(text, params);
    },
  });
  return { ...db, transaction: (shopId, work) => db.transaction(shopId, (tx) => work(on(tx))) };
}

/** How many sessions wait for a lock. */
export async function waiting({ owner }: TestDb): Promise<number> {
  const sql = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (await owner.query(sql)).rows.length;
}

export const hash = (email: string): string => `hash of ${email}`;

export function tell(test: TestDb, shop: Shop): Story {
  let seed = 1;
  // Park and Miller's generator: ids are the same in every run.
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const context = (at: string): Context => ({
    shop,
    actor: { kind: 'system', job: 'test' },
    now: instant(at),
    wallClock: () => instant(at),
    random,
    db: test.db,
    log: pino({ level: 'silent' }),
  });
  const memberOf = async (customerId = '101'): Promise<MemberId> => {
    const { rows } = await test.owner.query<{ id: MemberId }>('select id from member where shop_id = $1 and customer_id = $2', [
      shop.id,
      customerId,
    ]);
    if (!rows[0]) throw new Error(`customer ${customerId} is no member`);
    return rows[0].id;
  };
  const story: Story = {
    shop,
    context,
    memberOf,
    settle: (orders, now) =>
      settle(context(now ?? new Date(Math.max(...orders.map((one) => one.updatedAt.getTime()))).toISOString()), orders, {
        emailHash: hash,
      }),
    claim: (customerId, email, now) => claimGuestOrders(context(now), customerId, hash(email)),
    balance: async (at, customerId) => {
      const memberId = await memberOf(customerId);
      const found = await test.db.read(shop.id, (tx) => balances(tx, shop, [memberId], instant(at)));
      return found.get(memberId) ?? ({ pending: 0, available: 0, held: 0, debt: 0 } as Balance);
    },
    spend: async (memberId, amount) => {
      const spending = {
        kind: 'spend',
        memberId,
        points: points(amount),
        partial: false,
        key: `spend/${memberId}/${amount}`,
        at: instant('2026-03-02'),
      } as const;
      const [outcome] = await test.db.transaction(shop.id, (tx) =>
        post(tx, shop, instant('2026-03-02'), [{ ...spending, cause: { kind: 'redemption', ref: 'test' } }]),
      );
      if (outcome?.outcome !== 'posted') throw new Error(`not spent: ${JSON.stringify(outcome)}`);
    },
    standings: async (customerId) => {
      const memberId = await memberOf(customerId);
      const { rows } = await test.owner.query<{ tier: string; because: StandingReason }>(
        'select tier_id as tier, because from standing where shop_id = $1 and member_id = $2 order by seq desc',
        [shop.id, memberId],
      );
      return rows.map(({ tier, because }) => ({ tier, reason: standingWords(because, shop.currency, 'en') }));
    },
    tier: async (customerId) => (await story.standings(customerId))[0]?.tier ?? 'none',
    audit: async () => {
      const differences = [
        ...(await verify(test.db, shop)).differences,
        ...(await test.db.read(shop.id, (tx) => verifyOrders(tx, shop.id))),
        ...(await checkCauses(context('2026-03-01'), 100)).differences,
      ];
      if (differences.length > 0) throw new Error(`the books differ: ${JSON.stringify(differences, undefined, 1)}`);
    },
  };
  return story;
}
