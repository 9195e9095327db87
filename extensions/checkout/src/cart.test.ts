import { expect, test } from 'vitest';
import { readCart, type CheckoutCost } from './cart.ts';

const usd = (amount: number) => ({ amount, currencyCode: 'USD' });
type Allocation = CheckoutCost['discountAllocations'][number];
const byCode = (code: string, amount: number): Allocation => ({ type: 'code', code, discountedAmount: usd(amount) });
const line = (amount: number, discountAllocations: readonly Allocation[] = []): CheckoutCost['lines'][number] => ({
  quantity: 2,
  merchandise: { id: 'gid://shopify/ProductVariant/8', product: { id: 'gid://shopify/Product/7', vendor: 'Glow' } },
  cost: { totalAmount: usd(amount) },
  discountAllocations,
});
const read = (more: Partial<CheckoutCost>, own: readonly string[] = []) =>
  readCart({ lines: [], discountAllocations: [], shipping: undefined, codes: [], currency: 'USD', ...more }, own);

const sale: Allocation = { type: 'automatic', discountedAmount: usd(4) };

test.each<[string, CheckoutCost['lines'], readonly Allocation[], readonly string[], readonly number[]]>([
  ['lines add up', [line(24), line(7.99)], [], [], [24_00, 7_99]],
  ['an empty cart', [], [], [], []],
  ['a discount of the whole order counts', [line(24)], [byCode('SUMMER', 4)], [], [20_00]],
  ['an automatic one too', [line(24)], [sale], [], [20_00]],
  ['our own code does not', [line(24)], [byCode('glow-1001', 3)], ['GLOW-1001'], [24_00]],
  ['nor does it on a line', [line(21, [byCode('glow-1001', 3)]), line(5)], [], ['GLOW-1001'], [24_00, 5_00]],
  ['another’s on a line does', [line(21, [byCode('SUMMER', 3)])], [], ['GLOW-1001'], [21_00]],
  [
    'what is off the order is off each line by its share, to the cent',
    [line(10), line(10), line(10)],
    [byCode('SUMMER', 10)],
    [],
    [6_67, 6_66, 6_67],
  ],
  ['never below nothing', [line(2)], [byCode('SUMMER', 4)], [], [0]],
])('%s', (_, lines, discountAllocations, own, net) => {
  const cart = read({ lines, discountAllocations }, own);
  expect(cart.lines?.map(({ netMinor }) => netMinor)).toEqual(net);
  expect(cart.subtotalMinor).toBe(net.reduce((sum, one) => sum + one, 0));
});

test('a line says what it is; shipping and codes are told when there are any', () => {
  expect(read({ lines: [line(24)], shipping: usd(5), codes: ['SUMMER'] })).toEqual({
    subtotalMinor: 24_00,
    currency: 'USD',
    lines: [{ productId: '7', variantId: '8', vendor: 'Glow', quantity: 2, netMinor: 24_00 }],
    shippingMinor: 5_00,
    codes: ['SUMMER'],
  });
});

test('a very long cart is told as its sum', () => {
  const cart = read({ lines: Array.from({ length: 251 }, () => line(1)) });
  expect([cart.lines, cart.subtotalMinor]).toEqual([undefined, 251_00]);
});
