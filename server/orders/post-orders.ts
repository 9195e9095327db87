import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Tx } from '../db/index.ts';
import { post, postFirst, type Operation, type Outcome } from '../ledger/index.ts';
import type { ProgramVersion } from '../program/index.ts';
import type { OrderReason, Pin, Target } from './award.ts';
import { afterwards, difference, type Movement, type Posted } from './difference.ts';
import { daysOf, originOf } from './order-days.ts';
import { reschedule } from './reschedule.ts';

/** An order whose target is known, with what is in the ledger for it. */
export interface Due {
  readonly facts: OrderFacts;
  readonly memberId: MemberId;
  readonly pin: Pin | undefined;
  readonly program: ProgramVersion | undefined;
  readonly target: Target;
  readonly posted: Posted;
  readonly postings: number;
  readonly imported: boolean;
  /** When the points move, for the statement. */
  readonly at: Date;
}

export interface PostedOrder {
  readonly posted: Posted;
  readonly postings: number;
  /** Signed: what the member got or lost. */
  readonly delta: number;
}

/** Posts target − posted of every order in one call of the ledger, and has what still waits vest when it is to vest now. Answers in the order asked. */
export async function postDifferences(tx: Tx, ctx: Context, calendar: Calendar, dues: readonly Due[]): Promise<PostedOrder[]> {
  const movements = dues.map((due) => ({ due, movement: difference(due.target.points, due.posted) }));
  const moving = movements.filter(({ movement }) => !('nothing' in movement));
  const outcomes = await post(
    tx,
    ctx.shop,
    ctx.now,
    moving.map(({ due, movement }) => toOperation(ctx.now, calendar, due, movement)),
  );
  await reschedule(tx, ctx, calendar, dues);
  const moved = new Map(moving.map(({ due }, i) => [due, pointsMoved(due, outcomes[i])]));
  return movements.map(({ due, movement }) => {
    const posted = afterwards(due.target.points, due.posted, movement, moved.get(due) ?? 0);
    return { posted, postings: due.postings + (moved.has(due) ? 1 : 0), delta: posted.points - due.posted.points };
  });
}

/** Posts the targets of orders of members who had nothing yet, as `postDifferences` would; the database refuses all (23505) when one had. */
export async function postFirstOrders(tx: Tx, ctx: Context, calendar: Calendar, dues: readonly Due[]): Promise<PostedOrder[]> {
  const earning = dues.filter(({ target }) => target.points > 0);
  await postFirst(
    tx,
    ctx.shop,
    earning.map((due) => toOperation(ctx.now, calendar, due, { issue: due.target.points })),
  );
  return dues.map(({ target: { points: delta } }) => ({ posted: { points: delta, waived: 0 }, postings: delta > 0 ? 1 : 0, delta }));
}

function pointsMoved({ facts }: Due, outcome: Outcome | undefined): number {
  assert(outcome, 'every operation has an outcome');
  assert(outcome.outcome !== 'refused', `what order ${facts.orderId} was given can be posted: ${JSON.stringify(outcome)}`);
  return outcome.points;
}

/** What is to be posted; named after the order and its number of postings, unless staff do it, who have a name and a cause of their own. */
export function toOperation(
  now: Date,
  calendar: Calendar,
  due: Due,
  movement: Movement,
  by: Pick<Operation, 'key' | 'cause'> = { key: `order/${due.facts.orderId}/${due.postings + 1}`, cause: causeOf(due, movement) },
): Operation {
  const { facts, memberId, at, imported } = due;
  const named = { memberId, ...by, at };
  const origin = originOf(facts.orderId);
  assert(due.program, `order ${facts.orderId} moves points under a programme`);
  const { earning } = due.program.definition;
  if ('clawBack' in movement) return { ...named, kind: 'claw-back', points: points(movement.clawBack), origin, policy: earning.clawback };
  assert('issue' in movement, 'a movement is an issue or a clawback');
  const { vestsOn, ...expiry } = daysOf(calendar, { facts, program: due.program, imported });
  const waits = vestsOn !== undefined && vestsOn > calendar.dayOf(now);
  return {
    ...named,
    kind: 'issue',
    points: points(movement.issue),
    into: waits ? 'pending' : 'available',
    source: imported ? 'import' : 'purchase',
    origin,
    ...(waits && { vestsOn }),
    ...expiry,
  };
}

/**
 * Why, so that the number can be computed again: what the order should have, less what it has. What a clawback asked for beyond
 * what the policy let it take is the difference between the sum of the reasons and the posting.
 */
function causeOf({ facts, imported, pin, target, posted, program }: Due, movement: Movement): Operation['cause'] {
  const last = posted.points - posted.waived;
  const reasons: OrderReason[] = [...target.reasons];
  if (last > 0) reasons.push({ rule: 'given-before', points: -last });
  if ('issue' in movement && posted.waived > 0) reasons.push({ rule: 'left-before', points: -posted.waived });
  const policy = program?.definition.earning.clawback;
  if ('clawBack' in movement && policy !== undefined && policy !== 'unlimited') reasons.push({ rule: 'policy', policy, points: 0 });
  return {
    kind: imported ? 'import' : 'order',
    ref: facts.orderId,
    ...(pin && { programVersion: pin.programVersion, tierId: pin.tierId }),
    reasons,
  };
}
