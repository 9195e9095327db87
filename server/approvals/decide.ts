import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert, unreachable } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { adjustIn, lockAdjustable, type AdjustResult } from '../members/index.ts';
import { staffNames } from '../staff/index.ts';
import { findApproval, type Approval } from './record.ts';
import { outcomeOf, whyNotDecide, type Decision, type WhyNotDecide } from './states.ts';

export type DecideResult = { readonly approval: Approval } | (Extract<AdjustResult, { refused: unknown }> & { readonly wanted: number });

/**
 * Approves, declines or withdraws what was asked for, once. Approving posts it in the name of who asked, under the member's lock, with
 * who approved it among its reasons; too few points to take are refused, and the request stays. `note` is needed to decline. The same
 * decision by the same person again changes nothing. Throws `forbidden` for the wrong person, `conflict` for what is decided, has
 * expired, or is about a member who was merged, and `not_found`.
 */
export async function decide(ctx: Context, id: string, decision: Decision, note: string | undefined): Promise<DecideResult> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} decides nothing`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const asked = await findApproval(tx, ctx.shop.id, id);
    if (!asked) throw new LaurelError('not_found', `no approval ${id}`);
    if (decision === 'approve' && asked.state === 'pending') await lockAdjustable(tx, ctx, asked.memberId);
    const approval = await findApproval(tx, ctx.shop.id, id, true);
    assert(approval, 'an approval does not go away');
    const why = whyNotDecide(approval, decision, actor.userId, ctx.now);
    if (why === 'done') return { approval };
    if (why !== undefined) throw await problem(tx, ctx, approval, why);
    let postingNo: number | undefined;
    if (decision === 'approve') {
      const posted = await post(tx, ctx, approval, actor.userId, note);
      if ('refused' in posted) return { ...posted, wanted: approval.points };
      assert(!posted.repeated, `approval ${id} is posted once`);
      postingNo = posted.postingNo;
    }
    await tx.exec(
      'update approval set state = $3, decided_by = $4, decided_at = $5, note = $6, posting_no = $7 where shop_id = $1 and id = $2',
      [ctx.shop.id, id, outcomeOf(decision), actor.userId, ctx.now, note ?? null, postingNo ?? null],
    );
    await audit(tx, ctx, approval, decision, postingNo);
    const decided = await findApproval(tx, ctx.shop.id, id);
    assert(decided, 'an approval does not go away');
    return { approval: decided };
  });
}

async function post(tx: Tx, ctx: Context, approval: Approval, userId: string, note: string | undefined): Promise<AdjustResult> {
  const approved = { rule: 'approved', by: userId, ...(note !== undefined && { note }) };
  return adjustIn(tx, ctx, approval, { staffId: approval.requestedBy, approved });
}

async function problem(tx: Tx, ctx: Context, approval: Approval, why: WhyNotDecide): Promise<LaurelError> {
  const name = await staffNames(tx, ctx.shop.id);
  const who = approval.decidedBy === undefined ? 'Someone' : name(approval.decidedBy);
  const log = `approval ${approval.id}: ${why}`;
  switch (why) {
    case 'same-person':
      return new LaurelError('forbidden', log, {
        publicMessage: 'You asked for this yourself. It takes another owner or manager to decide.',
      });
    case 'not-yours':
      return new LaurelError('forbidden', log, { publicMessage: `Only ${name(approval.requestedBy)}, who asked for it, can withdraw it.` });
    case 'decided':
      return new LaurelError('conflict', log, { publicMessage: `This was ${approval.state} already, by ${who}. Nothing was changed.` });
    case 'expired':
      return new LaurelError('conflict', log, {
        publicMessage: 'Nobody decided within 14 days, so this has expired. Ask again if it is still wanted.',
      });
    default:
      return unreachable(why);
  }
}

/** Reasons and notes stay with the approval: people write names into them. */
async function audit(tx: Tx, ctx: Context, approval: Approval, decision: Decision, postingNo: number | undefined): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: `approvals.${decision}`,
    subject: `member/${approval.memberId}`,
    details: {
      approvalId: approval.id,
      points: approval.way === 'give' ? approval.points : -approval.points,
      requestedBy: approval.requestedBy,
      ...(postingNo !== undefined && { postingNo }),
    },
  });
}
