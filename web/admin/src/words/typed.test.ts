import { describe, expect, test } from 'vitest';
import { decimalText, money } from './numbers.ts';
import { readMoney, readName, readWhole } from './typed.ts';

const MAX = 100_000_000_00;

describe('an amount is read exactly, in the currency’s smallest unit', () => {
  test.each([
    ['150', 'USD', 150_00],
    ['150.5', 'USD', 150_50],
    ['150.50', 'USD', 150_50],
    ['150.500', 'USD', 150_50],
    ['1,250.50', 'USD', 1_250_50],
    ['  48 ', 'USD', 48_00],
    ['0', 'USD', 0],
    ['.5', 'USD', 50],
    ['5.', 'USD', 5_00],
    ['007', 'USD', 7_00],
    // As floats times 100 these would be 113.99999999999999 and 1998.9999999999998.
    ['1.14', 'USD', 1_14],
    ['19.99', 'USD', 19_99],
    ['4800', 'JPY', 4_800],
    ['4800.00', 'JPY', 4_800],
    ['1.250', 'KWD', 1_250],
    ['100000000', 'USD', MAX],
  ])('%s %s', (text, currency, minor) => {
    expect(readMoney(text, currency, MAX)).toEqual({ ok: true, value: minor });
  });
});

describe('what is no amount is answered with what to change', () => {
  test.each([
    ['', 'USD', 'Enter an amount, for example 150.00.'],
    ['   ', 'USD', 'Enter an amount, for example 150.00.'],
    ['', 'JPY', 'Enter an amount, for example 150.'],
    ['abc', 'USD', 'Use digits and a point, for example 150.00.'],
    ['.', 'USD', 'Use digits and a point, for example 150.00.'],
    ['1e3', 'USD', 'Use digits and a point, for example 150.00.'],
    ['$150', 'USD', 'Use digits and a point, for example 150.00.'],
    ['1.250,50', 'USD', 'Use digits and a point, for example 150.00.'],
    ['1,25', 'USD', 'Use digits and a point, for example 150.00.'],
    ['-5', 'USD', 'Enter an amount that is not below zero.'],
    ['−5', 'USD', 'Enter an amount that is not below zero.'],
    ['1.005', 'USD', 'USD has at most 2 decimals.'],
    ['0.5', 'JPY', 'JPY has no decimals: enter a whole amount.'],
    ['100000000.01', 'USD', 'Enter at most $100,000,000.00.'],
    ['9'.repeat(400), 'USD', 'Enter at most $100,000,000.00.'],
  ])('%s %s', (text, currency, problem) => {
    expect(readMoney(text, currency, MAX)).toEqual({ ok: false, problem });
  });
});

test.each([
  [0, 'USD'],
  [5, 'USD'],
  [150_00, 'USD'],
  [9_007_199_254_740_991, 'USD'],
  [4_800, 'JPY'],
  [7, 'KWD'],
])('the text of %i %s is read back as the same amount', (minor, currency) => {
  expect(readMoney(decimalText(minor, currency), currency, Number.MAX_SAFE_INTEGER)).toEqual({ ok: true, value: minor });
});

test.each([
  [150_00, 'USD', '$150.00'],
  [-5, 'USD', '-$0.05'],
  [4_800, 'JPY', '¥4,800'],
  [9_007_199_254_740_991, 'USD', '$90,071,992,547,409.91'],
])('%i %s is shown to the last digit', (minor, currency, text) => {
  expect(money(minor, currency)).toBe(text);
});

test.each([
  ['4', 4],
  ['1,000', 1_000],
  ['0', 0],
  ['', 'Enter a whole number, for example 4.'],
  ['4.5', 'Enter a whole number, for example 4.'],
  ['four', 'Enter a whole number, for example 4.'],
  ['10,00', 'Enter a whole number, for example 4.'],
  ['-1', 'Enter 0 or more.'],
  ['1001', 'Enter 1,000 or less.'],
  ['9'.repeat(400), 'Enter 1,000 or less.'],
])('a whole number from 0 to 1,000: %s', (text, expected) => {
  const read = readWhole(text, 0, 1_000);
  expect(read.ok ? read.value : read.problem).toBe(expected);
});

test.each([
  [' Pro ', 'Pro'],
  ['', 'Give it a name.'],
  ['   ', 'Give it a name.'],
  ['x'.repeat(61), 'Use at most 60 characters; this has 61.'],
])('a name: “%s”', (text, expected) => {
  const read = readName(text, 60);
  expect(read.ok ? read.value : read.problem).toBe(expected);
});
