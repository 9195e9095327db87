import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { balances, lockMembers, post } from '../ledger/index.ts';
import { programVersionOf } from '../program/index.ts';
import { findRedemption, findRedemptions, holdKey, lateHoldKey, type Redemption } from './record.ts';
import { fairShare } from './fair-share.ts';
import { finishReleaseLater } from './release.ts';

export interface OrderWithCodes {
  readonly orderId: string;
  /** Upper case. */
  readonly discountCodes: readonly string[];
  readonly paid: boolean;
  readonly cancelled: boolean;
  /** What is still paid for the goods, in minor units of the shop's currency; absent: not known, and nothing is given back for refunds. */
  readonly goodsMinor?: number | undefined;
}

/**
 * Uses up the points of every redemption whose code stands on a paid order, inside the caller's transaction. A code that was
 * used after its release is taken from what is available, as far as it goes; the rest is kept as a shortfall for staff.
 * Refunded goods give back their share where the programme says so. A cancelled order gives back what it captured; one that was never paid lets its redemption go. Repeating it changes nothing.
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
  const kept: { redemptionId: string; order: OrderWithCodes }[] = [];
  for (const redemption of redemptions) {
    const carriers = orders.filter((order) => order.discountCodes.includes(redemption.code));
    const order = redemption.state === 'captured' ? carriers.find(({ orderId }) => orderId === redemption.orderId) : payer(carriers);
    if (!order?.paid) await letGo(tx, ctx, redemption, carriers);
    else if (redemption.state !== 'captured') (redemption.state === 'released' ? late : open).push({ redemption, order });
    if (order?.paid && order.cancelled) cancelled.push(redemption);
    else if (order?.paid) kept.push({ redemptionId: redemption.id, order });
  }
  await captureHolds(tx, ctx, open);
  for (const use of late) await captureLate(tx, ctx, use);
  for (const redemption of cancelled) await giveBack(tx, ctx, redemption);
  for (const { order, redemptionId } of kept) await giveBackShare(tx, ctx, redemptionId, order);
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
    await markCaptured(tx, ctx, redemption, order, 0);
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
  await markCaptured(tx, ctx, redemption, order, redemption.points - used);
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

async function markCaptured(tx: Tx, ctx: Context, redemption: Redemption, order: OrderWithCodes, shortfallPoints: number): Promise<void> {
  await tx.exec(
    `update redemption set state = 'captured', closed_at = $3, order_id = $4, shortfall_points = $5, paid_minor = $6
     where shop_id = $1 and id = $2`,
    [ctx.shop.id, redemption.id, ctx.now, order.orderId, shortfallPoints, order.goodsMinor ?? null],
  );
}

async function giveBack(tx: Tx, ctx: Context, redemption: Redemption): Promise<void> {
  const captured = await findRedemption(tx, ctx.shop.id, redemption.id);
  assert(captured?.state === 'captured', `redemption ${redemption.id} was captured`);
  await giveBackUpTo(tx, ctx, captured, captured.points - captured.shortfallPoints);
}

/** What refunds of an order give back, by the merchant's policy when it was redeemed. */
async function giveBackShare(tx: Tx, ctx: Context, redemptionId: string, { goodsMinor }: OrderWithCodes): Promise<void> {
  const captured = await findRedemption(tx, ctx.shop.id, redemptionId);
  if (captured?.state !== 'captured' || captured.paidMinor === undefined || goodsMinor === undefined) return;
  if (goodsMinor >= captured.paidMinor) return;
  const version = await programVersionOf(tx, ctx.shop.id, captured.programVersion);
  if (version?.definition.redemption.giveBack !== 'fair-share') return;
  await giveBackUpTo(tx, ctx, captured, fairShare(captured, goodsMinor));
}

/** Gives back what is missing to so many points in all; never takes any again. The key names the sum, so a repeat is none. */
async function giveBackUpTo(tx: Tx, ctx: Context, captured: Redemption, inAll: number): Promise<void> {
  const more = inAll - captured.givenBackPoints;
  if (more <= 0) return;
  const given =
    (await giveBackFrom(tx, ctx, captured, holdKey(captured.id), more, inAll)) ||
    (await giveBackFrom(tx, ctx, captured, lateHoldKey(captured.id), more, inAll));
  assert(given, `what redemption ${captured.id} used can be given back`);
  await tx.exec('update redemption set given_back_points = $3 where shop_id = $1 and id = $2', [ctx.shop.id, captured.id, inAll]);
}

/** False when the redemption's points were not captured from this hold. */
async function giveBackFrom(tx: Tx, ctx: Context, captured: Redemption, hold: string, more: number, inAll: number): Promise<boolean> {
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'give-back',
      memberId: captured.memberId,
      holdKey: hold,
      points: points(more),
      key: `${holdKey(captured.id)}/give-back/${inAll}`,
      at: ctx.now,
      cause: { kind: 'redemption', ref: captured.id, programVersion: captured.programVersion, note: captured.reward.name },
    },
  ]);
  return outcome !== undefined && outcome.outcome !== 'refused';
}
