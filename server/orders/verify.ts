import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';

/** Something stored that orders, or the ledger's lots, do not say. */
export interface OrderDifference {
  readonly memberId: MemberId;
  /** In plain words, e.g. "points of order 1001" or "tier, counted from 0". */
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
}

/**
 * Derives what is posted for each order from its lots, and each member's window spend, tier and number of standings from the
 * orders and the programme they were judged by. Shares no code with what wrote them. Lists at most 1,000 differences; changes nothing.
 */
export async function verifyOrders(tx: Tx, shopId: ShopId): Promise<OrderDifference[]> {
  const rows = await tx.rows<{ member_id: MemberId; what: string; stored: number; derived: number }>(verification, [shopId]);
  return rows.map(({ member_id, ...rest }) => ({ memberId: member_id, ...rest }));
}

const verification = `
with earned as (
  select member_id, origin, sum(issued - reversed)::bigint as points from lot where shop_id = $1 and origin like 'order/%' group by member_id, origin
), judged as (
  select m.id, m.tier_id, m.standing_seq, m.window_spend_minor, v.definition -> 'tiers' as tiers,
    (((m.judged_at at time zone s.time_zone)::date - make_interval(months => (v.definition #>> '{qualification,rollingMonths}')::int))::date + 1)::timestamp
      at time zone s.time_zone as since
  from member m join shop s on s.id = m.shop_id cross join lateral (
    select definition from program_version where shop_id = $1 and starts_at <= m.judged_at order by starts_at desc, version desc limit 1) v
  where m.shop_id = $1
), spent as (
  select j.id, coalesce(sum(o.spend_minor), 0)::bigint as spend
  from judged j left join shop_order o on o.shop_id = $1 and o.member_id = j.id and o.processed_at >= j.since group by j.id
), stood as (
  select member_id, count(*) as standings from standing where shop_id = $1 group by member_id
), difference as (
  select o.member_id, 'points of order ' || o.order_id as what, o.posted_points as stored, coalesce(e.points, 0) as derived
  from shop_order o left join earned e on e.member_id = o.member_id and e.origin = 'order/' || o.order_id
  where o.shop_id = $1 and o.member_id is not null
  union all
  select j.id, 'spend in the window, in minor units', j.window_spend_minor, s.spend from judged j join spent s using (id)
  union all
  select j.id, 'tier, counted from 0',
    coalesce((select t.place - 1 from jsonb_array_elements(j.tiers) with ordinality t (tier, place) where t.tier ->> 'id' = j.tier_id), -1),
    (select count(*) - 1 from jsonb_array_elements(j.tiers) tier where (tier ->> 'thresholdMinor')::bigint <= s.spend)
  from judged j join spent s using (id)
  union all
  select m.id, 'points of a customer who was merged', b.pending + b.available + b.held + b.debt, 0
  from member m join balance b on b.shop_id = m.shop_id and b.member_id = m.id where m.shop_id = $1 and m.merged_into is not null
  union all
  select j.id, 'number of standings', j.standing_seq, coalesce(s.standings, 0) from judged j left join stood s on s.member_id = j.id
)
select member_id, what, stored, derived from difference where stored <> derived order by member_id, what limit 1000`;
