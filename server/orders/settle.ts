import type { Context } from '../context.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { enrollIn, findByEmail, lockCurrent, type Newcomer, type StandingChange } from '../members/index.ts';
import { captureForOrders } from '../redemption/index.ts';
import { book, type Booked } from './book.ts';
import type { InHand } from './decide.ts';
import { membersOfOrders, storeSnapshots, type StoredRecord } from './record.ts';
import { newestPerOrder } from './snapshot.ts';

export interface SettleOptions {
  /** Keyed hash of a lower-case e-mail address: a guest's order is found by it later, the address itself is not kept. */
  readonly emailHash: (email: string) => string;
  /** History brought over from elsewhere: marked, dated as it happened, and nobody is greeted or told. */
  readonly imported?: boolean;
}

export type SettleResult = { readonly orderId: string } & (
  | { /** A newer snapshot was settled before. */ readonly outcome: 'dropped' }
  | {
      /** Nobody's yet; kept until the e-mail is claimed. `first`: we had not heard of it. */ readonly outcome: 'guest';
      readonly first: boolean;
    }
  | {
      readonly outcome: 'settled';
      readonly memberId: MemberId;
      /** It was never settled with a member before. */
      readonly first: boolean;
      /** Signed change of the member's points; 0 when all was booked before. */
      readonly points: number;
      readonly tierChange: StandingChange | undefined;
    }
);

/**
 * The one story an order tells, for any number of orders in one transaction: keep the newest snapshot, enrol the customer, use
 * up redeemed points, post target − posted at the rate that was granted, judge the tier, have it announced. Repeats, gaps and
 * any order of delivery end in the same points as the newest snapshot alone.
 */
export async function settle(ctx: Context, facts: readonly OrderFacts[], options: SettleOptions): Promise<SettleResult[]> {
  if (facts.length === 0) return [];
  return ctx.db.transaction(ctx.shop.id, (tx) => settleIn(tx, ctx, facts, options));
}

async function settleIn(tx: Tx, ctx: Context, facts: readonly OrderFacts[], options: SettleOptions): Promise<SettleResult[]> {
  const imported = options.imported ?? false;
  const orders = newestPerOrder(facts);
  const { memberOf, locked } = await whoseOrders(tx, ctx, orders, options);
  const records = await storeSnapshots(
    tx,
    ctx,
    orders.map((order) => ({ facts: order, memberId: memberOf(order), emailHash: guestHash(order, options) })),
    imported,
  );
  const stored = orders.filter((order) => records.has(order.orderId));
  const inHand = stored.flatMap((order) => toInHand(records.get(order.orderId), memberOf(order)));
  await lockLatecomers(tx, ctx, inHand, locked);
  await captureForOrders(tx, ctx, stored.map(toCapture));
  const booked = await book(tx, ctx, inHand, { imported, claimed: false });
  if (!imported) await announceLater(tx, ctx, inHand, booked);
  const kept = new Set(stored);
  return facts.map((order) => toResult(order, kept.has(order) ? records.get(order.orderId) : undefined, booked));
}

interface Owners {
  memberOf(order: OrderFacts): MemberId | undefined;
  readonly locked: ReadonlySet<MemberId>;
}

/** Enrols customers and locks, always first and in a fixed order, every member the orders are about. */
async function whoseOrders(tx: Tx, ctx: Context, orders: readonly OrderFacts[], options: SettleOptions): Promise<Owners> {
  const imported = options.imported ?? false;
  const enrolled = await enrollIn(tx, ctx, newcomers(orders, imported), !imported);
  const before = await membersOfOrders(
    tx,
    ctx,
    orders.map((order) => order.orderId),
  );
  const byEmail = await findByEmail(
    tx,
    ctx,
    orders.flatMap((order) => guestHash(order, options) ?? []),
  );
  // A guest order that was claimed stays with its member: Shopify goes on calling it a guest's. One we hear of only after its
  // buyer's address was verified is theirs from the start.
  const memberOf = (order: OrderFacts): MemberId | undefined =>
    order.customerId === undefined
      ? (before.get(order.orderId) ?? byEmail.get(guestHash(order, options) ?? ''))
      : enrolled.memberOf(order.customerId);
  const locked = new Set([...before.values(), ...orders.flatMap((order) => memberOf(order) ?? [])]);
  await lockCurrent(tx, ctx, [...locked]);
  return { memberOf, locked };
}

function newcomers(orders: readonly OrderFacts[], imported: boolean): Newcomer[] {
  if (!imported) return orders.flatMap(({ customerId }) => (customerId === undefined ? [] : [{ customerId }]));
  const first = new Map<string, Date>();
  for (const { customerId, processedAt } of orders) {
    const known = customerId === undefined ? undefined : first.get(customerId);
    if (customerId !== undefined && (known === undefined || processedAt < known)) first.set(customerId, processedAt);
  }
  return [...first].map(([customerId, enrolledAt]) => ({ customerId, enrolledAt }));
}

function guestHash(order: OrderFacts, options: SettleOptions): string | undefined {
  return order.customerId === undefined && order.email !== undefined ? options.emailHash(order.email) : undefined;
}

function toInHand(record: StoredRecord | undefined, memberId: MemberId | undefined): InHand[] {
  // Claimed between our first look and the lock on its row: it is the claimer's.
  const member = memberId ?? record?.memberId;
  return record && member ? [{ facts: record.facts, record, memberId: member }] : [];
}

/** A claim may have given an order a member after we locked ours. Locking out of order can deadlock; the database then begins anew. */
async function lockLatecomers(tx: Tx, ctx: Context, inHand: readonly InHand[], locked: ReadonlySet<MemberId>): Promise<void> {
  const late = inHand
    .flatMap(({ memberId, record }) => [memberId, ...(record.memberId ? [record.memberId] : [])])
    .filter((id) => !locked.has(id));
  await lockCurrent(tx, ctx, late);
}

function toCapture(order: OrderFacts) {
  const goods = order.lines.filter(({ giftCard, tip }) => !giftCard && !tip).reduce((sum, { netMinor }) => sum + netMinor, 0);
  return {
    orderId: order.orderId,
    discountCodes: order.discountCodes,
    paid: order.paid,
    cancelled: order.cancelledAt !== undefined,
    goodsMinor: Math.max(0, goods - order.unexplainedRefundMinor),
  };
}

async function announceLater(tx: Tx, ctx: Context, inHand: readonly InHand[], booked: ReadonlyMap<string, Booked>): Promise<void> {
  const changed = inHand.filter(({ facts }) => {
    const result = booked.get(facts.orderId);
    return result !== undefined && (result.points !== 0 || result.tierChange !== undefined || facts.discountCodes.length > 0);
  });
  const customerIds = [...new Set(changed.flatMap(({ facts }) => facts.customerId ?? []))];
  if (customerIds.length > 0) await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds });
}

function toResult({ orderId }: OrderFacts, record: StoredRecord | undefined, booked: ReadonlyMap<string, Booked>): SettleResult {
  if (!record) return { orderId, outcome: 'dropped' };
  const result = booked.get(orderId);
  return result ? { orderId, outcome: 'settled', ...result } : { orderId, outcome: 'guest', first: record.inserted };
}
