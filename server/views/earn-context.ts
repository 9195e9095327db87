import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { contextNeeded, firstOrder, type Definition, type EarnContext } from '../program/index.ts';

/** What earning has to know of a member beside a cart. */
export interface MemberSoFar {
  readonly context: EarnContext;
  /** As the newest order has them; we hear of them with orders alone. */
  readonly customerTags: readonly string[] | undefined;
}

/** What a member has done by now, as an order placed now would find it; nobody: a first order. */
export async function contextOf(tx: Tx, ctx: Context, memberId: MemberId | undefined, definition: Definition): Promise<MemberSoFar> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const day = calendar.dayOf(ctx.now);
  if (memberId === undefined) return { context: firstOrder(day), customerTags: undefined };
  const [row] = await tx.rows<{ orders: number; spent: number; today: number; month: number; tags: string[] | null }>(
    `select count(*) filter (where spend_minor > 0) as orders, coalesce(sum(spend_minor), 0)::bigint as spent,
       coalesce(sum(posted_points - waived_points) filter (where processed_at >= $3), 0)::bigint as today,
       coalesce(sum(posted_points - waived_points) filter (where processed_at >= $4), 0)::bigint as month,
       (array_agg(facts -> 'customerTags' order by processed_at desc, order_id desc))[1] as tags
     from shop_order where shop_id = $1 and member_id = $2 and processed_at <= $5`,
    [ctx.shop.id, memberId, calendar.startOf(day), calendar.startOf(`${day.slice(0, 7)}-01`), ctx.now],
  );
  const context = {
    day,
    ordersBefore: row?.orders ?? 0,
    spentBeforeMinor: row?.spent ?? 0,
    earnedThatDay: row?.today ?? 0,
    earnedThatMonth: row?.month ?? 0,
    campaignPoints: await campaignPoints(tx, ctx, memberId, definition),
  };
  return { context, customerTags: row?.tags ?? undefined };
}

/** What campaigns with a cap gave so far, by the orders as they stand. */
async function campaignPoints(tx: Tx, ctx: Context, memberId: MemberId, definition: Definition): Promise<Record<string, number>> {
  if (!contextNeeded(definition).campaigns) return {};
  const rows = await tx.rows<{ id: string; points: number }>(
    `select id, sum(points::bigint)::bigint as points from shop_order cross join lateral jsonb_each_text(earned) e (id, points)
     where shop_id = $1 and member_id = $2 and earned is not null and processed_at <= $3 group by id`,
    [ctx.shop.id, memberId, ctx.now],
  );
  return Object.fromEntries(rows.map(({ id, points }) => [id, points]));
}
