import pg from 'pg';
import type { Context } from '../../context.ts';
import type { Calendar } from '../../core/calendar.ts';
import type { OrderFacts } from '../../core/facts.ts';
import type { MemberId } from '../../core/id.ts';
import type { Tx } from '../../db/index.ts';
import { enrollIn, restand } from '../../members/index.ts';
import type { Because, ProgramVersion } from '../../program/index.ts';
import { targetOf } from '../award.ts';
import { pinFor, termsOfPin, type SpentBefore } from '../pin.ts';
import { postDifferences, type Due } from '../post-orders.ts';
import { insertSettled } from '../record.ts';

/** What all orders of an import have in common. */
export interface Terms {
  readonly versions: readonly ProgramVersion[];
  readonly calendar: Calendar;
}

/** Somebody else made one of these customers a member meanwhile. */
class Overtaken extends Error {}

/** Whether somebody else wrote one of the customers or orders meanwhile: then nothing was settled here, and they are nobody's newcomers any more. */
export function wasOvertaken(error: unknown): boolean {
  return error instanceof Overtaken || (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION);
}

const UNIQUE_VIOLATION = '23505';

/**
 * Settles the whole history of customers whom nobody knew, each from the oldest order to the newest: what `settle` would do, but
 * every row is written once, because nothing about them has to be read first. Answers points and members. Throws what `wasOvertaken` knows.
 */
export async function settleNewcomers(
  tx: Tx,
  ctx: Context,
  terms: Terms,
  histories: ReadonlyMap<string, readonly OrderFacts[]>,
): Promise<{ points: number; members: number }> {
  const newcomers = [...histories].map(([customerId, [first]]) => ({ customerId, enrolledAt: first?.processedAt ?? ctx.now }));
  const enrolled = await enrollIn(tx, ctx, newcomers, false);
  if (enrolled.joined.length < newcomers.length) throw new Overtaken();
  const dues = [...histories].flatMap(([customerId, orders]) => duesOf(orders, enrolled.memberOf(customerId), terms));
  const posted = await postDifferences(tx, ctx, terms.calendar, dues);
  const settled = dues.map((due, i) => ({ ...due, ...posted[i], spendMinor: due.target.spendMinor }));
  await insertSettled(tx, ctx, settled);
  const because: Because = { kind: 'import' };
  await restand(tx, ctx, new Map(enrolled.joined.map((customerId): [MemberId, Because] => [enrolled.memberOf(customerId), because])));
  return { points: posted.reduce((sum, { delta }) => sum + delta, 0), members: newcomers.length };
}

function duesOf(orders: readonly OrderFacts[], memberId: MemberId, { versions, calendar }: Terms): Due[] {
  const ledger = openTimeline(orders);
  return orders.map((facts) => {
    const pin = pinFor(facts, ledger.spentBefore, versions, calendar, true);
    const program = versions.find(({ version }) => version === pin?.programVersion);
    const target = targetOf(facts, pin && program && termsOfPin(pin, program, calendar.dayOf(facts.processedAt)));
    ledger.spent(target.spendMinor);
    return { facts, memberId, pin, program, target, posted: { points: 0, waived: 0 }, postings: 0, imported: true, at: facts.processedAt };
  });
}

/** What a customer spent so far, summed as it goes: a window's spend is one difference, however many orders there are. */
function openTimeline(orders: readonly OrderFacts[]): { spentBefore: SpentBefore; spent(minor: number): void } {
  const sums = [0];
  const last = () => sums.length - 1;
  return {
    spentBefore: (_order, from) => (sums[last()] ?? 0) - (sums[firstFrom(orders, from, last())] ?? 0),
    spent: (minor) => sums.push((sums[last()] ?? 0) + minor),
  };
}

/** How many of the first `count` orders, sorted by time, lie before an instant. */
function firstFrom(orders: readonly OrderFacts[], from: Date, count: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((orders[middle]?.processedAt ?? from) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
