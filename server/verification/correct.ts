import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { unreachable } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, type MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { lockMembers, rebuild } from '../ledger/index.ts';
import { rejudge } from '../members/index.ts';
import { correctOrder, type Correcting } from '../orders/index.ts';
import type { Correction } from './difference.ts';
import { findCorrectable } from './find.ts';
import { offerIn } from './offer.ts';

/** One difference as staff saw it, and why they put it right. */
export interface CorrectRequest {
  /** A uuid that names this attempt: the same attempt is done once, however often it is sent. */
  readonly attempt: string;
  readonly memberId: MemberId;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  readonly reason: string;
}

export interface Corrected {
  readonly correction: Correction['kind'];
  /** Signed: what the member got or lost. */
  readonly points: number;
}

/**
 * Puts one difference right, under the member's lock, and writes down who did it and why. Throws `conflict` when the difference is no
 * longer there as it was seen, `refused` when no act puts it right, `key_reused` when the attempt was another one's, `not_found` for
 * a member the shop does not have.
 */
export async function correct(ctx: Context, request: CorrectRequest): Promise<Corrected> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await requireMember(tx, ctx, request.memberId);
    await lockMembers(tx, ctx.shop.id, [request.memberId]);
    const before = await doneBefore(tx, ctx, request);
    if (before) return before;
    const by = correctingOf(ctx, request);
    const { correction, orderId } = await stillThere(tx, ctx, request, by);
    const points = await apply(tx, ctx, request.memberId, correction, orderId, by);
    const done = { correction: correction.kind, points };
    await recordAudit(tx, ctx.shop.id, {
      id: request.attempt,
      at: ctx.now,
      actor: ctx.actor,
      action,
      subject: `member/${request.memberId}`,
      details: { ...seen(request), ...done, ...(orderId !== undefined && { orderId }), did: correction.text, inputHash: hashOf(request) },
    });
    return done;
  });
}

const action = 'verification.correct';

/** Who would correct, for what is only offered. */
export function correctingOf(ctx: Context, { attempt, reason }: Pick<CorrectRequest, 'attempt' | 'reason'>): Correcting {
  return { key: `verification/${attempt}`, staffId: ctx.actor.kind === 'staff' ? ctx.actor.userId : 'verification', note: reason };
}

async function requireMember(tx: Tx, ctx: Context, memberId: MemberId): Promise<void> {
  const [member] = await tx.rows('select 1 from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
  if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
}

async function doneBefore(tx: Tx, ctx: Context, request: CorrectRequest): Promise<Corrected | undefined> {
  const [row] = await tx.rows<{ action: string; details: Corrected & { inputHash?: string } }>(
    'select action, details from audit_entry where shop_id = $1 and id = $2',
    [ctx.shop.id, request.attempt],
  );
  if (!row) return undefined;
  if (row.action !== action || row.details.inputHash !== hashOf(request))
    throw new LaurelError('key_reused', `attempt ${request.attempt} was made for something else`);
  return { correction: row.details.correction, points: row.details.points };
}

async function stillThere(
  tx: Tx,
  ctx: Context,
  request: CorrectRequest,
  by: Correcting,
): Promise<{ correction: Correction; orderId: string | undefined }> {
  const found = await findCorrectable(tx, ctx, request.memberId);
  const i = found.findIndex(
    ({ what, stored, derived }) => what === request.what && stored === request.stored && derived === request.derived,
  );
  if (i === -1)
    throw new LaurelError('conflict', `${request.what} of member ${request.memberId} differs no more`, {
      publicMessage: 'This difference is no longer there as you saw it. Nothing was changed. Check the books again.',
    });
  const offered = (await offerIn(tx, ctx, request.memberId, found, by))[i];
  if (offered?.correction === undefined)
    throw new LaurelError('refused', `${request.what} cannot be put right by an act`, {
      ...(offered?.instead !== undefined && { publicMessage: offered.instead }),
    });
  return { correction: offered.correction, orderId: found[i]?.orderId };
}

async function apply(
  tx: Tx,
  ctx: Context,
  memberId: MemberId,
  { kind }: Correction,
  orderId: string | undefined,
  by: Correcting,
): Promise<number> {
  switch (kind) {
    case 'rebuild':
      await rebuild(tx, ctx.shop.id, memberId);
      return 0;
    case 'order':
      return correctOrder(tx, ctx, memberId, orderId ?? '', by);
    case 'judge':
      await rejudge(tx, ctx, memberId);
      return 0;
    default:
      return unreachable(kind);
  }
}

function seen({ what, stored, derived, reason }: CorrectRequest) {
  return { what, stored, derived, reason };
}

function hashOf({ memberId, ...request }: CorrectRequest): string {
  return inputHash({ memberId, ...seen(request as CorrectRequest) });
}
