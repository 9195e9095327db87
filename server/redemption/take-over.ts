import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { finishReleaseLater } from './release.ts';

/**
 * Gives the redemptions of a member whose customer is gone to another member, inside the caller's transaction; both are locked.
 * Those still open are taken back, because their codes were made for the customer who is gone: the code is switched off by a job,
 * then the points return to whoever has them by then. What is delivered without a code goes on, to the kept member's customer.
 */
export async function takeOverRedemptions(tx: Tx, ctx: Context, gone: MemberId, kept: MemberId): Promise<void> {
  const open = await tx.rows<{ id: string }>(
    `update redemption set state = 'releasing', release_reason = 'merged' where shop_id = $1 and member_id = $2 and way = 'code' and state in ('held', 'issued') returning id`,
    [ctx.shop.id, gone],
  );
  for (const { id } of open) await finishReleaseLater(tx, ctx, id);
  // Both may have named an attempt alike. The kept member's stays what it was; the other's is done with.
  await tx.exec(
    `update redemption r set member_id = $3, attempt = case when exists (
       select from redemption k where k.shop_id = r.shop_id and k.member_id = $3 and k.attempt = r.attempt) then 'merged/' || r.id else r.attempt end
     where r.shop_id = $1 and r.member_id = $2`,
    [ctx.shop.id, gone, kept],
  );
}
