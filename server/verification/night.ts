import type { Context } from '../context.ts';
import { dayIn } from '../core/time.ts';
import { enqueue } from '../jobs/index.ts';
import { nightIsChecked } from './record.ts';

/** Has the night's check put on the list of jobs, once the shop's day has begun and what was due is posted; nothing if it was done. */
export async function checkNightLater(ctx: Context): Promise<void> {
  const night = dayIn(ctx.shop.timeZone, ctx.now);
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    if (await nightIsChecked(tx, ctx, night)) return;
    // A job and not this round: it may take seconds, and webhooks would wait for it.
    await enqueue(tx, 'check-night', { shopDomain: ctx.shop.domain, night }, { key: `check-night/${ctx.shop.id}/${night}` });
  });
}
