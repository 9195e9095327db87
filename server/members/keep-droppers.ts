import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { judge, type ProgramVersion } from '../program/index.ts';
import { windowActivity } from './activity.ts';
import { judgedAt } from './restand.ts';

/**
 * Gives members who would drop by a version a keep of the tier they have, until the day its publisher chose; before they are judged by it, so
 * that nobody is told of a drop that does not come. Returns who would drop.
 */
export async function keepDroppers(tx: Tx, ctx: Context, program: ProgramVersion, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  if (program.keepUntil === undefined || memberIds.length === 0) return [];
  const { definition } = program;
  const place = (tierId: string): number => definition.tiers.findIndex(({ id }) => id === tierId);
  const activity = await windowActivity(tx, { ...ctx, now: judgedAt(ctx.now, program) }, definition, memberIds);
  const members = await tx.rows<{ id: MemberId; tier_id: string }>(
    'select id, tier_id from member where shop_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [ctx.shop.id, memberIds],
  );
  return members
    .filter(({ id, tier_id }) => place(judge(definition, activity.get(id)?.spendMinor ?? 0).tier.id) < place(tier_id))
    .map(({ id }) => id);
}
