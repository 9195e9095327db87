import type { Context } from '../context.ts';
import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { asksForPoints } from '../members/index.ts';
import { contextNeeded, lifeMattersFrom, type ProgramVersion } from '../program/index.ts';
import { targetOf, whyNoAward, type Pin, type Target } from './award.ts';
import { beforeIn, type Timeline } from './past.ts';
import { pinFor, termsOfPin } from './pin.ts';
import { timelinesOf } from './read-past.ts';
import type { OrderRecord } from './record.ts';

/** A stored order and the member it is settled with. */
export interface InHand {
  readonly facts: OrderFacts;
  readonly record: OrderRecord;
  readonly memberId: MemberId;
}

export interface Decided {
  readonly pin: Pin | undefined;
  readonly target: Target;
}

/**
 * Pins and targets of orders that are given in the order in which they were placed; each sees the spend of those before it. With
 * `fromFirst` the first version of the programme reaches back to any date. Answers in the order given.
 */
export async function decide(
  tx: Tx,
  ctx: Context,
  placed: readonly InHand[],
  { versions, calendar, fromFirst }: { versions: readonly ProgramVersion[]; calendar: Calendar; fromFirst: boolean },
): Promise<Decided[]> {
  const timelines = await timelinesFor(tx, ctx, calendar, placed, versions);
  return placed.map((order) => {
    const { facts, memberId } = order;
    const timeline = timelines.get(memberId);
    const pin = needsPin(order) ? pinFor(facts, beforeIn(timeline, calendar), versions, fromFirst) : keptPin(order);
    const program = versions.find((one) => one.version === pin?.programVersion);
    const target = targetOf(facts, pin && program && termsOfPin(pin, program, calendar.dayOf(facts.processedAt)));
    timeline?.orders.set(facts.orderId, { ...target, orderId: facts.orderId, processedAt: facts.processedAt });
    return { pin, target };
  });
}

/** The order stays with the member it had, if it had one. */
export function stays({ record, memberId }: InHand): boolean {
  return record.memberId === undefined || record.memberId === memberId;
}

/** An order is pinned when it first earns, and again only if it goes to another customer. */
function needsPin(order: InHand): boolean {
  return keptPin(order) === undefined && whyNoAward(order.facts) === undefined;
}

function keptPin(order: InHand): Pin | undefined {
  return stays(order) ? order.record.pin : undefined;
}

async function timelinesFor(
  tx: Tx,
  ctx: Context,
  calendar: Calendar,
  placed: readonly InHand[],
  versions: readonly ProgramVersion[],
): Promise<Map<MemberId, Timeline>> {
  const unpinned = placed.filter(needsPin);
  const [first] = placed;
  const [firstUnpinned] = unpinned;
  if (!first || !firstUnpinned) return new Map();
  const needs = versions.map(({ definition }) => contextNeeded(definition));
  const since = [
    // Whatever is in hand may change, and so must not be part of a sum.
    first.facts.processedAt,
    // undefined: all of a life can matter.
    ...versions.map(({ definition }) => lifeMattersFrom(definition, calendar, firstUnpinned.facts.processedAt) ?? new Date(0)),
    ...(needs.some(({ month }) => month) ? [startOfMonth(calendar, firstUnpinned.facts.processedAt)] : []),
  ];
  const earliest = new Date(Math.min(...since.map((at) => at.getTime())));
  const actions = versions.some(({ definition }) => asksForPoints(definition));
  const sums = { actions, ever: needs.some(({ ever }) => ever), campaigns: needs.some(({ campaigns }) => campaigns) };
  return timelinesOf(tx, ctx, [...new Set(unpinned.map((order) => order.memberId))], earliest, sums);
}

function startOfMonth(calendar: Calendar, at: Date): Date {
  return calendar.startOf(`${calendar.dayOf(at).slice(0, 7)}-01`);
}
