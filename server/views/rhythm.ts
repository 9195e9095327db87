import type { Context } from '../context.ts';
import { dayIn } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { assumedRhythm, type Rhythm } from '../program/index.ts';

/** Fewer members who came again say nothing. */
const membersMin = 20;
/** As many as are asked, picked by their ids so that they are anybody; a draft is looked at after every few words that are typed. */
const membersMax = 500;

/** How members of the shop buy, by a sample of them over the last two years; a stated guess while too few came again. */
export async function rhythmOf(tx: Tx, ctx: Context): Promise<Rhythm> {
  const today = dayIn(ctx.shop.timeZone, ctx.now);
  const [row] = await tx.rows<{ members: number; typical: number | null; days: number | null }>(
    `with asked as (
       select id from member where shop_id = $1 and merged_into is null and last_order_at is not null order by hashtext(id::text), id limit $3
     ), bought as (
       select o.member_id, o.spend_minor, o.processed_at from asked a join shop_order o on o.shop_id = $1 and o.member_id = a.id
       where o.spend_minor > 0 and o.processed_at > $2::timestamptz - interval '2 years'
     ), again as (
       select extract(epoch from max(processed_at) - min(processed_at)) / 86400 / (count(*) - 1) as days from bought group by member_id having count(*) > 1
     )
     select (select count(*) from again)::integer as members,
       (select percentile_disc(0.5) within group (order by spend_minor) from bought)::bigint as typical,
       (select percentile_disc(0.5) within group (order by days) from again)::float8 as days`,
    [ctx.shop.id, ctx.now, membersMax],
  );
  if (!row || row.members < membersMin || row.typical === null || row.days === null) return assumedRhythm(ctx.shop.currency, today);
  return { today, typicalOrderMinor: row.typical, daysBetweenOrders: Math.max(1, row.days), assumed: false };
}
