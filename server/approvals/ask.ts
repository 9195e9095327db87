import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { balances, isPosted, staffPostings } from '../ledger/index.ts';
import { adjustIn, adjustmentKey, lockAdjustable, type Adjustment, type AdjustResult } from '../members/index.ts';
import { readSettings } from '../staff/index.ts';
import { movedAlone, needsSecond, windowMs, type Need } from './need.ts';
import { findApproval, findByAttempt, type Approval } from './record.ts';
import { stateAt, waitingMs } from './states.ts';

export type AskResult = AdjustResult | { readonly waiting: Approval; readonly repeated: boolean };

/**
 * Gives or takes points as staff ask, or, where that is over the shop's limit, writes the request down for a second person. The same
 * attempt is the same request. Throws `forbidden` for who is not staff, `key_reused` for an attempt with other input, `conflict` for
 * one that was declined, withdrawn or has expired and for a member who was merged, `not_found` and `invalid_points`.
 */
export async function ask(ctx: Context, adjustment: Adjustment): Promise<AskResult> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} adjusts no points`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockAdjustable(tx, ctx, adjustment.memberId);
    const before = await findByAttempt(tx, ctx.shop.id, adjustment.memberId, adjustment.attempt);
    if (before && before.state !== 'approved') return again(ctx, before, adjustment, actor.userId);
    const need = before ? undefined : await needOf(tx, ctx, adjustment, actor.userId);
    if (!need) return adjustIn(tx, ctx, adjustment, { staffId: actor.userId });
    const missingPoints = await missing(tx, ctx, adjustment);
    if (missingPoints > 0) return { refused: { code: 'not-enough-points', missingPoints } };
    return { waiting: await writeDown(tx, ctx, adjustment, actor.userId, need), repeated: false };
  });
}

function again(ctx: Context, before: Approval, adjustment: Adjustment, userId: string): AskResult {
  const { way, points: count, reason, attempt } = adjustment;
  const same = before.way === way && before.points === count && before.reason === reason && before.requestedBy === userId;
  if (!same) throw new LaurelError('key_reused', `attempt ${attempt} was another adjustment`);
  const state = stateAt(before, ctx.now);
  if (state !== 'pending') {
    throw new LaurelError('conflict', `approval ${before.id} is ${state}`, {
      publicMessage: `This was asked for before and ${state === 'expired' ? 'nobody decided in time' : `was ${state}`}. Nothing was changed.`,
    });
  }
  return { waiting: before, repeated: true };
}

/** What is posted already is no new adjustment: it is answered as the first time, whatever the limit has become. */
async function needOf(tx: Tx, ctx: Context, adjustment: Adjustment, userId: string): Promise<Need | undefined> {
  if (await isPosted(tx, ctx.shop.id, adjustmentKey(adjustment))) return undefined;
  const { adjustmentLimitPoints } = await readSettings(tx, ctx.shop.id);
  const postings = await staffPostings(tx, ctx.shop.id, adjustment.memberId, new Date(ctx.now.getTime() - windowMs));
  return needsSecond(adjustment, adjustmentLimitPoints, movedAlone(postings, userId, adjustment.way));
}

/** Nobody should be asked for what cannot be done anyway. */
async function missing(tx: Tx, ctx: Context, { memberId, way, points: wanted }: Adjustment): Promise<number> {
  if (way === 'give') return 0;
  const found = await balances(tx, ctx.shop, [memberId], ctx.now);
  return Math.max(0, wanted - (found.get(memberId)?.available ?? 0));
}

async function writeDown(tx: Tx, ctx: Context, adjustment: Adjustment, userId: string, need: Need): Promise<Approval> {
  const id = newId(ctx.now, ctx.random);
  await tx.exec(
    `insert into approval (shop_id, id, member_id, way, points, reason, attempt, limit_points, before_points, requested_by, requested_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ctx.shop.id,
      id,
      adjustment.memberId,
      adjustment.way,
      points(adjustment.points),
      adjustment.reason,
      adjustment.attempt,
      need.limitPoints,
      need.beforePoints,
      userId,
      ctx.now,
      new Date(ctx.now.getTime() + waitingMs),
    ],
  );
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'approvals.ask',
    subject: `member/${adjustment.memberId}`,
    details: { approvalId: id, points: adjustment.way === 'give' ? adjustment.points : -adjustment.points, ...need },
  });
  const approval = await findApproval(tx, ctx.shop.id, id);
  assert(approval, 'what was written down is there');
  return approval;
}
