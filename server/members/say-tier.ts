import { recordAudit, type AuditAction } from '../audit/index.ts';
import { calendarOf } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { newestProgram, type Because, type Definition, type Keep, type Tier } from '../program/index.ts';
import { openKeeps, type KeepRecord } from './keeps.ts';
import { lockCurrent } from './lock.ts';
import { restand, type StandingChange } from './restand.ts';

/** What staff say about a member's tier. */
export interface TierWord {
  readonly memberId: MemberId;
  readonly tierId: string;
  /** The last day of the shop on which it holds; undefined: until it is ended. */
  readonly until: Day | undefined;
  /** What staff typed, for staff only. */
  readonly reason: string;
}

/** A member of whom staff say something, locked until the transaction ends. */
export interface Spoken {
  readonly staffId: string;
  readonly memberId: MemberId;
  readonly customerId: string;
  readonly definition: Definition;
  readonly keeps: readonly KeepRecord[];
}

export type Said = {
  /** The change of tier that came of it. */
  readonly change: StandingChange | undefined;
  /** It had been said before, and nothing was done. */
  readonly repeated: boolean;
};

/**
 * In one transaction: locks a member, lets staff say something about their tier, judges them and has it announced. `say` answers
 * undefined when it had been said before, else what made us judge, with what the audit keeps. Throws `forbidden` for who is not staff,
 * `not_found`, and `conflict` for a member who was merged into another.
 */
export async function sayTier(
  ctx: Context,
  memberId: MemberId,
  say: (tx: Tx, spoken: Spoken) => Promise<{ because: Because; action: AuditAction; details: Record<string, unknown> } | undefined>,
): Promise<Said> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} says nothing about tiers`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const customerId = await customerOf(tx, ctx, memberId);
    await lockCurrent(tx, ctx, [memberId]);
    const { definition } = await newestProgram(tx, ctx.shop.id, ctx.now);
    const keeps = await openKeeps(tx, ctx, memberId);
    const said = await say(tx, { staffId: actor.userId, memberId, customerId, definition, keeps });
    if (!said) return { change: undefined, repeated: true };
    const [change] = await restand(tx, ctx, new Map([[memberId, said.because]]));
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: said.action,
      subject: `member/${memberId}`,
      details: { ...said.details, ...(change && { fromTierId: change.fromTierId, toTierId: change.toTierId }) },
    });
    if (change) await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds: [customerId] });
    return { change, repeated: false };
  });
}

/** The tier that is spoken of. Throws `invalid_request` for one the programme does not have. */
export function tierNamed({ tiers }: Definition, tierId: string): Tier {
  const tier = tiers.find(({ id }) => id === tierId);
  if (tier) return tier;
  throw new LaurelError('invalid_request', `no tier ${tierId}`, {
    publicMessage: 'The programme has no such tier. Choose one of its tiers.',
  });
}

/** Throws `invalid_request` when a last day has passed already. */
export function requireAhead(ctx: Context, until: Day | undefined): void {
  if (until === undefined || until >= calendarOf(ctx.shop.timeZone).dayOf(ctx.now)) return;
  throw new LaurelError('invalid_request', `${until} has passed`, { publicMessage: 'That day has passed. Choose today or a later day.' });
}

/** The keep that says the very same, if there is one. */
export function sameAs(keeps: readonly KeepRecord[], kind: Keep['kind'], { tierId, until, reason }: TierWord): KeepRecord | undefined {
  return keeps.find((keep) => keep.kind === kind && keep.tierId === tierId && keep.until === until && keep.reason === reason);
}

async function customerOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<string> {
  const [member] = await tx.rows<{ customer_id: string; merged_into: MemberId | null }>(
    'select customer_id, merged_into from member where shop_id = $1 and id = $2',
    [ctx.shop.id, memberId],
  );
  if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
  if (member.merged_into !== null) {
    throw new LaurelError('conflict', `member ${memberId} was merged into ${member.merged_into}`, {
      publicMessage: 'This account was merged into another one. Choose the tier of that one.',
    });
  }
  return member.customer_id;
}
