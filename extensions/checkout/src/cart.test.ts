import { expect, test } from 'vitest';
import { readCart } from './cart.ts';

const usd = (amount: number) => ({ amount, currencyCode: 'USD' });
const line = (amount: number) => ({ cost: { totalAmount: usd(amount) } });
const byCode = (code: string, amount: number) => ({ type: 'code', code, discountedAmount: usd(amount) });

test.each([
  ['lines add up', [line(24), line(7.99)], [], [], 3199],
  ['an empty cart', [], [], [], 0],
  ['a discount of the whole order counts', [line(24)], [byCode('SUMMER', 4)], [], 2000],
  ['an automatic one too', [line(24)], [{ type: 'automatic', title: 'Sale', discountedAmount: usd(4) }], [], 2000],
  ['our own code does not', [line(24)], [byCode('glow-1001', 3)], ['GLOW-1001'], 2400],
  ['never below nothing', [line(2)], [byCode('SUMMER', 4)], [], 0],
] as const)('%s', (_, lines, discountAllocations, own, subtotalMinor) => {
  expect(readCart({ lines, discountAllocations, currency: 'USD' }, own)).toEqual({ subtotalMinor, currency: 'USD' });
});
