import type { Definition } from './definition.ts';

/**
 * Whether every purchase earns at least the rate of its member's tier on its net merchandise, rounded down to whole points: nothing is
 * left out, no order is too small, nothing is capped. Rounded by the line, an order can earn less than its sum would.
 */
export function rateIsLeast({ earning: { caps, exclude, minimumOrderMinor, rounding, roundingPer } }: Definition): boolean {
  const byLine = roundingPer === 'line' && rounding !== 'up';
  return !caps && !exclude && !minimumOrderMinor && !byLine;
}
