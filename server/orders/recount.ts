import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { post, type Cause, type Operation } from '../ledger/index.ts';
import { rejudge } from '../members/index.ts';
import { programVersions } from '../program/index.ts';
import { targetOf, type OrderReason } from './award.ts';
import { afterwards, difference, type Movement, type Posted } from './difference.ts';
import { termsOfPin } from './pin.ts';
import { toOperation, type Due } from './post-orders.ts';
import { ordersOfMember, writeSettled } from './record.ts';

/** What an order should have by what is on it, what its lots have, and what would bring the one to the other. */
export interface Recount {
  readonly orderId: string;
  readonly orderName: string;
  readonly memberId: MemberId;
  readonly shouldHave: number;
  readonly has: number;
  /** undefined: no points move; only what is noted about the order is wrong, or the policy leaves it as it is. */
  readonly operation: Operation | undefined;
}

/** Who puts an order right and why, and under which key. */
export interface Correcting {
  readonly key: string;
  readonly staffId: string;
  readonly note: string;
}

/**
 * Counts orders of one member again: from their newest snapshots and their lots, trusting nothing that was noted in between.
 * With `locking` the orders stay as they are until the transaction ends.
 */
export async function recount(
  tx: Tx,
  ctx: Context,
  memberId: MemberId,
  orderIds: readonly string[],
  by: Correcting,
  locking = false,
): Promise<Recount[]> {
  return (await recounted(tx, ctx, memberId, orderIds, by, locking)).map(({ due, has, operation }) => ({
    orderId: due.facts.orderId,
    orderName: due.facts.name,
    memberId,
    shouldHave: due.target.points,
    has,
    operation,
  }));
}

/**
 * Brings an order to what it should have: posts the difference between that and its lots in the name of staff, notes points and spend
 * anew, and judges the member again. The member is locked by the caller. Answers how many points moved, signed.
 */
export async function correctOrder(tx: Tx, ctx: Context, memberId: MemberId, orderId: string, by: Correcting): Promise<number> {
  const [one] = await recounted(tx, ctx, memberId, [orderId], by, true);
  assert(one, `order ${orderId} is the member's`);
  const { due, posted, movement, operation } = one;
  const [outcome] = operation === undefined ? [] : await post(tx, ctx.shop, ctx.now, [operation]);
  assert(outcome?.outcome !== 'refused', `what order ${orderId} lacks or has too many can be posted: ${JSON.stringify(outcome)}`);
  const moved = outcome?.points ?? 0;
  const after = afterwards(due.target.points, posted, movement, moved);
  await writeSettled(tx, ctx, [
    {
      orderId,
      memberId,
      pin: due.pin,
      posted: after,
      postings: due.postings,
      spendMinor: due.target.spendMinor,
      earned: due.target.earned,
    },
  ]);
  await rejudge(tx, ctx, memberId);
  return after.points - posted.points;
}

interface Recounted {
  readonly due: Due;
  readonly has: number;
  /** What is in the ledger for it, by its lots. */
  readonly posted: Posted;
  readonly movement: Movement;
  readonly operation: Operation | undefined;
}

async function recounted(
  tx: Tx,
  ctx: Context,
  memberId: MemberId,
  orderIds: readonly string[],
  by: Correcting,
  locking: boolean,
): Promise<Recounted[]> {
  const versions = await programVersions(tx, ctx.shop.id);
  const calendar = calendarOf(ctx.shop.timeZone);
  const orders = await ordersOfMember(tx, ctx, memberId, orderIds, locking);
  return orders.map(({ facts, record, has }) => {
    const program = versions.find(({ version }) => version === record.pin?.programVersion);
    const target = targetOf(facts, record.pin && program && termsOfPin(record.pin, program, calendar.dayOf(facts.processedAt)));
    // What a policy left with the member stays left, as far as it is still there.
    const posted = { points: has, waived: Math.min(record.posted.waived, has) };
    const due: Due = {
      facts,
      memberId,
      pin: record.pin,
      program,
      target,
      posted,
      postings: record.postings,
      imported: false,
      at: ctx.now,
    };
    const movement = difference(target.points, posted);
    const operation =
      'nothing' in movement || program === undefined
        ? undefined
        : toOperation(ctx.now, calendar, due, movement, { key: by.key, cause: causeOf(due, movement, by) });
    return { due, has, posted, movement, operation };
  });
}

/** Staff, their reason, and the two numbers that differ. */
function causeOf({ facts, pin, target, posted, program }: Due, movement: Movement, by: Correcting): Cause {
  const points = 'issue' in movement ? movement.issue : 'clawBack' in movement ? -movement.clawBack : 0;
  const policy = program?.definition.earning.clawback;
  const about = { orderId: facts.orderId, orderName: facts.name, shouldHave: target.points, had: posted.points };
  const reasons: OrderReason[] = [{ rule: 'verification', ...about, points }];
  if (points < 0 && policy !== undefined && policy !== 'unlimited') reasons.push({ rule: 'policy', policy, points: 0 });
  return {
    kind: 'staff',
    ref: by.staffId,
    note: by.note,
    ...(pin && { programVersion: pin.programVersion, tierId: pin.tierId }),
    reasons,
  };
}
