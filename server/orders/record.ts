import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import { arrayText, jsonArrayText, type Tx } from '../db/index.ts';
import type { CampaignPoints, Pin, PinnedContext } from './award.ts';
import type { Posted } from './difference.ts';
import { fromStored, toStored, type StoredFacts } from './snapshot.ts';

/** What is stored of an order besides its facts. */
export interface OrderRecord {
  readonly orderId: string;
  /** undefined: a guest's. */
  readonly memberId: MemberId | undefined;
  readonly pin: Pin | undefined;
  readonly posted: Posted;
  /** How often something was posted for it. */
  readonly postings: number;
  readonly spendMinor: number;
  /** What each campaign gave with it. */
  readonly earned: CampaignPoints | undefined;
  /** Never settled with a member. */
  readonly isNew: boolean;
}

/** A record as it was when its newest snapshot was stored. */
export interface StoredRecord extends OrderRecord {
  /** We had not heard of the order before. */
  readonly inserted: boolean;
  /** The order as stored: with what was read of its products and its customer when it was first heard of. */
  readonly facts: OrderFacts;
}

interface Row {
  order_id: string;
  member_id: MemberId | null;
  program_version: number | null;
  tier_id: string | null;
  points_per_major_unit: number | null;
  posted_points: number;
  waived_points: number;
  postings: number;
  spend_minor: number;
  earn_context: PinnedContext | null;
  earned: CampaignPoints | null;
  settled_at: Date | null;
}

const columns =
  'o.order_id, o.member_id, o.program_version, o.tier_id, o.points_per_major_unit, o.posted_points, o.waived_points, o.postings, o.spend_minor, o.earn_context, o.earned, o.settled_at';

/**
 * Stores snapshots, locking their rows in a fixed order, and returns the records of those that are not older than what was
 * stored; what was brought over never replaces what the shop said itself. A new order gets its member; one that is known keeps
 * whom it has until it is settled. What a product or a customer was when the order was first read stays: a sale next month or a tag
 * that is gone changes no order of today.
 */
export async function storeSnapshots(
  tx: Tx,
  ctx: Context,
  orders: readonly { facts: OrderFacts; memberId: MemberId | undefined; emailHash: string | undefined }[],
  imported: boolean,
): Promise<Map<string, StoredRecord>> {
  const sorted = orders.toSorted((a, b) => (a.facts.orderId < b.facts.orderId ? -1 : 1));
  const newest = new Map(sorted.map(({ facts }) => [facts.orderId, facts]));
  // A row that was inserted has no xmax; one that was updated has ours.
  const rows = await tx.rows<Row & { kept: StoredFacts | null }>(
    `insert into shop_order as o (shop_id, order_id, name, updated_at, processed_at, facts, member_id, email_hash, imported)
     select $1, s.order_id, s.name, s.updated_at, s.processed_at, s.facts::jsonb, s.member_id, s.email_hash, $9
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::uuid[], $8::text[])
       as s(order_id, name, updated_at, processed_at, facts, member_id, email_hash)
     on conflict (shop_id, order_id) do update set name = excluded.name, updated_at = excluded.updated_at, processed_at = excluded.processed_at,
       facts = order_facts_kept(o.facts, excluded.facts), email_hash = excluded.email_hash, imported = excluded.imported
     where o.updated_at <= excluded.updated_at and (o.imported or not excluded.imported)
     returning ${columns}, case when o.xmax <> 0 then o.facts end as kept`,
    [
      ctx.shop.id,
      sorted.map(({ facts }) => facts.orderId),
      sorted.map(({ facts }) => facts.name),
      sorted.map(({ facts }) => facts.updatedAt),
      sorted.map(({ facts }) => facts.processedAt),
      sorted.map(({ facts }) => toStored(facts)),
      sorted.map(({ memberId }) => memberId ?? null),
      sorted.map(({ emailHash }) => emailHash ?? null),
      imported,
    ],
  );
  return new Map(
    rows.map((row) => {
      const facts = row.kept ? fromStored(row.kept) : newest.get(row.order_id);
      assert(facts, 'only what was sent is stored');
      return [row.order_id, { ...toRecord(row), inserted: row.kept === null, facts }];
    }),
  );
}

/** The members that known orders belong to. Not locked: whoever relies on it asks again after locking. */
export async function membersOfOrders(tx: Tx, ctx: Context, orderIds: readonly string[]): Promise<Map<string, MemberId>> {
  const rows = await tx.rows<{ order_id: string; member_id: MemberId }>(
    'select order_id, member_id from shop_order where shop_id = $1 and order_id = any($2::text[]) and member_id is not null',
    [ctx.shop.id, orderIds],
  );
  return new Map(rows.map((row) => [row.order_id, row.member_id]));
}

/** The guest orders of an e-mail address, locked in a fixed order. */
export async function guestOrders(tx: Tx, ctx: Context, emailHash: string): Promise<{ facts: OrderFacts; record: OrderRecord }[]> {
  const rows = await tx.rows<Row & { facts: StoredFacts }>(
    `select ${columns}, o.facts from shop_order o where o.shop_id = $1 and o.email_hash = $2 and o.member_id is null order by o.order_id for update`,
    [ctx.shop.id, emailHash],
  );
  return rows.map((row) => ({ facts: fromStored(row.facts), record: toRecord(row) }));
}

/**
 * Orders of a member with what their lots have: issued, or brought by a transfer, less what was taken back. `locking` keeps the orders as
 * they are; their lots are kept by the member's lock.
 */
export async function ordersOfMember(
  tx: Tx,
  ctx: Context,
  memberId: MemberId,
  orderIds: readonly string[],
  locking: boolean,
): Promise<{ facts: OrderFacts; record: OrderRecord; has: number }[]> {
  const rows = await tx.rows<Row & { facts: StoredFacts; has: number }>(
    `select ${columns}, o.facts, coalesce(lots.has, 0)::bigint as has from shop_order o
     cross join lateral (
       select sum(l.issued - l.reversed) as has from lot l where l.shop_id = $1 and l.member_id = $2 and l.origin = 'order/' || o.order_id) lots
     where o.shop_id = $1 and o.member_id = $2 and o.order_id = any($3::text[]) order by o.order_id${locking ? ' for update of o' : ''}`,
    [ctx.shop.id, memberId, orderIds],
  );
  return rows.map((row) => ({ facts: fromStored(row.facts), record: toRecord(row), has: row.has }));
}

/** What the new members of orders that change hands have of them already, by order id: those that had an order before may have kept some. */
export async function hadBefore(
  tx: Tx,
  ctx: Context,
  orders: readonly { facts: Pick<OrderFacts, 'orderId'>; memberId: MemberId }[],
): Promise<Map<string, number>> {
  if (orders.length === 0) return new Map();
  const rows = await tx.rows<{ order_id: string; has: number }>(
    `select o.order_id, sum(l.issued - l.reversed)::bigint as has from unnest($2::text[], $3::uuid[]) o (order_id, member_id)
     join lot l on l.shop_id = $1 and l.member_id = o.member_id and l.origin = 'order/' || o.order_id group by o.order_id`,
    [ctx.shop.id, orders.map(({ facts }) => facts.orderId), orders.map(({ memberId }) => memberId)],
  );
  return new Map(rows.map((row) => [row.order_id, row.has]));
}

export interface SettledOrder {
  readonly orderId: string;
  readonly memberId: MemberId;
  readonly pin: Pin | undefined;
  readonly posted: Posted;
  readonly postings: number;
  readonly spendMinor: number;
  readonly earned: CampaignPoints | undefined;
}

/** Writes what settling orders came to, in one statement. A member's order needs no e-mail hash any more. */
export async function writeSettled(tx: Tx, ctx: Context, orders: readonly SettledOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const written = await tx.exec(
    `update shop_order o set member_id = s.member_id, email_hash = null, program_version = s.version, tier_id = s.tier_id,
       points_per_major_unit = s.rate, posted_points = s.points, waived_points = s.waived, postings = s.postings, spend_minor = s.spend,
       earn_context = s.context::jsonb, earned = s.earned::jsonb, settled_at = $2
     from unnest($3::text[], $4::uuid[], $5::int[], $6::text[], $7::int[], $8::bigint[], $9::bigint[], $10::int[], $11::bigint[], $12::text[], $13::text[])
       as s(order_id, member_id, version, tier_id, rate, points, waived, postings, spend, context, earned)
     where o.shop_id = $1 and o.order_id = s.order_id`,
    [ctx.shop.id, ctx.now, orders.map((order) => order.orderId), ...settledColumns(orders)],
  );
  assert(written === orders.length, 'every settled order is stored');
}

/** Orders of members that are stored and settled at once, because nobody had heard of them; the database refuses all when one is known. */
export async function insertSettled(
  tx: Tx,
  ctx: Context,
  orders: readonly (Omit<SettledOrder, 'orderId'> & { facts: OrderFacts })[],
): Promise<void> {
  await tx.exec(
    `insert into shop_order (shop_id, order_id, name, updated_at, processed_at, facts, member_id, program_version, tier_id, points_per_major_unit,
       posted_points, waived_points, postings, spend_minor, earn_context, earned, settled_at, imported)
     select $1, s.order_id, s.name, s.updated_at, s.processed_at, s.facts, s.member_id, s.version, s.tier_id, s.rate, s.points, s.waived, s.postings, s.spend,
       s.context::jsonb, s.earned::jsonb, $2, true
     from rows from (unnest($3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::uuid[], $8::int[], $9::text[], $10::int[], $11::bigint[], $12::bigint[], $13::int[], $14::bigint[], $15::text[], $16::text[]), jsonb_array_elements($17::jsonb))
       as s(order_id, name, updated_at, processed_at, member_id, version, tier_id, rate, points, waived, postings, spend, context, earned, facts)`,
    [
      ctx.shop.id,
      ctx.now,
      arrayText(orders.map(({ facts }) => facts.orderId)),
      arrayText(orders.map(({ facts }) => facts.name)),
      arrayText(orders.map(({ facts }) => facts.updatedAt.toISOString())),
      arrayText(orders.map(({ facts }) => facts.processedAt.toISOString())),
      ...settledColumns(orders),
      jsonArrayText(orders.map(({ facts }) => toStored(facts))),
    ],
  );
}

/** Whether anything was ever bought in the shop. */
export async function hasOrders(tx: Tx, ctx: Context): Promise<boolean> {
  return (await tx.rows('select from shop_order where shop_id = $1 limit 1', [ctx.shop.id])).length > 0;
}

/** Which of the orders are stored exactly so already, and settled, unless they are a guest's. */
export async function storedExactly(
  tx: Tx,
  ctx: Context,
  orders: readonly { facts: OrderFacts; emailHash: string | undefined }[],
): Promise<Set<string>> {
  // Asked order by order: as an `exists` it would be answered from all orders of the shop.
  const heardOf = await tx.rows<{ nr: number }>(
    `select s.nr::integer from unnest($2::text[]) with ordinality as s(order_id, nr)
     cross join lateral (select from shop_order o where o.shop_id = $1 and o.order_id = s.order_id limit 1) o`,
    [ctx.shop.id, arrayText(orders.map(({ facts }) => facts.orderId))],
  );
  const stored = heardOf.flatMap(({ nr }) => orders[nr - 1] ?? []);
  if (stored.length === 0) return new Set();
  const rows = await tx.rows<{ order_id: string }>(
    `select s.order_id from unnest($2::text[], $3::text[], $4::text[]) as s(order_id, facts, email_hash)
     cross join lateral (select * from shop_order o where o.shop_id = $1 and o.order_id = s.order_id limit 1) o
     where o.facts = s.facts::jsonb and case when o.member_id is null then o.email_hash = s.email_hash else o.settled_at is not null end`,
    [
      ctx.shop.id,
      stored.map(({ facts }) => facts.orderId),
      stored.map(({ facts }) => toStored(facts)),
      stored.map(({ emailHash }) => emailHash ?? null),
    ],
  );
  return new Set(rows.map((row) => row.order_id));
}

function settledColumns(orders: readonly Omit<SettledOrder, 'orderId'>[]): string[] {
  return [
    arrayText(orders.map((order) => order.memberId)),
    arrayText(orders.map((order) => order.pin?.programVersion)),
    arrayText(orders.map((order) => order.pin?.tierId)),
    arrayText(orders.map((order) => order.pin?.pointsPerMajorUnit)),
    arrayText(orders.map((order) => order.posted.points)),
    arrayText(orders.map((order) => order.posted.waived)),
    arrayText(orders.map((order) => order.postings)),
    arrayText(orders.map((order) => order.spendMinor)),
    arrayText(orders.map((order) => jsonOrNothing(order.pin?.context))),
    arrayText(orders.map((order) => jsonOrNothing(order.earned))),
  ];
}

function jsonOrNothing(value: object | undefined): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function toRecord(row: Row): OrderRecord {
  return {
    orderId: row.order_id,
    memberId: row.member_id ?? undefined,
    pin: toPin(row),
    posted: { points: row.posted_points, waived: row.waived_points },
    postings: row.postings,
    spendMinor: row.spend_minor,
    earned: row.earned ?? undefined,
    isNew: row.settled_at === null,
  };
}

function toPin({ earn_context, program_version, tier_id, points_per_major_unit }: Row): Pin | undefined {
  if (program_version === null || tier_id === null || points_per_major_unit === null) return undefined;
  return {
    programVersion: program_version,
    tierId: tier_id,
    pointsPerMajorUnit: points_per_major_unit,
    context: earn_context ?? undefined,
  };
}
