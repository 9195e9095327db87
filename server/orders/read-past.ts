import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { livesBesideOrders } from '../members/index.ts';
import type { CampaignPoints } from './award.ts';
import { nothingBefore, type Sums, type Timeline } from './past.ts';

/** Which sums over all that lies before a timeline are asked for, and whether actions count. */
export type SumsNeeded = { readonly ever: boolean; readonly campaigns: boolean; readonly actions: boolean };

/** The orders of members since an instant that count or earned, and what all before it come to, as far as it is asked for. */
export async function timelinesOf(
  tx: Tx,
  ctx: Context,
  memberIds: readonly MemberId[],
  since: Date,
  needed: SumsNeeded,
): Promise<Map<MemberId, Timeline>> {
  if (memberIds.length === 0) return new Map();
  const sums = needed.ever || needed.campaigns ? await sumsBefore(tx, ctx, memberIds, since, needed) : undefined;
  const beside = await livesBesideOrders(tx, ctx, memberIds, since, needed.actions);
  const timelines = new Map<MemberId, Timeline>(
    [...beside].map(([memberId, life]) => [memberId, { before: sums?.get(memberId) ?? nothingBefore, orders: new Map(), beside: life }]),
  );
  const rows = await tx.rows<{
    member_id: MemberId;
    order_id: string;
    processed_at: Date;
    spend_minor: number;
    points: number;
    earned: CampaignPoints | null;
  }>(
    `select member_id, order_id, processed_at, spend_minor, posted_points - waived_points as points, earned from shop_order
     where shop_id = $1 and member_id = any($2::uuid[]) and processed_at >= $3 and (spend_minor > 0 or posted_points > waived_points)`,
    [ctx.shop.id, memberIds, since],
  );
  for (const { earned, member_id, order_id: orderId, points, processed_at: processedAt, spend_minor: spendMinor } of rows)
    timelines.get(member_id)?.orders.set(orderId, { orderId, processedAt, spendMinor, points, earned: earned ?? undefined });
  return timelines;
}

async function sumsBefore(
  tx: Tx,
  ctx: Context,
  memberIds: readonly MemberId[],
  since: Date,
  needed: SumsNeeded,
): Promise<Map<MemberId, Sums>> {
  const rows = await tx.rows<{ member_id: MemberId; orders: number; spend_minor: number; earned: CampaignPoints | null }>(
    `with before as (
       select member_id, spend_minor, earned from shop_order
       where shop_id = $1 and member_id = any($2::uuid[]) and processed_at < $3 and ($4 and spend_minor > 0 or $5 and earned is not null)
     ), given as (
       select member_id, id, sum(points::bigint)::bigint as points from before cross join lateral jsonb_each_text(earned) e (id, points)
       group by member_id, id
     )
     select b.member_id, count(*) filter (where b.spend_minor > 0) as orders, sum(b.spend_minor)::bigint as spend_minor,
       (select jsonb_object_agg(g.id, g.points) from given g where g.member_id = b.member_id) as earned
     from before b group by b.member_id`,
    [ctx.shop.id, memberIds, since, needed.ever, needed.campaigns],
  );
  return new Map(
    rows.map(({ earned, member_id, orders, spend_minor: spendMinor }) => [member_id, { orders, spendMinor, earned: earned ?? {} }]),
  );
}
