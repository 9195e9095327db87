import { assert } from '../core/assert.ts';

/**
 * Splits a whole amount in proportion to whole, non-negative weights: each part is the exact share rounded down, and what is
 * left goes one by one to the largest remainders, earlier parts first. The parts sum to `total` exactly.
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(total) && total >= 0, 'a total to split is a whole number, not negative');
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) {
    assert(total === 0, 'only nothing can be split over nothing');
    return weights.map(() => 0);
  }
  const exact = weights.map((weight, i) => {
    const product = BigInt(total) * BigInt(weight);
    return { i, part: Number(product / sum), rest: product % sum };
  });
  let left = total - exact.reduce((all, { part }) => all + part, 0);
  const parts = exact.map(({ part }) => part);
  for (const { i } of exact.toSorted((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))) {
    if (left === 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}
