import type { Context } from '../../context.ts';
import { calendarOf } from '../../core/calendar.ts';
import type { MemberId } from '../../core/id.ts';
import { judge, programInForce, windowStart } from '../../program/index.ts';

export interface TierCount {
  readonly tierId: string;
  readonly tierName: string;
  readonly members: number;
}

/**
 * How many of the members stand in which tier at an instant, by the programme in force now and the spend in the window that
 * ends then. Nothing is written: history of 1997 can show its tiers of 1998, though today none of it counts any more.
 */
export async function tiersAt(ctx: Context, memberIds: Iterable<MemberId>, at: Date): Promise<TierCount[]> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const rows = await tx.rows<{ spend: number }>(
      `select coalesce(sum(o.spend_minor), 0)::bigint as spend from unnest($2::uuid[]) as m(id)
       left join shop_order o on o.shop_id = $1 and o.member_id = m.id and o.processed_at >= $3 and o.processed_at <= $4 group by m.id`,
      [ctx.shop.id, [...memberIds], windowStart(definition, calendarOf(ctx.shop.timeZone), at), at],
    );
    const counts = Map.groupBy(rows, ({ spend }) => judge(definition, spend).tier.id);
    return definition.tiers.map(({ id, name }) => ({ tierId: id, tierName: name, members: counts.get(id)?.length ?? 0 }));
  });
}
