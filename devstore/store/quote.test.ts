import { describe, expect, it } from 'vitest';
import { findProduct } from './catalog.ts';
import { quote } from './quote.ts';
import type { Discount, DiscountValue } from './state.ts';

const now = new Date('2026-03-01T12:00:00Z');

function discount(code: string, value: DiscountValue, more: Partial<Discount> = {}): Discount {
  return {
    id: code,
    code,
    title: code,
    value,
    only: null,
    customerIds: null,
    startsAt: '2026-01-01T00:00:00.000Z',
    endsAt: null,
    usageLimit: null,
    oncePerCustomer: false,
    minimumSubtotalCents: null,
    minimumQuantity: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    uses: [],
    ...more,
  };
}

const amount = (amountCents: number, eachItem = false): DiscountValue => ({ kind: 'amount', amountCents, eachItem });
const percent = (fraction: number): DiscountValue => ({ kind: 'percentage', fraction });
const freeShipping: DiscountValue = { kind: 'free-shipping', maximumCents: null };

function price(
  items: Record<string, number>,
  codes: readonly string[],
  discounts: readonly Discount[],
  customerId: string | null = null,
  tipPercent = 0,
) {
  return quote({
    items: Object.entries(items).map(([handle, quantity]) => {
      const product = findProduct(handle);
      if (!product) throw new Error(handle);
      return { product, quantity };
    }),
    codes,
    discounts,
    buyer: { customerId, email: null },
    now,
    tipPercent,
  });
}

// Serum $24, cleanser $16, mist $8, set $64, gift card $25.
const serum = 'dew-drops-serum';
const cleanser = 'cloud-cleanser';
const mist = 'rose-face-mist';
const giftCard = 'gift-card';

describe('what a basket costs', () => {
  it.each([
    { what: 'nothing off', items: { [serum]: 1 }, discounts: [], net: [2400], tax: 192, shipping: 500, total: 3092 },
    {
      what: '$5 off two lines',
      items: { [serum]: 1, [cleanser]: 1 },
      discounts: [discount('A', amount(500))],
      net: [2100, 1400],
      tax: 280,
      shipping: 500,
      total: 4280,
    },
    {
      what: '10% off',
      items: { [serum]: 1, [mist]: 1 },
      discounts: [discount('A', percent(0.1))],
      net: [2160, 720],
      tax: 231,
      shipping: 500,
      total: 3611,
    },
    {
      what: 'more off than it costs',
      items: { [mist]: 1 },
      discounts: [discount('A', amount(5000))],
      net: [0],
      tax: 0,
      shipping: 500,
      total: 500,
    },
    {
      what: 'free shipping',
      items: { [serum]: 1 },
      discounts: [discount('A', freeShipping)],
      net: [2400],
      tax: 192,
      shipping: 0,
      total: 2592,
    },
    {
      what: 'a gift card takes no part in a discount',
      items: { [serum]: 1, [giftCard]: 1 },
      discounts: [discount('A', amount(1000))],
      net: [1400, 2500],
      tax: 112,
      shipping: 500,
      total: 4512,
    },
    {
      what: 'a gift card alone needs no shipping and no tax',
      items: { [giftCard]: 2 },
      discounts: [],
      net: [5000],
      tax: 0,
      shipping: 0,
      total: 5000,
    },
    {
      what: 'one product free',
      items: { [serum]: 1, [mist]: 2 },
      discounts: [discount('A', percent(1), { only: { productIds: [], variantIds: [findProduct(mist)?.variantId ?? ''] } })],
      net: [2400, 0],
      tax: 192,
      shipping: 500,
      total: 3092,
    },
    {
      what: '$1 off each item',
      items: { [serum]: 2, [mist]: 1 },
      discounts: [discount('A', amount(100, true))],
      net: [4600, 700],
      tax: 424,
      shipping: 500,
      total: 6224,
    },
  ])('$what', ({ discounts, items, net, shipping, tax, total }) => {
    const priced = price(items, ['a'], discounts);
    expect(priced.lines.map((line) => line.netCents)).toEqual(net);
    expect({ tax: priced.taxCents, shipping: priced.shippingNetCents, total: priced.totalCents }).toEqual({ tax, shipping, total });
  });

  it('applies discounts on products before those on the order, and both to shipping last', () => {
    const all = { order: true, product: true, shipping: true };
    const discounts = [
      discount('SHIP', freeShipping, { combinesWith: all }),
      discount('TEN', percent(0.1), { combinesWith: all }),
      discount('MIST', amount(300), { combinesWith: all, only: { productIds: [findProduct(mist)?.id ?? ''], variantIds: [] } }),
    ];
    const priced = price({ [serum]: 1, [mist]: 1 }, ['SHIP', 'TEN', 'MIST'], discounts);
    expect(priced.discounts.map(({ amountCents, code }) => [code, amountCents])).toEqual([
      ['MIST', 300],
      ['TEN', 290],
      ['SHIP', 500],
    ]);
    expect(priced.lines.map((line) => line.netCents)).toEqual([2160, 450]);
  });

  it('reckons a tip on the goods after discounts', () => {
    expect(price({ [serum]: 1 }, ['A'], [discount('A', amount(400))], null, 10).tipCents).toBe(200);
  });
});

describe('why a code does not apply', () => {
  const used = [{ orderId: '1', customerId: '7', email: null }];
  const shipping = { order: false, product: false, shipping: true };
  it.each([
    { code: 'NOPE', discounts: [], refused: 'DISCOUNT_NOT_FOUND' },
    { code: 'A', discounts: [discount('A', amount(1), { endsAt: '2026-03-01T12:00:00.000Z' })], refused: 'DISCOUNT_CURRENTLY_INACTIVE' },
    { code: 'A', discounts: [discount('A', amount(1), { startsAt: '2026-03-01T12:00:00.001Z' })], refused: 'DISCOUNT_CURRENTLY_INACTIVE' },
    { code: 'A', discounts: [discount('A', amount(1), { usageLimit: 1, uses: used })], refused: 'DISCOUNT_USAGE_LIMIT_REACHED' },
    { code: 'A', discounts: [discount('A', amount(1), { customerIds: ['7'] })], refused: 'DISCOUNT_ELIGIBLE_CUSTOMER_MISSING' },
    { code: 'A', customer: '8', discounts: [discount('A', amount(1), { customerIds: ['7'] })], refused: 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE' },
    {
      code: 'A',
      customer: '7',
      discounts: [discount('A', amount(1), { oncePerCustomer: true, uses: used })],
      refused: 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED',
    },
    { code: 'A', discounts: [discount('A', amount(1), { minimumSubtotalCents: 2401 })], refused: 'DISCOUNT_PURCHASE_NOT_IN_RANGE' },
    { code: 'A', discounts: [discount('A', amount(1), { minimumQuantity: 2 })], refused: 'DISCOUNT_QUANTITY_NOT_IN_RANGE' },
    {
      code: 'A',
      discounts: [discount('A', amount(1), { only: { productIds: ['9'], variantIds: [] } })],
      refused: 'DISCOUNT_NO_ENTITLED_LINE_ITEMS',
    },
    { code: 'A', discounts: [discount('A', { kind: 'free-shipping', maximumCents: 499 })], refused: 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES' },
    {
      code: 'A',
      customer: '7',
      discounts: [discount('A', amount(1), { customerIds: ['7'], minimumSubtotalCents: 2400 })],
      refused: undefined,
    },
  ])('$code → $refused', ({ code, customer, discounts, refused }) => {
    expect(price({ [serum]: 1 }, [code], discounts, customer ?? null).codes).toEqual([{ code, refused }]);
  });

  it('lets two codes together only when each allows the other', () => {
    const shippingCode = discount('SHIP', freeShipping, { combinesWith: { order: true, product: false, shipping: false } });
    const refusals = (order: Discount) => price({ [serum]: 1 }, ['A', 'SHIP'], [order, shippingCode]).codes.map(({ refused }) => refused);
    expect(refusals(discount('A', amount(1)))).toEqual([undefined, 'DISCOUNT_CODE_NOT_HONOURED']);
    expect(refusals(discount('A', amount(1), { combinesWith: shipping }))).toEqual([undefined, undefined]);
  });

  it('judges a minimum again after discounts on products', () => {
    const discounts = [
      discount('ITEM', amount(1000), {
        only: { productIds: [findProduct(serum)?.id ?? ''], variantIds: [] },
        combinesWith: { order: true, product: false, shipping: false },
      }),
      discount('BIG', percent(0.1), { minimumSubtotalCents: 2000, combinesWith: { order: false, product: true, shipping: false } }),
    ];
    expect(price({ [serum]: 1 }, ['ITEM', 'BIG'], discounts).codes.map(({ refused }) => refused)).toEqual([
      undefined,
      'DISCOUNT_PURCHASE_NOT_IN_RANGE',
    ]);
  });

  it('reads a code whatever its case', () => {
    expect(price({ [serum]: 1 }, ['welcome'], [discount('WELCOME', amount(100))]).totalCents).toBe(
      price({ [serum]: 1 }, ['WELCOME'], [discount('WELCOME', amount(100))]).totalCents,
    );
  });
});
