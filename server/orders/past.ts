import type { Calendar } from '../core/calendar.ts';
import type { OrderFacts } from '../core/facts.ts';
import { tierReached, type ContextNeeded, type Deed, type Definition, type Life, type Tier } from '../program/index.ts';
import type { CampaignPoints, PinnedContext } from './award.ts';

/** What there was of a member before an order, by the orders placed before it. */
export interface Before {
  /** The tier the member had reached by a definition. */
  tier(order: OrderFacts, definition: Definition): Tier;
  /** What the order's points depend on, as far as it is asked for; undefined: all of it is 0. */
  context(order: OrderFacts, needed: ContextNeeded): PinnedContext | undefined;
}

/** An order as activity: when it was placed and what it counts. */
export interface PastOrder {
  readonly orderId: string;
  readonly processedAt: Date;
  readonly spendMinor: number;
  readonly points: number;
  readonly earned: CampaignPoints | undefined;
}

/** What all orders before those of a timeline come to. */
export interface Sums {
  readonly orders: number;
  readonly spendMinor: number;
  readonly earned: CampaignPoints;
}

/** A member's orders from some instant on, by id and in no particular order, and the sum of all before them. */
export interface Timeline {
  readonly before: Sums;
  readonly orders: Map<string, PastOrder>;
  /** What else decides about the tier: the day of joining, what was done beside buying, what staff said. */
  readonly beside: Life;
}

export const nothingBefore: Sums = { orders: 0, spendMinor: 0, earned: {} };

/** By a timeline that reaches back far enough: to the beginning of the window, and of the order's month. */
export function beforeIn(timeline: Timeline | undefined, calendar: Calendar): Before {
  const { before, orders, beside } = timeline ?? { before: nothingBefore, orders: new Map<string, PastOrder>(), beside: undefined };
  return {
    tier(facts, definition) {
      const at = facts.processedAt;
      const earlier = [...orders.values()].filter((order) => isEarlier(order, facts)).map(deedOf);
      const deeds = [...earlier, ...(beside?.deeds ?? [])].toSorted((a, b) => a.at.getTime() - b.at.getTime());
      return tierReached(definition, calendar, { joinedAt: beside?.joinedAt ?? at, deeds, keeps: beside?.keeps ?? [] }, at);
    },
    context(facts, needed) {
      const earlier = [...orders.values()].filter((order) => isEarlier(order, facts));
      const counters = new Counters(before);
      for (const order of earlier) counters.add(order);
      return counters.context(needed, needed.month ? earnedAround(earlier, facts, calendar) : undefined);
    },
  };
}

/** An order as something that counts towards a tier. */
export function deedOf({ processedAt, spendMinor, points }: Pick<PastOrder, 'processedAt' | 'spendMinor' | 'points'>): Deed {
  return { at: processedAt, spendMinor, points, orders: spendMinor > 0 ? 1 : 0 };
}

/** Sums that grow order by order. */
export class Counters {
  private orders: number;
  private spendMinor: number;
  private earned: Record<string, number> | undefined;

  constructor(before: Sums = nothingBefore) {
    this.orders = before.orders;
    this.spendMinor = before.spendMinor;
    for (const [id, points] of Object.entries(before.earned)) this.give(id, points);
  }

  add({ earned, spendMinor }: Pick<PastOrder, 'earned' | 'spendMinor'>): void {
    this.spendMinor += spendMinor;
    if (spendMinor > 0) this.orders += 1;
    if (earned) for (const [id, points] of Object.entries(earned)) this.give(id, points);
  }

  /** What is asked for; `around` was earned on the day and in the month. */
  context(needed: ContextNeeded, around: { readonly day: number; readonly month: number } | undefined): PinnedContext | undefined {
    const context: PinnedContext = {
      ...(needed.ever && this.orders > 0 && { ordersBefore: this.orders }),
      ...(needed.ever && this.spendMinor > 0 && { spentBeforeMinor: this.spendMinor }),
      ...(around && around.day > 0 && { earnedThatDay: around.day }),
      ...(around && around.month > 0 && { earnedThatMonth: around.month }),
      ...(needed.campaigns && this.earned && { campaignPoints: { ...this.earned } }),
    };
    return Object.keys(context).length === 0 ? undefined : context;
  }

  private give(id: string, points: number): void {
    this.earned ??= {};
    this.earned[id] = (this.earned[id] ?? 0) + points;
  }
}

/** Points of earlier orders on the shop-local day of an order, and in its month. */
export function earnedAround(
  earlier: readonly Pick<PastOrder, 'processedAt' | 'points'>[],
  { processedAt }: Pick<OrderFacts, 'processedAt'>,
  calendar: Calendar,
): { day: number; month: number } {
  const today = calendar.dayOf(processedAt);
  const month = today.slice(0, 7);
  const around = { day: 0, month: 0 };
  for (const order of earlier) {
    const day = calendar.dayOf(order.processedAt);
    if (day.slice(0, 7) !== month) continue;
    around.month += order.points;
    if (day === today) around.day += order.points;
  }
  return around;
}

/** Orders of the same instant follow each other by their ids, so that they have one order everywhere. */
export function isEarlier(a: Pick<OrderFacts, 'orderId' | 'processedAt'>, b: Pick<OrderFacts, 'orderId' | 'processedAt'>): boolean {
  const distance = a.processedAt.getTime() - b.processedAt.getTime();
  return distance < 0 || (distance === 0 && a.orderId < b.orderId);
}
