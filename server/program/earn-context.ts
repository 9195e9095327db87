import type { Day } from '../core/time.ts';

/**
 * What an order's points depend on beside the order, the tier and the version: what its member had done by orders placed before it.
 * Pinned to the order with its tier when it first earns, so that it earns the same whatever changes later. Points are of purchases.
 */
export interface EarnContext {
  /** The shop-local day on which the order was placed. */
  readonly day: Day;
  /** Counted orders before it, ever. */
  readonly ordersBefore: number;
  /** Net spend before it, ever, in minor units. */
  readonly spentBeforeMinor: number;
  readonly earnedThatDay: number;
  readonly earnedThatMonth: number;
  /** Points a campaign had given the member before, by the campaign's id; absent: none. */
  readonly campaignPoints: Readonly<Record<string, number>>;
}

/** The context of a first order, and of an estimate for somebody nobody knows. */
export function firstOrder(day: Day): EarnContext {
  return { day, ordersBefore: 0, spentBeforeMinor: 0, earnedThatDay: 0, earnedThatMonth: 0, campaignPoints: {} };
}
