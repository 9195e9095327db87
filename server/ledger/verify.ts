import type { Shop } from '../context.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import type { Db, Tx } from '../db/index.ts';

/** Something stored that its entries do not say. */
export interface Difference {
  readonly memberId: MemberId;
  /** In plain words, e.g. "available points" or "lot 4, held points". */
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  /** The first entry of the member whose running total is wrong; undefined when the journal itself is right. */
  readonly firstWrongSeq: number | undefined;
}

export interface Verification {
  readonly members: number;
  readonly entries: number;
  /** Empty: every balance, lot and hold is what the entries say. At most 1,000 are listed. */
  readonly differences: readonly Difference[];
}

/**
 * Derives every balance, lot and hold of the shop anew from its entries, in one consistent snapshot, and lists what differs. Changes
 * nothing. With `only`, that member's alone.
 */
export async function verify(db: Db, shop: Shop, only?: MemberId): Promise<Verification> {
  return db.read(shop.id, (tx) => verifyIn(tx, shop.id, only));
}

/** The same inside the caller's transaction. */
export async function verifyIn(tx: Tx, shopId: ShopId, only?: MemberId): Promise<Verification> {
  if (only === undefined) await forWholeShop(tx);
  const ofAll = await tx.rows<DifferenceRow>(only === undefined ? verification : ofMember(verification), scope(shopId, only));
  const beside = await tx.rows<DifferenceRow>(only === undefined ? besides : ofMember(besides), scope(shopId, only));
  const rows = [...ofAll, ...beside];
  const counts = rows.find((row) => row.what === 'counts');
  const differences = rows
    .filter((row) => row.what !== 'counts')
    .map(({ member_id, what, stored, derived, first_wrong_seq }) => ({
      memberId: member_id,
      what,
      stored,
      derived,
      firstWrongSeq: first_wrong_seq ?? undefined,
    }));
  return { members: counts?.stored ?? 0, entries: counts?.derived ?? 0, differences };
}

function scope(shopId: ShopId, only: MemberId | undefined): unknown[] {
  return only === undefined ? [shopId] : [shopId, only];
}

/** The same questions asked of one member: wherever a table is narrowed to the shop, it is narrowed further. */
function ofMember(sql: string): string {
  return sql.replaceAll(/(\w+\.)?shop_id = \$1/g, (clause, table: string | undefined) => `${clause} and ${table ?? ''}member_id = $2`);
}

/**
 * Prepares a transaction for questions about all rows of a shop: whatever the statistics say of tables that were filled a minute
 * ago, everything is read once, and sorted or hashed.
 */
export async function forWholeShop(tx: Tx): Promise<void> {
  await tx.rows(`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '128MB', true)`);
}

interface DifferenceRow {
  readonly member_id: MemberId;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  readonly first_wrong_seq: number | null;
}

const gains = (account: string) => `((to_account = '${account}')::int - (from_account = '${account}')::int) * points`;

/** One statement, so that all its parts see the same instant. What differs is spelled out only for the rows that are not alike as a whole. */
const verification = `
with line as (
  select e.member_id, e.seq, e.posting_no, e.lot_no, e.movement, e.points, e.pending, e.available, e.held, e.debt, ${gains('pending')} as d_pending, ${gains('available')} as d_available, ${gains('held')} as d_held, -${gains('debt')} as d_debt,
    ${gains('redeemed')} as d_redeemed, ${gains('expired')} as d_expired, ${gains('reversed')} as d_reversed, ${gains('recovered')} as d_recovered,
    ${gains('issued')} as d_issued, ${gains('transferred')} as d_transferred
  from entry e where shop_id = $1
), running as (
  select *, row_number() over w as derived_seq, sum(d_pending) over w as derived_pending, sum(d_available) over w as derived_available,
    sum(d_held) over w as derived_held, sum(d_debt) over w as derived_debt
  from line window w as (partition by member_id order by seq)
), wrong as (
  select member_id, min(seq) as seq from running
  where (seq, pending, available, held, debt) is distinct from (derived_seq, derived_pending, derived_available, derived_held, derived_debt)
  group by member_id
), member_sum as (
  select member_id, sum(d_pending) as pending, sum(d_available) as available, sum(d_held) as held, sum(d_debt) as debt, max(seq) as last_seq
  from line group by member_id
), lot_sum as (
  select member_id, lot_no, count(*) as entries, -sum(d_issued + d_transferred) as issued, sum(d_pending) as pending,
    sum(d_available) as available, sum(d_held) as held, sum(d_debt) as debt, sum(d_redeemed) as redeemed, sum(d_expired) as expired, sum(d_reversed) as reversed
  from line group by member_id, lot_no
), posting_sum as (
  select member_id, posting_no, count(*) as entries, sum(d_recovered) as recovered,
    sum(points) filter (where movement::text <> 'recover') as moved, sum(d_transferred) as transferred, sum(d_held) as held,
    abs(sum(d_pending + d_available + d_held - d_debt)) as change
  from line group by member_id, posting_no
), set_day as (
  select member_id, lot_no, nr, posting_no, before, vests_on, row_number() over of_lot as place, lag(vests_on) over of_lot as last_day, lead(nr) over of_lot as next_nr
  from lot_day where shop_id = $1 window of_lot as (partition by member_id, lot_no order by nr)
), hold_act as (
  -- What a transfer brought is held again, or captured already; what came before a hold went to another member is that member's.
  select p.member_id, p.hold_key, p.points, p.kind, p.kind = 'hold' or p.kind = 'transfer' as opens,
    p.kind = 'capture' or p.kind = 'transfer' and s.held = 0 as captures
  from posting p left join posting_sum s on s.member_id = p.member_id and s.posting_no = p.no
  where p.shop_id = $1 and p.hold_key is not null and not exists (
    select from posting o where o.shop_id = $1 and o.member_id = p.member_id and o.hold_key = p.hold_key and o.kind = 'transfer' and o.key like '%/out' and o.no >= p.no)
), hold_sum as (
  select member_id, hold_key, sum(points) filter (where opens) as points, coalesce(sum(points) filter (where captures), 0) as captured,
    coalesce(sum(points) filter (where kind = 'give-back'), 0) as given_back, bool_or(captures) as is_captured, bool_or(kind = 'release') as is_released
  from hold_act group by member_id, hold_key
), crossing as (
  select min(p.member_id::text)::uuid as member_id, regexp_replace(p.key, '/(out|in)$', '') as key, sum(s.transferred) as points
  from posting p join posting_sum s on s.member_id = p.member_id and s.posting_no = p.no where p.shop_id = $1 and p.kind = 'transfer' group by 2
), active as (
  select p.member_id, max((p.occurred_at at time zone s.time_zone)::date) as day from posting p join shop s on s.id = p.shop_id
  where p.shop_id = $1 and p.kind in ('issue', 'hold', 'capture', 'spend') and p.points > 0 and exists (select from lot l where l.shop_id = $1 and l.idle_months is not null)
  group by p.member_id
), due as (
  -- Points of idle members go by their last activity at the latest; when, if something was late before it, is not asked here.
  select l.member_id, min(least(case when l.pending > 0 then nullif(l.vests_on, 'infinity') end, case when l.available > 0 then case when l.idle_months is null
    then l.expires_on else greatest(l.expires_on, (a.day + make_interval(months => l.idle_months))::date) end end)) as day
  from lot l left join active a on a.member_id = l.member_id where l.shop_id = $1 and l.open group by l.member_id
), difference as (
  select b.member_id, v.what, v.stored, coalesce(v.derived, 0) as derived
  from balance b left join member_sum s using (member_id) cross join lateral (values
    ('pending points', b.pending, s.pending), ('available points', b.available, s.available), ('held points', b.held, s.held),
    ('points owed', b.debt, s.debt), ('number of entries', b.last_seq, s.last_seq)) v (what, stored, derived)
  where b.shop_id = $1 and (b.pending, b.available, b.held, b.debt, b.last_seq) is distinct from (s.pending, s.available, s.held, s.debt, s.last_seq)
    and v.stored <> coalesce(v.derived, 0)
  union all
  select member_id, 'number of postings', b.last_posting_no, coalesce(p.count, 0)
  from balance b left join (select member_id, count(*) as count from posting where shop_id = $1 group by member_id) p using (member_id)
  where b.shop_id = $1 and b.last_posting_no <> coalesce(p.count, 0)
  union all
  select coalesce(l.member_id, s.member_id), format('lot %s, %s', coalesce(l.no, s.lot_no), v.what), coalesce(v.stored, 0), coalesce(v.derived, 0)
  from (select * from lot where shop_id = $1) l full join lot_sum s on s.member_id = l.member_id and s.lot_no = l.no cross join lateral (values
    ('entries', l.entries, s.entries), ('issued points', l.issued, s.issued), ('pending points', l.pending, s.pending), ('available points', l.available, s.available),
    ('held points', l.held, s.held), ('points owed', l.debt, s.debt), ('redeemed points', l.redeemed, s.redeemed),
    ('expired points', l.expired, s.expired), ('reversed points', l.reversed, s.reversed)) v (what, stored, derived)
  where (l.entries, l.issued, l.pending, l.available, l.held, l.debt, l.redeemed, l.expired, l.reversed)
      is distinct from (s.entries, s.issued, s.pending, s.available, s.held, s.debt, s.redeemed, s.expired, s.reversed)
    and coalesce(v.stored, 0) <> coalesce(v.derived, 0)
  union all
  select p.member_id, format('posting %s, %s', p.no, v.what), v.stored, v.derived
  from posting p left join posting_sum s on s.member_id = p.member_id and s.posting_no = p.no cross join lateral (values
    ('entries', p.last_seq - p.first_seq + 1, coalesce(s.entries, 0)), ('points left in the clearing account', 0, coalesce(s.recovered, 0)),
    -- What comes back may expire at once: then its entries move more than the posting is about.
    ('points', p.points, case when p.kind in ('capture', 'release', 'give-back') then p.points
      when p.kind = 'transfer' and p.hold_key is null then coalesce(s.change, 0) else coalesce(s.moved, 0) end)) v (what, stored, derived)
  where p.shop_id = $1 and (p.kind = 'transfer' or (p.last_seq - p.first_seq + 1, 0, p.points) is distinct from (s.entries, s.recovered, s.moved)) and v.stored <> v.derived
  union all
  select coalesce(h.member_id, s.member_id), format('hold %s, %s', coalesce(h.hold_key, s.hold_key), v.what), coalesce(v.stored, 0), coalesce(v.derived, 0)
  from (select * from hold where shop_id = $1) h full join hold_sum s on s.member_id = h.member_id and s.hold_key = h.hold_key cross join lateral (values
    ('points', h.points, s.points), ('captured points', h.captured, s.captured), ('points given back', h.given_back, s.given_back),
    ('captured', (h.state = 'captured')::int, s.is_captured::int), ('released', (h.state = 'released')::int, s.is_released::int)) v (what, stored, derived)
  where coalesce(v.stored, 0) <> coalesce(v.derived, 0)
  union all
  select b.member_id, 'held points by open holds', b.held, coalesce(sum(h.points), 0)
  from balance b left join hold h on h.shop_id = b.shop_id and h.member_id = b.member_id and h.state = 'open'
  where b.shop_id = $1 group by b.member_id, b.held having b.held <> coalesce(sum(h.points), 0)
  union all
  select member_id, format('transfer %s, points on their way', key), 0, points from crossing where points <> 0
  union all
  -- As days since 2000, because a difference is a pair of numbers.
  select b.member_id, 'next due day', coalesce(nullif(b.next_due, 'infinity') - '2000-01-01'::date, 0), due.day - '2000-01-01'::date
  from balance b join due using (member_id) where b.shop_id = $1 and due.day < coalesce(b.next_due, due.day + 1)
  union all
  select l.member_id, format('lot %s, vesting day', l.no), coalesce(nullif(l.vests_on, 'infinity') - '2000-01-01'::date, 0), coalesce(nullif(d.vests_on, 'infinity') - '2000-01-01'::date, 0)
  from lot l join set_day d on d.member_id = l.member_id and d.lot_no = l.no
  where l.shop_id = $1 and d.next_nr is null and l.vests_on is distinct from d.vests_on
  union all
  select d.member_id, format('lot %s, days set before day %s', d.lot_no, d.nr), d.nr - 1, d.place - 1
  from set_day d left join posting p on p.shop_id = $1 and p.member_id = d.member_id and p.no = d.posting_no
  where d.nr <> d.place or d.before is distinct from coalesce(d.last_day, d.before) or p.kind is distinct from 'schedule'
)
(select d.member_id, d.what, d.stored::bigint, d.derived::bigint, wrong.seq as first_wrong_seq
 from (select * from difference union all
       select wrong.member_id, 'running balance of an entry', e.pending + e.available + e.held - e.debt, e.derived_pending + e.derived_available + e.derived_held - e.derived_debt
       from wrong join running e on e.member_id = wrong.member_id and e.seq = wrong.seq) d
 left join wrong using (member_id) order by d.member_id, d.what limit 1000)
union all
select null, 'counts', (select count(*) from balance where shop_id = $1), (select count(*) from line), null`;

/** What no sum shows: a balance that vanished, and a lot that is not found because it is said to be empty. */
const besides = `
select e.member_id, 'balance that is gone, entries' as what, 0 as stored, count(*)::integer as derived, null::integer as first_wrong_seq
from entry e where e.shop_id = $1 and not exists (select from balance b where b.shop_id = e.shop_id and b.member_id = e.member_id) group by e.member_id
union all
select l.member_id, format('lot %s, open', l.no), l.open::int, (l.pending > 0 or l.available > 0 or l.held > 0 or l.debt > 0)::int, null
from lot l where l.shop_id = $1 and l.open <> (l.pending > 0 or l.available > 0 or l.held > 0 or l.debt > 0)
order by member_id, what limit 100`;
