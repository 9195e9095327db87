import { unreachable } from '../core/assert.ts';
import { POINTS_PER_POSTING_MAX } from '../core/points.ts';

export type Rounding = 'down' | 'half-up' | 'up';

/** A whole number of any size: plain while that is exact, which it is but for absurd amounts. */
export type Whole = number | bigint;

/** sum + amount × times, exactly. */
export function plus(sum: Whole, amount: number, times: number): Whole {
  const product = amount * times;
  if (typeof sum === 'number' && Number.isSafeInteger(product)) {
    const all = sum + product;
    if (Number.isSafeInteger(all)) return all;
  }
  return BigInt(sum) + BigInt(amount) * BigInt(times);
}

/** value × rate ÷ divisor as a whole part and a rest; none of them below zero. */
export function quotient(value: Whole, rate: number, divisor: number): { whole: Whole; rest: number } {
  const product = typeof value === 'number' ? value * rate : Number.NaN;
  if (Number.isSafeInteger(product)) {
    const rest = product % divisor;
    return { whole: (product - rest) / divisor, rest };
  }
  const exact = BigInt(value) * BigInt(rate);
  return { whole: exact / BigInt(divisor), rest: Number(exact % BigInt(divisor)) };
}

/** value × rate ÷ divisor, rounded to whole points; never more than one posting may move. */
export function roundedPoints(value: Whole, rate: number, divisor: number, rounding: Rounding): number {
  const { whole, rest } = quotient(value, rate, divisor);
  const most = whole > POINTS_PER_POSTING_MAX ? POINTS_PER_POSTING_MAX : Number(whole);
  return Math.min(POINTS_PER_POSTING_MAX, goesUp(rest, divisor, rounding) ? most + 1 : most);
}

function goesUp(rest: number, divisor: number, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'half-up':
      return 2 * rest >= divisor;
    case 'up':
      return rest > 0;
    default:
      return unreachable(rounding);
  }
}

/** amount × part ÷ whole, to the nearest, halves up: what an amount is in money of which `whole` is worth `part`. */
export function proportion(amount: number, part: number, whole: number): number {
  if (whole === 0) return 0;
  const exact = 2n * BigInt(amount) * BigInt(part) + BigInt(whole);
  return Number(exact / (2n * BigInt(whole)));
}
