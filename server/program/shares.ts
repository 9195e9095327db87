import { assert } from '../core/assert.ts';

/**
 * Splits a whole amount in proportion to whole, non-negative weights: each part is the exact share rounded down, and what is
 * left goes one by one to the largest remainders, earlier parts first. The parts sum to `total` exactly.
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  assert(Number.isSafeInteger(total) && total >= 0, 'a total to split is a whole number, not negative');
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (sum === 0) {
    assert(total === 0, 'only nothing can be split over nothing');
    return weights.map(() => 0);
  }
  if (weights.length === 1) return [total];
  return Number.isSafeInteger(sum) && Number.isSafeInteger(total * sum) ? splitPlainly(total, weights, sum) : splitExactly(total, weights);
}

function splitPlainly(total: number, weights: readonly number[], sum: number): number[] {
  const parts: number[] = [];
  const rests: number[] = [];
  let left = total;
  for (const weight of weights) {
    const rest = (total * weight) % sum;
    const part = (total * weight - rest) / sum;
    parts.push(part);
    rests.push(rest);
    left -= part;
  }
  return left === 0 ? parts : handedOut(parts, rests, left);
}

function splitExactly(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  const products = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const left = total - parts.reduce((all, part) => all + part, 0);
  return handedOut(
    parts,
    products.map((product) => product % sum),
    left,
  );
}

/** One more for each of the `left` largest rests. */
function handedOut<T extends number | bigint>(parts: number[], rests: readonly T[], left: number): number[] {
  const places = rests.map((rest, i) => ({ rest, i }));
  places.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of places.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}
