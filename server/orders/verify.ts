import type { MemberId, ShopId } from '../core/id.ts';
import { currencyDigits } from '../core/money.ts';
import type { Tx } from '../db/index.ts';
import { forWholeShop } from '../ledger/index.ts';
import { verifyTiers } from './verify-tiers.ts';

/** Something stored that orders, or the ledger's lots, do not say. */
export interface OrderDifference {
  readonly memberId: MemberId;
  /** In plain words, e.g. "points of order #1001" or "tier, counted from 0". */
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  /** The order it is about; undefined: about the member's standing. */
  readonly orderId: string | undefined;
}

/**
 * Derives what each order counts and should have from what is on it (under programmes of nothing but a rate), what is posted for it from its lots, and each member's window
 * spend, tier and number of standings from the orders and the programme they were judged by. Shares no code with what wrote them.
 * Lists at most 1,000 differences; changes nothing. With `only`, that member's alone.
 */
export async function verifyOrders(tx: Tx, shopId: ShopId, only?: MemberId): Promise<OrderDifference[]> {
  if (only === undefined) await forWholeShop(tx);
  const currencies = await tx.rows<{ currency: string }>(
    `select distinct definition ->> 'currency' as currency from program_version where shop_id = $1`,
    [shopId],
  );
  const rows = await tx.rows<DifferenceRow>(only === undefined ? verification : ofMember(verification), [
    shopId,
    currencies.map(({ currency }) => currency),
    currencies.map(({ currency }) => 10 ** currencyDigits(currency)),
    ...(only === undefined ? [] : [only]),
  ]);
  const found = rows.map(({ member_id, order_id, ...rest }) => ({ memberId: member_id, orderId: order_id ?? undefined, ...rest }));
  const tiers = (await verifyTiers(tx, shopId, only)).map((one) => ({ ...one, orderId: undefined }));
  return [...found, ...tiers].toSorted(byMember).slice(0, differencesMax);
}

const differencesMax = 1_000;

function byMember(a: OrderDifference, b: OrderDifference): number {
  const [one, other] = [`${a.memberId} ${a.what}`, `${b.memberId} ${b.what}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

interface DifferenceRow {
  readonly member_id: MemberId;
  readonly order_id: string | null;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
}

/** The same questions asked of one member. */
function ofMember(sql: string): string {
  return sql
    .replaceAll('where m.shop_id = $1', 'where m.shop_id = $1 and m.id = $4')
    .replaceAll('where o.shop_id = $1', 'where o.shop_id = $1 and o.member_id = $4')
    .replaceAll('where shop_id = $1 and origin', 'where shop_id = $1 and member_id = $4 and origin')
    .replaceAll('from standing where shop_id = $1', 'from standing where shop_id = $1 and member_id = $4');
}

/** Whether rate and rounding alone say what an order earns: what rules beyond them give is computed again from the causes. */
function ratesAlone(definition: string): string {
  const beyond = ['include', 'exclude', 'minimumOrderMinor', 'caps', 'perMajorUnits', 'roundingPer'].map((name) => `'${name}'`);
  return `(jsonb_array_length(${definition} #> '{earning,rules}') = 1 and not ${definition} -> 'earning' ?| array[${beyond.join(', ')}]
    and not ${definition} ? 'campaigns' and not ${definition} -> 'tiers' @? '$[*].rateIn')`;
}

const verification = `
with earned as (
  select member_id, origin, sum(issued - reversed)::bigint as points from lot where shop_id = $1 and origin like 'order/%' group by member_id, origin
), stood as (
  select member_id, count(*) as standings from standing where shop_id = $1 group by member_id
), counted as (
  -- What is on an order that earns: merchandise that was paid for, less what was refunded without naming an item.
  select o.member_id, o.order_id, o.name, o.spend_minor, o.posted_points - o.waived_points as points, o.points_per_major_unit as rate,
    v.definition #>> '{earning,rounding}' as rounding, unit.minor as unit, ${ratesAlone('v.definition')} as simple,
    case when (o.facts ->> 'paid')::boolean and not (o.facts ->> 'test')::boolean and o.facts ->> 'cancelledAt' is null
        and o.facts ->> 'currency' = v.definition ->> 'currency'
      then greatest(0, gross.minor - greatest(0, (o.facts ->> 'unexplainedRefundMinor')::bigint)) else 0 end as base
  from shop_order o
  left join program_version v on v.shop_id = o.shop_id and v.version = o.program_version
  -- Whose points are base × rate and nothing else; what other rules give is computed again from the causes of the postings.
  left join lateral (
    select jsonb_array_length(v.definition #> '{earning,rules}') = 1 and coalesce(jsonb_array_length(v.definition -> 'campaigns'), 0) = 0
      and not v.definition -> 'earning' ?| '{perMajorUnits,roundingPer,include,exclude,minimumOrderMinor,caps}'
      and not jsonb_path_exists(v.definition, '$.tiers[*].rateIn') as so) simple on true
  left join unnest($2::text[], $3::bigint[]) unit (currency, minor) on unit.currency = v.definition ->> 'currency'
  cross join lateral (
    select coalesce(sum(greatest(0, (line ->> 'netMinor')::bigint)), 0)::bigint as minor from jsonb_array_elements(o.facts -> 'lines') line
    where not (line ->> 'giftCard')::boolean and not (line ->> 'tip')::boolean) gross
  where o.shop_id = $1 and o.member_id is not null
  -- Keeps the planner from working each column out again wherever it is named.
  offset 0
), promised as (
  -- Of absurd amounts as well: only then does the product need more than eight bytes.
  select *, case when base = 0 or rate is null then 0
    when base < 1000000000000 and rate < 1000000 then (2 * base * rate + case rounding when 'up' then 2 * unit - 1 when 'half-up' then unit else 0 end) / (2 * unit)
    else div(2 * base::numeric * rate + case rounding when 'up' then 2 * unit - 1 when 'half-up' then unit else 0 end, 2 * unit)::bigint end as due
  from counted offset 0
), difference as (
  select member_id, order_id, format(v.what, name) as what, v.stored, v.derived
  from promised cross join lateral (values ('spend of order %s, in minor units', spend_minor, case when rate is null then 0 else base end),
    ('points of order %s, by what is on it', points, due)) v (what, stored, derived)
  where simple is not false and v.stored <> v.derived
  union all
  select o.member_id, o.order_id, 'points of order ' || o.name as what, o.posted_points as stored, coalesce(e.points, 0) as derived
  from shop_order o left join earned e on e.member_id = o.member_id and e.origin = 'order/' || o.order_id
  where o.shop_id = $1 and o.member_id is not null and o.posted_points <> coalesce(e.points, 0)
  union all
  select m.id, null, 'points of a customer who was merged', b.pending + b.available + b.held + b.debt, 0
  from member m join balance b on b.shop_id = m.shop_id and b.member_id = m.id where m.shop_id = $1 and m.merged_into is not null
  union all
  select m.id, null, 'number of standings', m.standing_seq, coalesce(s.standings, 0) from member m left join stood s on s.member_id = m.id
  where m.shop_id = $1
)
select member_id, order_id, what, stored, derived from difference where stored <> derived order by member_id, what limit 1000`;
