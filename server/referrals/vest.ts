import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { consider, friendsDue } from './consider.ts';

/** Friends looked at in one transaction. */
const friendsMax = 50;

/**
 * Notes for which referrals the return window is over by the shop's day, and has rewards set aside. What turned out to be doubtful since
 * is held or taken back; so it comes before the points vest, while they are still pending.
 */
export async function vestReferrals(ctx: Context): Promise<void> {
  for (;;) {
    const count = await ctx.db.transaction(ctx.shop.id, async (tx) => {
      const friends = await friendsDue(tx, ctx, calendarOf(ctx.shop.timeZone).dayOf(ctx.now), friendsMax);
      await consider(tx, ctx, friends);
      return friends.length;
    });
    if (count < friendsMax) return;
  }
}
