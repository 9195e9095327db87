import { expect, test } from 'vitest';
import { majorOf, minorOf, shownDigits } from './money.ts';

test.each([
  [12.5, 'USD', 1250],
  [19.99, 'USD', 1999],
  [0.1 + 0.2, 'USD', 30],
  [1.005, 'KWD', 1005],
  [500, 'JPY', 500],
  [0, 'EUR', 0],
])('%d %s is %i minor units', (amount, currency, minor) => {
  expect(minorOf(amount, currency)).toBe(minor);
});

test.each([
  [1000, 'USD', 10, 0],
  [1250, 'USD', 12.5, 2],
  [500, 'JPY', 500, 0],
  [1500, 'KWD', 1.5, 3],
])('%i minor units of %s are %d with %i decimals', (minor, currency, major, digits) => {
  expect([majorOf(minor, currency), shownDigits(minor, currency)]).toEqual([major, digits]);
});
