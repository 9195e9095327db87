import type { Context } from '../../context.ts';
import { calendarOf } from '../../core/calendar.ts';
import { judge, programInForce, windowStart } from '../../program/index.ts';

export interface TierCount {
  readonly tierId: string;
  readonly tierName: string;
  readonly members: number;
}

/**
 * How many of the members whose history was brought over stand in which tier at an instant, by the programme in force now and the spend in the window that
 * ends then. Nothing is written: history of 1997 can show its tiers of 1998, though today none of it counts any more.
 */
export async function tiersAt(ctx: Context, at: Date): Promise<TierCount[]> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const rows = await tx.rows<{ spend: number | string | null; members: number }>(
      `select spend, count(*) as members from (
         select sum(spend_minor) filter (where processed_at >= $2 and processed_at <= $3) as spend from shop_order
         where shop_id = $1 and member_id is not null group by member_id having bool_or(imported)) m group by spend`,
      [ctx.shop.id, windowStart(definition, calendarOf(ctx.shop.timeZone), at), at],
    );
    const inTier = (tierId: string): number =>
      rows.reduce((sum, { spend, members }) => (judge(definition, Number(spend ?? 0)).tier.id === tierId ? sum + members : sum), 0);
    return definition.tiers.map(({ id, name }) => ({ tierId: id, tierName: name, members: inTier(id) }));
  });
}
