import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { AdminApi } from '../shopify/index.ts';
import { findRedemptions, type Redemption } from './record.ts';
import { release } from './release.ts';

/** How many releases that wait for an order or for Shopify are asked about in one round. */
const waitingMax = 5;

/**
 * Takes back what ran out of time, oldest first, at most `limit`, and asks again about a few that wait. Returns how many were
 * looked at. Stops quietly when Shopify does not answer: the next round goes on. One that breaks is logged and holds up no other.
 */
export async function sweep(ctx: Context, api: AdminApi, limit = 50): Promise<number> {
  const due = [...(await outOfTime(ctx, limit)), ...(await someWaiting(ctx))];
  for (const redemption of due) {
    try {
      await release(ctx, api, redemption.id, 'expired');
    } catch (error) {
      if (error instanceof LaurelError && error.code === 'shopify_unavailable') return due.length;
      ctx.log.error({ err: error, redemptionId: redemption.id }, 'a redemption could not be taken back');
    }
  }
  return due.length;
}

function outOfTime(ctx: Context, limit: number): Promise<Redemption[]> {
  return ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(
      tx,
      ctx.shop.id,
      `state in ('held', 'issued') and way <> 'at-once' and least(hold_until, lease_until) <= $2 order by hold_until limit ${limit}`,
      [ctx.now],
    ),
  );
}

/** An order that used the code and is not paid can keep a release waiting for days: drawn by lot, so that none keeps the others from their turn. */
async function someWaiting(ctx: Context): Promise<Redemption[]> {
  const waiting = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(tx, ctx.shop.id, `state = 'releasing' and hold_until <= $2 order by hold_until limit 500`, [ctx.now]),
  );
  const lots = waiting.map((redemption) => ({ redemption, lot: ctx.random() })).toSorted((a, b) => a.lot - b.lot);
  return lots.slice(0, waitingMax).map(({ redemption }) => redemption);
}
