import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { consider, friendsDue } from './consider.ts';

/** Notes for which referrals the return window is over by the shop's day, and has rewards set aside; the ledger has vested the points before. */
export async function vestReferrals(ctx: Context): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    await consider(tx, ctx, await friendsDue(tx, ctx, calendarOf(ctx.shop.timeZone).dayOf(ctx.now)));
  });
}
