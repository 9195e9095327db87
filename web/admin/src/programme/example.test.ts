import { expect, test } from 'vitest';
import { exampleOrderMinor, exampleSentence, pointsFor } from './example.ts';

test.each([
  // base, rate, down, half-up, up
  [48_00, 4, 192, 192, 192],
  [48_49, 1, 48, 48, 49],
  [48_50, 1, 48, 49, 49],
  [48_99, 3, 146, 147, 147],
  [1, 1, 0, 0, 1],
  [0, 1_000, 0, 0, 0],
  [48_00, 0, 0, 0, 0],
  // Beyond what a float holds on the way.
  [100_000_000_00, 1_000, 100_000_000_000, 100_000_000_000, 100_000_000_000],
])('%i cents at %i points a dollar', (base, rate, down, halfUp, up) => {
  expect((['down', 'half-up', 'up'] as const).map((rounding) => pointsFor(base, rate, rounding, 'USD'))).toEqual([down, halfUp, up]);
});

test.each([
  ['USD', 4, 'An order of $48.00 earns 192 points.'],
  ['EUR', 0, 'An order of €48.00 earns 0 points.'],
  ['JPY', 1, 'An order of ¥4,800 earns 4,800 points.'],
])('the example in %s', (currency, rate, sentence) => {
  expect(exampleSentence(exampleOrderMinor(currency), rate, 'down', currency)).toBe(sentence);
});

test('where a currency has three decimals the example is still an order of 48', () => {
  expect(pointsFor(exampleOrderMinor('KWD'), 4, 'down', 'KWD')).toBe(192);
});
