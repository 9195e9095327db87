import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { findMembers } from '../members/index.ts';
import { programInForce } from '../program/index.ts';
import { actionOf, bySight, type WhyNotAction } from './decide.ts';
import { alone, one, perform, type Performed } from './perform.ts';

export interface Report {
  /** The reporter's name for what happened; sent twice, it is one. At most 100 characters. */
  readonly eventId: string;
  readonly customerId: string;
  readonly actionId: string;
}

/**
 * Pays a member for what another app of the shop saw them do. The same event is the same act; for another member or action it throws
 * `key_reused`. What was refused may be sent again.
 */
export async function report(ctx: Context, { actionId, customerId, eventId }: Report): Promise<Performed> {
  const event = `api/${eventId}`;
  return alone(event, () =>
    ctx.db.transaction(ctx.shop.id, async (tx) => {
      const refused = await whyNotReported(tx, ctx, actionId);
      if (refused) return { refused };
      const memberId = (await findMembers(tx, ctx, [customerId])).get(customerId);
      if (memberId === undefined) return { refused: { code: 'unknown-member' } };
      return one(await perform(tx, ctx, [{ memberId, actionId, event, at: ctx.now }]));
    }),
  );
}

/**
 * Pays a member for what a staff member knows they did; it stands in the activity log. The same attempt is the same act. Throws
 * `forbidden` for who is not staff, `not_found` and `conflict` for a member who is none any more.
 */
export async function recordByStaff(ctx: Context, memberId: MemberId, actionId: string, attempt: string): Promise<Performed> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} records no actions`);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [member] = await tx.rows<{ merged_into: MemberId | null }>('select merged_into from member where shop_id = $1 and id = $2', [
      ctx.shop.id,
      memberId,
    ]);
    if (!member) throw new LaurelError('not_found', `no member ${memberId}`);
    if (member.merged_into !== null) {
      throw new LaurelError('conflict', `member ${memberId} was merged into ${member.merged_into}`, {
        publicMessage: 'This account was merged into another one. Record it there.',
      });
    }
    const refused = await whyNotReported(tx, ctx, actionId);
    if (refused) return { refused };
    const result = one(await perform(tx, ctx, [{ memberId, actionId, event: `staff/${memberId}/${attempt}`, at: ctx.now }]));
    if ('points' in result && !result.repeated) {
      await recordAudit(tx, ctx.shop.id, {
        id: newId(ctx.now, ctx.random),
        at: ctx.now,
        actor,
        action: 'actions.record',
        subject: `member/${memberId}`,
        details: { actionId, points: result.points },
      });
    }
    return result;
  });
}

async function whyNotReported(tx: Tx, ctx: Context, actionId: string): Promise<WhyNotAction | undefined> {
  const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const action = actionOf(definition, actionId);
  if (!action) return { code: 'unknown-action' };
  return bySight.has(action.kind) ? { code: 'not-by-report', kind: action.kind } : undefined;
}
