import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { AdminApi } from '../shopify/index.ts';
import { findRedemptions } from './record.ts';
import { release } from './release.ts';

/**
 * Takes back what ran out of time, oldest first, at most `limit`. Returns how many were looked at.
 * Stops quietly when Shopify does not answer: the next round goes on.
 */
export async function sweep(ctx: Context, api: AdminApi, limit = 50): Promise<number> {
  const due = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(tx, ctx.shop.id, `state in ('held', 'issued', 'releasing') and hold_until <= $2 order by hold_until limit ${limit}`, [
      ctx.now,
    ]),
  );
  for (const redemption of due) {
    try {
      await release(ctx, api, redemption.id, 'expired');
    } catch (error) {
      if (error instanceof LaurelError && error.code === 'shopify_unavailable') return due.length;
      throw error;
    }
  }
  return due.length;
}
