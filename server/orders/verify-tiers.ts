import { assert } from '../core/assert.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { placesByDay, type Definition, type SecondDeed } from '../program/index.ts';

export interface TierDifference {
  readonly memberId: MemberId;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
}

interface JudgedRow {
  readonly id: MemberId;
  /** null where sums of periods say all. */
  readonly definition: Definition | null;
  readonly today: string;
  readonly joined: string;
  readonly stored: number;
  /** What activity gives where the sums of periods say it; null: it takes the days one after the other. */
  readonly reached: number | null;
  readonly pinned: number | null;
  readonly least: number;
  readonly window_spend_minor: number;
  readonly spend: number;
}

/** How many members' lives are read at a time where every day counts. */
const pageMax = 500;

/**
 * Derives each member's spend in the period and tier from orders, actions and what was said about them, by the rules they were judged
 * by: by sums of periods; where a grace or single steps decide, day by day. Shares no code with what judges. With `only`, that member's.
 */
export async function verifyTiers(tx: Tx, shopId: ShopId, only?: MemberId): Promise<TierDifference[]> {
  const rows = await tx.rows<JudgedRow>(judgedMembers(only), [shopId, ...(only === undefined ? [] : [only])]);
  const differences: TierDifference[] = rows
    .filter((row) => row.window_spend_minor !== row.spend)
    .map(({ id, window_spend_minor: stored, spend: derived }) => ({
      memberId: id,
      what: 'spend in the window, in minor units',
      stored,
      derived,
    }));
  const bySums = rows.filter(({ reached }) => reached !== null);
  const byDays = rows.filter(({ reached }) => reached === null);
  for (const row of bySums) differences.push(...wrongTier(row, row.reached ?? 0));
  for (let start = 0; start < byDays.length; start += pageMax) {
    const page = byDays.slice(start, start + pageMax);
    const deeds = await deedsOf(
      tx,
      shopId,
      page.map(({ id }) => id),
    );
    for (const row of page) differences.push(...wrongTier(row, placeByDays(row, deeds.get(row.id) ?? [])));
  }
  return differences;
}

function wrongTier({ id, stored, pinned, least }: JudgedRow, reached: number): TierDifference[] {
  const derived = pinned ?? Math.max(least, reached);
  return stored === derived ? [] : [{ memberId: id, what: 'tier, counted from 0', stored, derived }];
}

function placeByDays({ definition, joined, today }: JudgedRow, deeds: readonly SecondDeed[]): number {
  assert(definition, 'a day is judged by rules');
  // What is dated after the moment of judging, by another clock, counts as of then.
  const until = deeds.map((deed) => (deed.day > today ? { ...deed, day: today } : deed));
  const from = until[0]?.day ?? today;
  return placesByDay(definition, joined, until, from, today).get(today) ?? 0;
}

async function deedsOf(tx: Tx, shopId: ShopId, memberIds: readonly MemberId[]): Promise<Map<MemberId, SecondDeed[]>> {
  const rows = await tx.rows<{ member_id: MemberId; day: string; spend: number; points: number; orders: number }>(
    `select d.member_id, (d.at at time zone s.time_zone)::date as day, d.spend, d.points, d.orders from shop s cross join lateral (
       select member_id, processed_at as at, spend_minor as spend, posted_points - waived_points as points, (spend_minor > 0)::integer as orders
       from shop_order where shop_id = $1 and member_id = any($2::uuid[])
       union all
       select member_id, earned_at, 0, issued - reversed, 0 from lot
       where shop_id = $1 and member_id = any($2::uuid[]) and origin like 'action/%') d
     where s.id = $1 order by d.member_id, day`,
    [shopId, memberIds],
  );
  const grouped = Map.groupBy(rows, (row) => row.member_id);
  return new Map(
    [...grouped].map(([id, ofMember]) => [
      id,
      ofMember.map(({ day, spend, points, orders }) => ({ day, spendMinor: spend, points, orders })),
    ]),
  );
}

function judgedMembers(only: MemberId | undefined): string {
  const mine = only === undefined ? '' : 'and m.id = $2';
  return `
with rules as materialized (
  select version, definition #>> '{qualification,period,kind}' as kind, (definition #>> '{qualification,period,months}')::integer as months,
    definition #>> '{qualification,period,lasts}' = 'next-year' as lasts,
    definition #>> '{qualification,drop}' = 'recompute' and (definition #>> '{qualification,graceDays}')::integer = 0 as by_sums,
    definition #>> '{qualification,need}' = 'all' as all_needed
  from program_version where shop_id = $1
), rung as materialized (
  -- What each tier asks for; null: nothing of that kind.
  select version, nr::integer - 1 as nr, tier ->> 'id' as tier_id, coalesce((tier ->> 'inviteOnly')::boolean, false) as invited_only,
    nullif((tier ->> 'thresholdMinor')::bigint, 0) as spend, (tier ->> 'thresholdPoints')::bigint as points, (tier ->> 'thresholdOrders')::bigint as orders
  from program_version cross join lateral jsonb_array_elements(definition -> 'tiers') with ordinality t (tier, nr) where shop_id = $1
), judged as (
  select m.id, m.tier_id, m.window_spend_minor, m.judged_at, s.time_zone, r.*,
    (m.judged_at at time zone s.time_zone)::date as today, (m.enrolled_at at time zone s.time_zone)::date as joined
  from member m join shop s on s.id = m.shop_id cross join lateral (
    select version from program_version where shop_id = $1 and starts_at <= m.judged_at order by version desc limit 1) v
  join rules r on r.version = v.version
  where m.shop_id = $1 ${mine}
), years as (
  -- How many years ago the member joined, on the day of judging.
  select *, extract(year from today)::integer - extract(year from joined)::integer
    - ((joined + make_interval(years => extract(year from today)::integer - extract(year from joined)::integer))::date > today)::integer as age
  from judged
), period as (
  select *, (case kind
      when 'rolling-months' then (today - make_interval(months => months))::date + 1
      when 'calendar-year' then make_date(extract(year from today)::integer, 1, 1)
      when 'membership-year' then (joined + make_interval(years => age))::date
      else date '-infinity' end)::timestamp at time zone time_zone as since,
    (case kind when 'calendar-year' then make_date(extract(year from today)::integer - 1, 1, 1)
      when 'membership-year' then (joined + make_interval(years => age - 1))::date end)::timestamp at time zone time_zone as former
  from years
), deed as (
  select member_id, processed_at as at, spend_minor as spend, posted_points - waived_points as points, (spend_minor > 0)::integer as orders
  from shop_order m where m.shop_id = $1 and m.member_id is not null ${mine.replace('m.id', 'm.member_id')}
  union all
  select member_id, earned_at, 0, issued - reversed, 0 from lot m where m.shop_id = $1 and m.origin like 'action/%' ${mine.replace('m.id', 'm.member_id')}
), summed as (
  select p.id, coalesce(sum(d.spend) filter (where d.at >= p.since), 0)::bigint as spend,
    coalesce(sum(d.points) filter (where d.at >= p.since), 0)::bigint as points, coalesce(sum(d.orders) filter (where d.at >= p.since), 0) as orders,
    coalesce(sum(d.spend) filter (where d.at < p.since), 0)::bigint as former_spend,
    coalesce(sum(d.points) filter (where d.at < p.since), 0)::bigint as former_points,
    coalesce(sum(d.orders) filter (where d.at < p.since), 0) as former_orders
  from period p left join deed d on d.member_id = p.id and d.at >= least(p.since, case when p.lasts then p.former end) group by p.id
), place as (
  -- What is not asked for decides nothing; a tier that asks for nothing at all is reached by nobody.
  select p.id, r.nr, r.tier_id, r.invited_only,
    coalesce(case when p.all_needed then coalesce(s.spend >= r.spend, r.points is not null or r.orders is not null) and coalesce(s.points >= r.points, true) and coalesce(s.orders >= r.orders, true)
      else s.spend >= r.spend or s.points >= r.points or s.orders >= r.orders end, false) as now,
    coalesce(case when p.all_needed then coalesce(s.former_spend >= r.spend, r.points is not null or r.orders is not null) and coalesce(s.former_points >= r.points, true) and coalesce(s.former_orders >= r.orders, true)
      else s.former_spend >= r.spend or s.former_points >= r.points or s.former_orders >= r.orders end, false) as former
  from period p join summed s on s.id = p.id join rung r on r.version = p.version
), keep as (
  select p.id, k.kind, k.no, c.nr from period p join tier_keep k on k.shop_id = $1 and k.member_id = p.id
  join place c on c.id = p.id and c.tier_id = k.tier_id
  where k.since <= p.judged_at and (k.ended_at is null or k.ended_at > p.judged_at) and (k.until is null or k.until >= p.today)
), placed as (
  select p.id, max(c.nr) filter (where c.tier_id = p.tier_id) as stored,
    max(c.nr) filter (where not c.invited_only and (c.now or p.lasts and c.former)) as reached
  from period p join place c on c.id = p.id group by p.id
), kept as (
  select id, (array_agg(nr order by no desc) filter (where kind = 'pinned'))[1] as pinned, max(nr) filter (where kind <> 'pinned') as least
  from keep group by id
), told as (
  select p.id, p.version, p.today, p.joined, p.window_spend_minor, s.spend, coalesce(c.stored, -1) as stored,
    case when p.by_sums then coalesce(c.reached, 0) end as reached, k.pinned, coalesce(k.least, 0) as least
  from period p join summed s on s.id = p.id join placed c on c.id = p.id left join kept k on k.id = p.id
)
-- Only those in question, and the rules only where days are still to be gone through.
select t.id, (select v.definition from program_version v where v.shop_id = $1 and v.version = t.version and t.reached is null) as definition, t.today, t.joined, t.stored, t.reached, t.pinned, t.least,
  t.window_spend_minor, t.spend
from told t where t.reached is null or t.window_spend_minor <> t.spend or t.stored <> coalesce(t.pinned, greatest(t.least, t.reached))`;
}
