import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { captureHeld, lockedWithMember } from './deliver.ts';
import { findRedemptions, type Redemption } from './record.ts';
import type { ByStaff } from './release.ts';

/** What staff are to hand over, oldest first, at most a hundred. */
export function openTasks(tx: Tx, ctx: Context): Promise<Redemption[]> {
  return findRedemptions(tx, ctx.shop.id, `way = 'by-hand' and state in ('held', 'issued') order by created_at limit 100`, []);
}

/**
 * A member of staff has handed a reward over: its points are used up. Done twice it is done once; one that was taken back stays so,
 * as the answer says. Throws `not_found`.
 */
export async function handOver(ctx: Context, redemptionId: string, by: ByStaff): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await lockedWithMember(tx, ctx, redemptionId);
    if (redemption.way !== 'by-hand' || (redemption.state !== 'held' && redemption.state !== 'issued')) return redemption;
    const captured = await captureHeld(tx, ctx, redemption);
    await tx.exec('update redemption set handed_by = $3, hand_note = $4 where shop_id = $1 and id = $2', [
      ctx.shop.id,
      redemptionId,
      by.staffId,
      by.note,
    ]);
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor: ctx.actor,
      action: 'redemption.hand-over',
      subject: `member/${redemption.memberId}`,
      details: { redemptionId, points: redemption.points },
    });
    return captured;
  });
}
