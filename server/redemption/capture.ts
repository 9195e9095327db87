import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { lockMembers, post, type Operation, type Outcome } from '../ledger/index.ts';
import { findRedemptions, holdKey, type Redemption } from './record.ts';

export interface OrderWithCodes {
  readonly orderId: string;
  /** Upper case. */
  readonly discountCodes: readonly string[];
  readonly paid: boolean;
  readonly cancelled: boolean;
}

/**
 * Uses up the points of every redemption whose code stands on a paid order, inside the caller's transaction. A code that was
 * used after its release is taken from what is available, as far as it goes; the rest is kept as a shortfall for staff.
 * A cancelled order gives back what it captured. Repeating it changes nothing.
 */
export async function captureForOrders(tx: Tx, ctx: Context, orders: readonly OrderWithCodes[]): Promise<void> {
  const byCode = new Map(orders.flatMap((order) => order.discountCodes.map((code) => [code, order] as const)));
  if (byCode.size === 0) return;
  const redemptions = await findRedemptions(tx, ctx.shop.id, 'code = any($2)', [[...byCode.keys()]], true);
  if (redemptions.length === 0) return;
  await lockMembers(
    tx,
    ctx.shop.id,
    redemptions.map((redemption) => redemption.memberId),
  );

  const used = redemptions.flatMap((redemption) => {
    const order = byCode.get(redemption.code);
    return order?.paid && redemption.state !== 'captured' ? [{ redemption, order }] : [];
  });
  const outcomes = await post(
    tx,
    ctx.shop,
    ctx.now,
    used.map(({ redemption, order }) => use(ctx, redemption, order.orderId)),
  );
  for (const [i, { redemption, order }] of used.entries()) {
    await markCaptured(tx, ctx, redemption, order.orderId, shortfall(redemption, outcomes[i]));
  }
  const capturing = new Set(used.map(({ redemption }) => redemption.id));
  const cancelled = redemptions.filter((redemption) => {
    const order = byCode.get(redemption.code);
    const capturedByIt = capturing.has(redemption.id) || (redemption.state === 'captured' && redemption.orderId === order?.orderId);
    return order?.cancelled === true && capturedByIt;
  });
  await giveBack(tx, ctx, cancelled);
}

function use(ctx: Context, redemption: Redemption, orderId: string): Operation {
  const named = {
    memberId: redemption.memberId,
    key: `${holdKey(redemption.id)}/capture`,
    at: ctx.now,
    cause: {
      kind: 'redemption',
      ref: redemption.id,
      programVersion: redemption.programVersion,
      note: redemption.reward.name,
      reasons: [{ rule: 'used-on-order', orderId, points: redemption.points }],
    },
  } as const;
  return redemption.state === 'released'
    ? { ...named, kind: 'spend', points: points(redemption.points), partial: true }
    : { ...named, kind: 'capture', holdKey: holdKey(redemption.id) };
}

function shortfall(redemption: Redemption, outcome: Outcome | undefined): number {
  assert(outcome, 'every operation has an outcome');
  if (outcome.outcome !== 'refused') return redemption.points - outcome.points;
  assert(outcome.refusal.code === 'not-enough-points', `capture of ${redemption.id} refused: ${outcome.refusal.code}`);
  return redemption.points;
}

async function markCaptured(tx: Tx, ctx: Context, redemption: Redemption, orderId: string, shortfallPoints: number): Promise<void> {
  await tx.exec(
    `update redemption set state = 'captured', closed_at = $3, order_id = $4, shortfall_points = $5 where shop_id = $1 and id = $2`,
    [ctx.shop.id, redemption.id, ctx.now, orderId, shortfallPoints],
  );
}

async function giveBack(tx: Tx, ctx: Context, cancelled: readonly Redemption[]): Promise<void> {
  await post(
    tx,
    ctx.shop,
    ctx.now,
    cancelled.map((redemption) => ({
      kind: 'give-back',
      memberId: redemption.memberId,
      holdKey: holdKey(redemption.id),
      points: points(redemption.points),
      key: `${holdKey(redemption.id)}/give-back`,
      at: ctx.now,
      cause: { kind: 'redemption', ref: redemption.id, programVersion: redemption.programVersion, note: redemption.reward.name },
    })),
  );
}
