import { LaurelError } from './errors.ts';

declare const wholePoints: unique symbol;
/** A whole number of points. Positive in operations (direction is in the names); a balance may be any sign. */
export type Points = number & { readonly [wholePoints]: true };

/** More points than any one posting may move: catches a unit mistake before it reaches the books. */
export const POINTS_PER_POSTING_MAX = 1_000_000_000;

/** Reads a positive amount of points for a posting. Throws `invalid_points` for fractions, signs, unsafe and absurd numbers. */
export function points(value: number): Points {
  if (!Number.isSafeInteger(value) || value <= 0 || value > POINTS_PER_POSTING_MAX) {
    throw new LaurelError('invalid_points', `points must be a whole number from 1 to ${POINTS_PER_POSTING_MAX}, got ${value}`);
  }
  return value as Points;
}

/** A balance or difference: any safe integer. Throws `invalid_points` otherwise. */
export function pointsBalance(value: number): Points {
  if (!Number.isSafeInteger(value)) throw new LaurelError('invalid_points', `not a whole number of points: ${value}`);
  return value as Points;
}
