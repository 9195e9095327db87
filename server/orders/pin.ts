import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import { firstOrder, judge, termsOf, tierOf, versionAt, windowStart, type EarnTerms, type ProgramVersion } from '../program/index.ts';
import type { Pin } from './award.ts';

/** An order as activity: when it was placed and what it counts. */
export interface PastOrder {
  readonly orderId: string;
  readonly processedAt: Date;
  readonly spendMinor: number;
}

/** Every member's orders by id; settling a batch writes the new spend into it as it goes. */
export type Timelines = Map<MemberId, Map<string, PastOrder>>;

/** What the member spent from an instant on until before an order, in minor units. */
export type SpentBefore = (order: OrderFacts, from: Date) => number;

/** By a member's orders in no particular order. */
export function spentIn(past: ReadonlyMap<string, PastOrder> | undefined): SpentBefore {
  return (facts, from) => {
    let spend = 0;
    for (const order of past?.values() ?? []) if (order.processedAt >= from && isEarlier(order, facts)) spend += order.spendMinor;
    return spend;
  };
}

/**
 * The promise for an order: the version in force when it was placed and the tier its member had reached before it, by the orders
 * placed earlier. Nothing but facts decides, so an import years later grants what the live shop would have. undefined: no
 * programme had begun; with `fromFirst` the first version reaches back to any date.
 */
export function pinFor(
  facts: OrderFacts,
  spentBefore: SpentBefore,
  versions: readonly ProgramVersion[],
  calendar: Calendar,
  fromFirst: boolean,
): Pin | undefined {
  const program = versionAt(versions, facts.processedAt) ?? (fromFirst ? versions[0] : undefined);
  if (!program) return undefined;
  const from = windowStart(program.definition, calendar, facts.processedAt);
  const { tier } = judge(program.definition, spentBefore(facts, from));
  return { programVersion: program.version, tierId: tier.id, pointsPerMajorUnit: tier.pointsPerMajorUnit };
}

/** The terms of a pinned order of a shop-local day: what its version promises in its tier. */
export function termsOfPin(pin: Pin, { definition }: ProgramVersion, day: Day): EarnTerms {
  return termsOf(definition, tierOf(definition, pin.tierId), firstOrder(day));
}

/** Orders of the same instant follow each other by their ids, so that they have one order everywhere. */
export function isEarlier(a: Pick<OrderFacts, 'orderId' | 'processedAt'>, b: Pick<OrderFacts, 'orderId' | 'processedAt'>): boolean {
  const distance = a.processedAt.getTime() - b.processedAt.getTime();
  return distance < 0 || (distance === 0 && a.orderId < b.orderId);
}
