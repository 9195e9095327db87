import type { Context } from '../context.ts';
import type { Tx } from '../db/index.ts';
import { firstOrderSql, type OpenReferral } from './record.ts';
import type { Around, Signals } from './suspicion.ts';
import type { TraceKind } from './traces.ts';

/** Friends whose first orders are at most so many days apart are looked at together. */
const aroundDays = 14;
/** A cancellation so soon after the order speaks against it, and is remembered so long. */
const soonHours = 48;
const cancelledDays = 45;

const none: Around = { sameDevice: 0, sameCard: 0, sameHouse: 0, sameRange: 0, friends: 0, cancelledSoon: 0 };

/** What speaks of one person behind advocate and friend, as far as the hashed traces of their orders tell; nothing before the friend ordered. */
export async function signalsOf(tx: Tx, ctx: Context, referral: OpenReferral): Promise<Signals> {
  const { first } = referral;
  if (!first) return { shared: [], disposable: false, around: none, old: [] };
  const [own, around, old] = [
    await tx.rows<{ kind: TraceKind }>(
      `select distinct f.kind from order_trace f where f.shop_id = $1 and f.order_id = $2 and (f.kind = 'disposable' or exists (
         select from order_trace t join shop_order o on o.shop_id = t.shop_id and o.order_id = t.order_id
         where t.shop_id = f.shop_id and t.kind = f.kind and t.salt_no = f.salt_no and t.hash = f.hash and o.member_id = $3))`,
      [ctx.shop.id, first.orderId, referral.advocateId],
    ),
    await aroundOf(tx, ctx, referral, first),
    // Whoever was brought by the same advocate is looked at beside them, not as a former customer.
    await tx.rows<{ kinds: TraceKind[] }>(
      `select array_agg(distinct f.kind) as kinds from order_trace f
       join order_trace t on t.shop_id = f.shop_id and t.kind = f.kind and t.salt_no = f.salt_no and t.hash = f.hash and t.order_id <> f.order_id
       join shop_order o on o.shop_id = t.shop_id and o.order_id = t.order_id
       where f.shop_id = $1 and f.order_id = $2 and f.kind in ('mailbox', 'person', 'phone', 'card', 'device') and o.processed_at < $5
         and (o.member_id is null or o.member_id not in ($3, $4) and not exists (select from referral r
           join member a on a.shop_id = r.shop_id and a.id = r.advocate_id join member b on b.shop_id = r.shop_id and b.id = r.friend_id
           where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $3 and coalesce(b.merged_into, b.id) = o.member_id))
       group by coalesce(o.member_id::text, o.order_id) order by count(distinct f.kind) desc, 1 limit 1`,
      [ctx.shop.id, first.orderId, referral.advocateId, referral.friendId, first.at],
    ),
  ];
  const kinds = own.map(({ kind }) => kind);
  return {
    shared: kinds.filter((kind) => kind !== 'disposable'),
    disposable: kinds.includes('disposable'),
    around,
    old: old[0]?.kinds ?? [],
  };
}

async function aroundOf(tx: Tx, ctx: Context, referral: OpenReferral, first: NonNullable<OpenReferral['first']>): Promise<Around> {
  const [row] = await tx.rows<{ [K in keyof Around]: string }>(
    `with brought as (
       select r.id, o.order_id, abs(extract(epoch from o.processed_at - $4::timestamptz)) <= $5 * 86400 as near,
         abs(extract(epoch from o.processed_at - $4::timestamptz)) <= $6 * 86400
           and extract(epoch from (o.facts ->> 'cancelledAt')::timestamptz - o.processed_at) <= $7 * 3600 as soon
       from referral r join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
       join member f on f.shop_id = r.shop_id and f.id = r.friend_id
       join lateral (${firstOrderSql}) o on true
       where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $2
     ), same as (
       select b.id, t.kind from brought b join order_trace t on t.shop_id = $1 and t.order_id = b.order_id
       join order_trace f on f.shop_id = $1 and f.order_id = $3 and f.kind = t.kind and f.salt_no = t.salt_no and f.hash = t.hash
       where b.near and b.order_id <> $3
     )
     select (select count(distinct id) from same where kind = 'device') as "sameDevice",
       (select count(distinct id) from same where kind = 'card') as "sameCard",
       (select count(distinct id) from same where kind = 'house') as "sameHouse",
       (select count(distinct id) from same where kind = 'range') as "sameRange",
       count(*) filter (where near and order_id <> $3) as friends,
       count(*) filter (where soon) as "cancelledSoon" from brought`,
    [ctx.shop.id, referral.advocateId, first.orderId, first.at, aroundDays, cancelledDays, soonHours],
  );
  if (!row) return none;
  return {
    sameDevice: Number(row.sameDevice),
    sameCard: Number(row.sameCard),
    sameHouse: Number(row.sameHouse),
    sameRange: Number(row.sameRange),
    friends: Number(row.friends),
    cancelledSoon: Number(row.cancelledSoon),
  };
}
