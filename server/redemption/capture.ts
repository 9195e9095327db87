import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { balances, lockMembers, post } from '../ledger/index.ts';
import { findRedemption, findRedemptions, holdKey, lateHoldKey, type Redemption } from './record.ts';
import { finishReleaseLater } from './release.ts';

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
 * A cancelled order gives back what it captured; one that was never paid lets its redemption go. Repeating it changes nothing.
 */
export async function captureForOrders(tx: Tx, ctx: Context, orders: readonly OrderWithCodes[]): Promise<void> {
  const codes = [...new Set(orders.flatMap((order) => order.discountCodes))];
  if (codes.length === 0) return;
  const redemptions = await findRedemptions(tx, ctx.shop.id, 'code = any($2)', [codes], true);
  if (redemptions.length === 0) return;
  await lockMembers(
    tx,
    ctx.shop.id,
    redemptions.map((redemption) => redemption.memberId),
  );

  const open: Use[] = [];
  const late: Use[] = [];
  const cancelled: Redemption[] = [];
  for (const redemption of redemptions) {
    const carriers = orders.filter((order) => order.discountCodes.includes(redemption.code));
    const order = redemption.state === 'captured' ? carriers.find(({ orderId }) => orderId === redemption.orderId) : payer(carriers);
    if (!order?.paid) await letGo(tx, ctx, redemption, carriers);
    else if (redemption.state !== 'captured') (redemption.state === 'released' ? late : open).push({ redemption, order });
    if (order?.paid && order.cancelled) cancelled.push(redemption);
  }
  await captureHolds(tx, ctx, open);
  for (const use of late) await captureLate(tx, ctx, use);
  for (const redemption of cancelled) await giveBack(tx, ctx, redemption);
}

interface Use {
  readonly redemption: Redemption;
  readonly order: OrderWithCodes;
}

/** Should one code have got onto two orders, the one that stands uses it up. */
function payer(carriers: readonly OrderWithCodes[]): OrderWithCodes | undefined {
  return carriers.find((order) => order.paid && !order.cancelled) ?? carriers.find((order) => order.paid);
}

/** The order that took the code was cancelled before it was paid: Shopify goes on counting its use, so the release is told which one to forgive. */
async function letGo(tx: Tx, ctx: Context, redemption: Redemption, carriers: readonly OrderWithCodes[]): Promise<void> {
  const order = carriers.find(({ cancelled, paid }) => cancelled && !paid);
  if (order === undefined || redemption.orderId !== undefined || redemption.state === 'captured' || redemption.state === 'released') return;
  await tx.exec(
    `update redemption set state = 'releasing', order_id = $3, release_reason = coalesce(release_reason, 'order-cancelled') where shop_id = $1 and id = $2`,
    [ctx.shop.id, redemption.id, order.orderId],
  );
  await finishReleaseLater(tx, ctx, redemption.id);
}

async function captureHolds(tx: Tx, ctx: Context, uses: readonly Use[]): Promise<void> {
  const outcomes = await post(
    tx,
    ctx.shop,
    ctx.now,
    uses.map(({ redemption, order }) => ({
      ...named(ctx, redemption, order.orderId, 'capture'),
      kind: 'capture',
      holdKey: holdKey(redemption.id),
    })),
  );
  for (const [i, { redemption, order }] of uses.entries()) {
    assert(outcomes[i] && outcomes[i].outcome !== 'refused', `the hold of redemption ${redemption.id} is open`);
    await markCaptured(tx, ctx, redemption, order.orderId, 0);
  }
}

/** Held and captured anew, so that a cancellation finds the very points that were used. */
async function captureLate(tx: Tx, ctx: Context, { redemption, order }: Use): Promise<void> {
  const balance = (await balances(tx, ctx.shop, [redemption.memberId], ctx.now)).get(redemption.memberId);
  const used = Math.min(redemption.points, balance?.available ?? 0);
  if (used > 0) {
    const key = lateHoldKey(redemption.id);
    const outcomes = await post(tx, ctx.shop, ctx.now, [
      { ...named(ctx, redemption, order.orderId, 'late-hold'), kind: 'hold', holdKey: key, points: points(used), until: ctx.now },
      { ...named(ctx, redemption, order.orderId, 'capture'), kind: 'capture', holdKey: key },
    ]);
    for (const outcome of outcomes) assert(outcome.outcome !== 'refused', `what is available pays for redemption ${redemption.id}`);
  }
  await markCaptured(tx, ctx, redemption, order.orderId, redemption.points - used);
}

function named(ctx: Context, redemption: Redemption, orderId: string, act: 'capture' | 'late-hold') {
  return {
    memberId: redemption.memberId,
    key: `${holdKey(redemption.id)}/${act}`,
    at: ctx.now,
    cause: {
      kind: 'redemption',
      ref: redemption.id,
      programVersion: redemption.programVersion,
      note: redemption.reward.name,
      reasons: [{ rule: 'used-on-order', orderId, points: redemption.points }],
    },
  } as const;
}

async function markCaptured(tx: Tx, ctx: Context, redemption: Redemption, orderId: string, shortfallPoints: number): Promise<void> {
  await tx.exec(
    `update redemption set state = 'captured', closed_at = $3, order_id = $4, shortfall_points = $5 where shop_id = $1 and id = $2`,
    [ctx.shop.id, redemption.id, ctx.now, orderId, shortfallPoints],
  );
}

async function giveBack(tx: Tx, ctx: Context, redemption: Redemption): Promise<void> {
  const captured = await findRedemption(tx, ctx.shop.id, redemption.id);
  assert(captured?.state === 'captured', `redemption ${redemption.id} was captured`);
  if (captured.shortfallPoints === captured.points) return;
  const given =
    (await giveBackFrom(tx, ctx, captured, holdKey(captured.id))) || (await giveBackFrom(tx, ctx, captured, lateHoldKey(captured.id)));
  assert(given, `what redemption ${redemption.id} used can be given back`);
}

/** False when the redemption's points were not captured from this hold. */
async function giveBackFrom(tx: Tx, ctx: Context, captured: Redemption, hold: string): Promise<boolean> {
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'give-back',
      memberId: captured.memberId,
      holdKey: hold,
      points: points(captured.points - captured.shortfallPoints),
      key: `${holdKey(captured.id)}/give-back`,
      at: ctx.now,
      cause: { kind: 'redemption', ref: captured.id, programVersion: captured.programVersion, note: captured.reward.name },
    },
  ]);
  return outcome !== undefined && outcome.outcome !== 'refused';
}
