import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { lockMembers, post } from '../ledger/index.ts';
import { createCode, findCode, switchOffCode, type AdminApi } from '../shopify/index.ts';
import { codeOrder, customerOf } from './issue-code.ts';
import { findRedemption, holdKey, type Redemption } from './record.ts';
import { after, canUndo } from './states.ts';

/** `withdrawn`: what it was given for does not stand any more. */
export type ReleaseReason = 'undone' | 'refused' | 'expired' | 'withdrawn' | ByStaff;

/** A staff member took it back, and said why; both stay with the redemption, for staff to read. */
export interface ByStaff {
  readonly staffId: string;
  readonly note: string;
}

/** A release that Shopify's silence stopped is taken up again after this long. */
const retryMs = 5_000;

/**
 * Takes a redemption back: marks it (so that it can't be forgotten), then *switch off → ask → give back*.
 * Answers the redemption as it is then: released; captured, if an order was faster; releasing, if Shopify does not answer
 * or says the code was used (its order is on the way). `owner` limits it to that member's own. Throws `not_found`.
 */
export async function release(
  ctx: Context,
  api: AdminApi,
  redemptionId: string,
  reason: ReleaseReason,
  owner?: MemberId,
): Promise<Redemption> {
  const marked = await markReleasing(ctx, redemptionId, reason, owner);
  if (marked.state !== 'releasing') return marked;
  try {
    return await finishRelease(ctx, api, redemptionId);
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'shopify_unavailable') return marked;
    throw error;
  }
}

async function markReleasing(ctx: Context, redemptionId: string, reason: ReleaseReason, owner?: MemberId): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await findRedemption(tx, ctx.shop.id, redemptionId, true);
    if (!redemption || (owner !== undefined && redemption.memberId !== owner)) {
      throw new LaurelError('not_found', `no redemption ${redemptionId} of this member`);
    }
    const state = after(redemption.state, 'give-up');
    if (state !== 'releasing' || redemption.state === 'releasing' || deliveryBegun(redemption)) return redemption;
    const staff = typeof reason === 'object' ? reason : undefined;
    await tx.exec(
      `update redemption set state = 'releasing', release_reason = $3, released_by = $4, release_note = $5 where shop_id = $1 and id = $2`,
      [ctx.shop.id, redemptionId, staff ? 'staff' : reason, staff?.staffId ?? null, staff?.note ?? null],
    );
    if (staff) await audit(tx, ctx, redemption);
    await finishReleaseLater(tx, ctx, redemptionId);
    return { ...redemption, state };
  });
}

/** Whether the member can still take it back. */
export function undoable(redemption: Redemption): boolean {
  return canUndo(redemption.state) && !deliveryBegun(redemption);
}

/** Shopify was asked for a gift card, store credit or tag: whether it is made is found out before anything else. */
function deliveryBegun({ state, way }: Redemption): boolean {
  return way === 'at-once' && state !== 'held';
}

/** What was typed stays with the redemption alone: people write names into it. */
async function audit(tx: Tx, ctx: Context, { id, memberId, points }: Redemption): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'redemption.release',
    subject: `member/${memberId}`,
    details: { redemptionId: id, points },
  });
}

/** Has the second half of a release done by a job, should nobody do it before. */
export async function finishReleaseLater(tx: Tx, ctx: Context, redemptionId: string): Promise<void> {
  await enqueue(
    tx,
    'finish-release',
    { shopDomain: ctx.shop.domain, redemptionId },
    { key: `finish-release/${redemptionId}`, runAt: new Date(ctx.wallClock().getTime() + retryMs) },
  );
}

/** The second half of a release, repeatable. Throws `shopify_unavailable`; then the points stay held until it can be asked. */
export async function finishRelease(ctx: Context, api: AdminApi, redemptionId: string): Promise<Redemption> {
  const redemption = await ctx.db.read(ctx.shop.id, (tx) => findRedemption(tx, ctx.shop.id, redemptionId));
  if (!redemption) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  if (redemption.state !== 'releasing') return redemption;
  // Nothing was asked of Shopify for what has no code: delivery, once begun, cannot be undone.
  if (redemption.way !== 'code') return giveBack(ctx, redemption);
  const used = await switchOffAndAsk(ctx, api, redemption);
  // Its order is on the way and captures; giving back now would give both the discount and the points.
  return used ? redemption : giveBack(ctx, redemption);
}

/**
 * A code that was never made is made first, already ended: its name is then taken, so that a call of ours that is still
 * on its way to Shopify can't bring it to life after the points went back.
 */
async function switchOffAndAsk(ctx: Context, api: AdminApi, redemption: Redemption): Promise<boolean> {
  const found = await findCode(api, redemption.code);
  if (!found.exists) {
    const order = codeOrder(ctx, redemption, await customerOf(ctx, redemption));
    const gid = await createCode(api, { ...order, endsAt: new Date(order.startsAt.getTime() + 1_000) });
    await switchOffCode(api, gid);
  } else if (found.active) {
    await switchOffCode(api, found.gid);
  }
  const asked = await findCode(api, redemption.code);
  assert(asked.exists && !asked.active, `the code of redemption ${redemption.id} is off before its points go back`);
  // A use by an order that was cancelled before it was paid is no use.
  return asked.uses > (redemption.orderId === undefined ? 0 : 1);
}

export async function giveBack(ctx: Context, redemption: Redemption): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockMembers(tx, ctx.shop.id, [redemption.memberId]);
    const current = await findRedemption(tx, ctx.shop.id, redemption.id, true);
    assert(current, `redemption ${redemption.id} exists`);
    if (current.state !== 'releasing') return current;
    // The customer may have been merged into another meanwhile, and the hold is that one's.
    if (current.memberId !== redemption.memberId) await lockMembers(tx, ctx.shop.id, [current.memberId]);
    const [outcome] = await post(tx, ctx.shop, ctx.now, [
      {
        kind: 'release',
        memberId: current.memberId,
        holdKey: holdKey(redemption.id),
        key: `${holdKey(redemption.id)}/release`,
        at: ctx.now,
        cause: { kind: 'redemption', ref: redemption.id, programVersion: redemption.programVersion, note: redemption.reward.name },
      },
    ]);
    assert(outcome && outcome.outcome !== 'refused', `the hold of redemption ${redemption.id} is open`);
    await tx.exec(`update redemption set state = 'released', closed_at = $3 where shop_id = $1 and id = $2`, [
      ctx.shop.id,
      redemption.id,
      ctx.now,
    ]);
    return { ...current, state: 'released' };
  });
}
