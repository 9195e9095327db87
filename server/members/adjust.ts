import { recordAudit } from '../audit/index.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import { points, pointsBalance, type Points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post, type Balance, type Cause, type Operation } from '../ledger/index.ts';
import { lotDays, programInForce } from '../program/index.ts';
import { lockCurrent } from './lock.ts';

export interface Adjustment {
  readonly memberId: MemberId;
  readonly way: 'give' | 'take';
  /** Positive; `way` says in which direction. */
  readonly points: number;
  /** What staff typed; kept with the posting, for staff only. */
  readonly reason: string;
  /** The client's name for this adjustment: sent twice, it is one. */
  readonly attempt: string;
}

/** In whose name points are moved. */
export interface Adjusting {
  readonly staffId: string;
  /** Who approved it, as a reason to read; absent: nobody had to. The approval then has the audit entry. */
  readonly approved?: NonNullable<Cause['reasons']>[number];
}

export type AdjustResult =
  | {
      /** Signed: what the member got or lost. */
      readonly adjusted: Points;
      /** The member's balance right after it. */
      readonly balance: Balance;
      readonly postingNo: number;
      readonly repeated: boolean;
    }
  | { readonly refused: { readonly code: 'not-enough-points'; readonly missingPoints: number } };

/** The ledger's name for an adjustment. */
export function adjustmentKey({ memberId, attempt }: Pick<Adjustment, 'memberId' | 'attempt'>): string {
  return `adjustment/${memberId}/${attempt}`;
}

/**
 * Gives a member points or takes some that are available, in the caller's transaction, which has locked them (`lockAdjustable`).
 * Given points can be spent at once and expire as the programme in force says. The same attempt is the same adjustment; with other
 * input it throws `key_reused`. Throws `invalid_points`. Whether a second person is needed is asked in `approvals`.
 */
export async function adjustIn(tx: Tx, ctx: Context, adjustment: Adjustment, by: Adjusting): Promise<AdjustResult> {
  const [outcome] = await post(tx, ctx.shop, ctx.now, [await toOperation(tx, ctx, adjustment, by)]);
  assert(outcome, 'every operation has an outcome');
  if (outcome.outcome === 'refused') {
    const { refusal } = outcome;
    if (refusal.code === 'key-reused') throw new LaurelError('key_reused', `attempt ${adjustment.attempt} was another adjustment`);
    assert(refusal.code === 'not-enough-points', `an adjustment is refused for want of points only, not for ${refusal.code}`);
    return { refused: { code: 'not-enough-points', missingPoints: refusal.missing } };
  }
  const { postingNo } = outcome;
  const repeated = outcome.outcome === 'replayed';
  if (!repeated) {
    if (by.approved === undefined) await audit(tx, ctx, adjustment, postingNo);
    await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds: [await customerOf(tx, ctx, adjustment.memberId)] });
  }
  return { adjusted: signed(adjustment), balance: outcome.balance, postingNo, repeated };
}

/** Locks a member whose points staff may change. Throws `not_found`, and `conflict` for a member who was merged into another. */
export async function lockAdjustable(tx: Tx, ctx: Context, memberId: MemberId): Promise<void> {
  await customerOf(tx, ctx, memberId);
  await lockCurrent(tx, ctx, [memberId]);
}

async function customerOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<string> {
  const [member] = await tx.rows<{ customer_id: string; merged_into: MemberId | null }>(
    'select customer_id, merged_into from member where shop_id = $1 and id = $2',
    [ctx.shop.id, memberId],
  );
  if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
  if (member.merged_into !== null) {
    throw new LaurelError('conflict', `member ${memberId} was merged into ${member.merged_into}`, {
      publicMessage: 'This account was merged into another one. Change the points of that one.',
    });
  }
  return member.customer_id;
}

async function toOperation(tx: Tx, ctx: Context, adjustment: Adjustment, by: Adjusting): Promise<Operation> {
  const { memberId, way, reason, attempt } = adjustment;
  const { version, definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const reasons = by.approved && { reasons: [by.approved] };
  const cause = { kind: 'staff', ref: by.staffId, note: reason, programVersion: version, ...reasons } as const;
  const named = { memberId, points: points(adjustment.points), key: adjustmentKey(adjustment), at: ctx.now, cause } as const;
  if (way === 'take') return { ...named, kind: 'adjust-down' };
  const calendar = calendarOf(ctx.shop.timeZone);
  return {
    ...named,
    kind: 'issue',
    into: 'available',
    source: 'adjustment',
    origin: `adjustment/${attempt}`,
    ...lotDays(definition.earning, 'adjustment', calendar, calendar.dayOf(ctx.now)),
  };
}

/** The reason stays with the posting alone: people write names into it. */
async function audit(tx: Tx, ctx: Context, adjustment: Adjustment, postingNo: number): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'members.adjust',
    subject: `member/${adjustment.memberId}`,
    details: { points: signed(adjustment), postingNo },
  });
}

function signed({ way, points: count }: Adjustment): Points {
  return pointsBalance(way === 'give' ? count : -count);
}
