import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import { lockCurrent } from '../members/index.ts';
import { consider, situationOf, take } from './consider.ts';
import { referralOf } from './record.ts';
import { approve, next, type ReferralReason, type State, type Step } from './states.ts';

export type Judgement = 'approve' | 'refuse' | 'reopen';

export interface Judge {
  readonly referralId: string;
  readonly judgement: Judgement;
  /** For staff alone. */
  readonly note: string;
}

/** `state` as it is afterwards; `refused` where it cannot be done now, with what stands against it. */
export type Judged = { readonly state: State } | { readonly refused: ReferralReason | { readonly code: 'order-does-not-count' } };

/** From where each may be said, and where it leads when it was said before. */
const ways = {
  approve: { from: 'held', done: ['qualified', 'vested'] },
  refuse: { from: 'held', done: ['refused'] },
  reopen: { from: 'refused', done: ['held'] },
} as const satisfies Record<Judgement, { from: State; done: readonly State[] }>;

/**
 * Staff decide about a referral that waits: approve (both are thanked) or refuse; or look again at one that was refused, which then
 * waits. Said twice it is once. Throws `not_found`, `forbidden` for who is not staff, and `conflict` where it does not wait any more.
 */
export async function judge(ctx: Context, { judgement, note, referralId }: Judge): Promise<Judged> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} judges no referrals`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const seen = await referralOf(tx, ctx, referralId);
    if (!seen) throw new LaurelError('not_found', `no referral ${referralId}`);
    await lockCurrent(tx, ctx, [seen.advocateId, seen.friendId]);
    const referral = (await referralOf(tx, ctx, referralId)) ?? seen;
    const { done, from } = ways[judgement];
    if (done.some((state) => state === referral.state)) return { state: referral.state };
    if (referral.state !== from) throw tooLate(referral.state);
    const situation = await situationOf(tx, ctx, referral);
    const by = { staffId: actor.userId, note };
    const step = stepOf(judgement, by) ?? approve(situation.known, by);
    if (!step) return { refused: next('held', situation.known)?.reasons[0] ?? { code: 'order-does-not-count' } };
    const { state } = (await take(tx, ctx, situation, step)).referral;
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: `referrals.${judgement}`,
      subject: `referral/${referralId}`,
      details: { memberId: referral.advocateId, score: situation.known.suspicion.score },
    });
    if (state === 'qualified') await consider(tx, ctx, [referral.friendId]);
    return { state: (await referralOf(tx, ctx, referralId))?.state ?? state };
  });
}

function stepOf(judgement: Judgement, by: { staffId: string; note: string }): Step | undefined {
  if (judgement === 'approve') return undefined;
  const [state, act] = judgement === 'refuse' ? (['refused', 'refused'] as const) : (['held', 'reopened'] as const);
  return { state, reasons: [{ code: 'by-staff', act, ...by }] };
}

function tooLate(state: State): LaurelError {
  const words: Record<State, string> = {
    claimed: 'This friend has not ordered yet: there is nothing to decide.',
    held: 'This referral waits for a decision.',
    qualified: 'This referral counts already.',
    vested: 'This referral counts already, and its thanks are theirs.',
    refused: 'This referral was refused already.',
    reversed: 'The thanks of this referral were taken back; that is for good.',
  };
  return new LaurelError('conflict', `a referral that is ${state} is not judged`, { publicMessage: words[state] });
}
