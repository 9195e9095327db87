import type { Context } from '../context.ts';
import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { windowStart, type ProgramVersion } from '../program/index.ts';
import { targetOf, whyNoAward, type Pin, type Target } from './award.ts';
import { pinFor, spentIn, termsOfPin, type Timelines } from './pin.ts';
import { pastOrders, type OrderRecord } from './record.ts';

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
  const timelines = await timelinesFor(tx, ctx, calendar, placed.filter(needsPin), versions);
  return placed.map((order) => {
    const { facts, memberId } = order;
    const timeline = timelines.get(memberId);
    const pin = needsPin(order) ? pinFor(facts, spentIn(timeline), versions, calendar, fromFirst) : keptPin(order);
    const program = versions.find((one) => one.version === pin?.programVersion);
    const target = targetOf(facts, pin && program && termsOfPin(pin, program, calendar.dayOf(facts.processedAt)));
    timeline?.set(facts.orderId, { orderId: facts.orderId, processedAt: facts.processedAt, spendMinor: target.spendMinor });
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
  unpinned: readonly InHand[],
  versions: readonly ProgramVersion[],
): Promise<Timelines> {
  const [first] = unpinned;
  if (!first) return new Map();
  const starts = versions.map(({ definition }) => windowStart(definition, calendar, first.facts.processedAt).getTime());
  const members = [...new Set(unpinned.map((order) => order.memberId))];
  return pastOrders(tx, ctx, members, new Date(Math.min(...starts)));
}
