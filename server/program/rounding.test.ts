import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plus, proportion, quotient, roundedPoints } from './rounding.ts';

const largest = 9_007_199_254_740_991;

test.each([
  // value, rate, divisor, rounding, points
  [99, 1, 100, 'down', 0],
  [99, 1, 100, 'up', 1],
  [50, 1, 100, 'half-up', 1],
  [49, 1, 100, 'half-up', 0],
  [100, 1, 100, 'up', 1],
  // As plain numbers the products below would be rounded themselves: to …000, and to a whole.
  [3_333_333_333_333, 3_001, 10_003_333_333_333, 'down', 999],
  [10_000_000_000_000_01, 333, 100_000_000_000, 'up', 3_330_001],
  [largest, 3, largest, 'down', 3],
  [largest, 1, 1, 'down', 1_000_000_000],
] as const)('%i × %i ÷ %i, rounded %s: %i', (value, rate, divisor, rounding, points) => {
  expect(roundedPoints(value, rate, divisor, rounding)).toBe(points);
});

test('whole part and rest are exact, whatever the size', () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: largest }));
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 100_000_000_000 }), (amount, rate, divisor) => {
      const { whole, rest } = quotient(amount, rate, divisor);
      expect(BigInt(whole) * BigInt(divisor) + BigInt(rest)).toBe(BigInt(amount) * BigInt(rate));
      expect(rest >= 0 && rest < divisor).toBe(true);
    }),
  );
});

test('sums stay exact beyond plain numbers', () => {
  expect(plus(plus(largest, 1, 1), 1, 1)).toBe(9_007_199_254_740_993n);
  expect(plus(0, largest, 3)).toBe(27_021_597_764_222_973n);
  expect(plus(5, 7, 100)).toBe(705);
});

test.each([
  [5_00, 20_00, 24_00, 4_17],
  [1, 1, 2, 1],
  [1, 1, 3, 0],
  [5_00, 0, 24_00, 0],
  [5_00, 20_00, 0, 0],
])('%i of %i for %i is %i, to the nearest', (amount, part, all, expected) => {
  expect(proportion(amount, part, all)).toBe(expected);
});
