import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import type { AdminApi } from '../shopify/index.ts';
import { findRedemptions } from './record.ts';
import { release } from './release.ts';

/**
 * Takes back what was set aside for an attempt, because what it was given for does not stand any more; what was used or is released
 * stays so, and nothing is done where nothing was set aside. Throws `unavailable` until Shopify said whether its code was used.
 */
export async function withdraw(ctx: Context, api: AdminApi, memberId: MemberId, attempt: string): Promise<void> {
  const [found] = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(
      tx,
      ctx.shop.id,
      'attempt = $3 and member_id = (select coalesce(merged_into, id) from member where shop_id = $1 and id = $2)',
      [memberId, attempt],
    ),
  );
  if (!found) return;
  const { state } = await release(ctx, api, found.id, 'withdrawn');
  if (state === 'held' || state === 'issued' || state === 'releasing')
    throw new LaurelError('unavailable', `redemption ${found.id} is ${state}: whether it can be withdrawn is not known yet`);
}
