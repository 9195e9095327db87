import { describe, expect, test } from 'vitest';
import { cart, earned, programme, type Promised } from './testing/cases.ts';

/* One row is one rule and one cart: the promise, the order, its points, what counts towards the tier in minor units, and every reason with its points. */
type Row = readonly [title: string, promised: Promised, order: string, points: number, base: number, reasons: string];

const as = (earning: NonNullable<Promised['earning']>): Promised => ({ earning });
const including = (what: 'tax' | 'shipping' | 'duties' | 'tips' | 'giftCards', ...more: (typeof what)[]): Promised =>
  as({ include: Object.fromEntries([what, ...more].map((one) => [one, true])) });
const yen = (rate: number, perMajorUnits = 1): Promised => ({ currency: 'JPY', rate, earning: { perMajorUnits } });
const euros: Promised = { rateIn: { EUR: { points: 3, perMajorUnits: 1 }, JPY: { points: 1, perMajorUnits: 100 } } };

const tables: Record<string, readonly Row[]> = {
  'the rate': [
    ['one line', {}, '24.00', 48, 2400, 'purchase 48'],
    ['no lines', {}, '', 0, 0, ''],
    ['a rate of nothing', { rate: 0 }, '24.00', 0, 2400, 'purchase 0'],
    ['yen have no decimals', yen(1), '1250', 1250, 1250, 'purchase 1250'],
    ['dinars have three', { currency: 'KWD', rate: 3 }, '1.250', 3, 1250, 'purchase 3, rounding 0'],
    ['1 point per ¥100', yen(1, 100), '1250', 12, 1250, 'purchase 12, rounding 0'],
    ['2 points per $5', as({ perMajorUnits: 5 }), '24.99', 9, 2499, 'purchase 9, rounding 0'],
    ['more than one posting may move', { rate: 1000 }, '2000000.00', 1e9, 2e8, 'purchase 1000000000'],
    [
      'the same line by line',
      { rate: 1000, ...as({ roundingPer: 'line' }) },
      '900000.00 + 200000.00',
      1e9,
      11e7,
      'purchase 900000000, purchase 200000000, cap -100000000',
    ],
    ['an amount that no shop has', {}, '90071992547409.00', 1e9, 1e12, 'purchase 1000000000'],
  ],
  rounding: [
    ['down', {}, '24.99', 49, 2499, 'purchase 49, rounding 0'],
    ['up', as({ rounding: 'up' }), '24.99', 50, 2499, 'purchase 50, rounding 0'],
    ['up from next to nothing', as({ rounding: 'up' }), '0.01', 1, 1, 'purchase 1, rounding 0'],
    ['up, where nothing is to be rounded', as({ rounding: 'up' }), '24.00', 48, 2400, 'purchase 48'],
    ['half up, at the half', as({ rounding: 'half-up' }), '0.25', 1, 25, 'purchase 1, rounding 0'],
    ['half up, below it', as({ rounding: 'half-up' }), '0.24', 0, 24, 'purchase 0, rounding 0'],
    ['once for the order', {}, '0.50 + 0.50', 2, 100, 'purchase 1, purchase 1'],
    ['what is left goes to the larger rests', {}, '1.20 + 1.40 + 1.40', 8, 400, 'purchase 2, purchase 3, purchase 3'],
    ['of equal rests to the earlier line', {}, '0.25 + 0.25', 1, 50, 'purchase 1, purchase 0'],
    ['line by line, down', as({ roundingPer: 'line' }), '0.75 + 0.75', 2, 150, 'purchase 1, purchase 1, rounding 0'],
    ['line by line, up', as({ roundingPer: 'line', rounding: 'up' }), '0.75 + 0.75', 4, 150, 'purchase 2, purchase 2, rounding 0'],
    ['line by line, half up', as({ roundingPer: 'line', rounding: 'half-up' }), '0.25 + 0.24', 1, 49, 'purchase 1, purchase 0, rounding 0'],
    ['line by line, nothing to round', as({ roundingPer: 'line' }), '1.00 + 2.00', 6, 300, 'purchase 2, purchase 4'],
  ],
  'what counts': [
    ['no gift cards', {}, '24.00 + 25.00 gift-card', 48, 2400, 'purchase 48, gift-card 0'],
    ['gift cards, but not towards the tier', including('giftCards'), '24.00 + 25.00 gift-card', 98, 2400, 'purchase 48, purchase 50'],
    ['no tips', {}, '24.00 + 5.00 tip', 48, 2400, 'purchase 48, tip 0'],
    ['tips, but not towards the tier', including('tips'), '24.00 + 5.00 tip', 58, 2400, 'purchase 48, purchase 10'],
    ['nothing for what is free', {}, '0.00', 0, 0, 'nothing-paid 0'],
    ['nothing below nothing', {}, '-5.00 + 10.00', 20, 1000, 'nothing-paid 0, purchase 20'],
    ['no tax', {}, '10.00 tax:2.00', 20, 1000, 'purchase 20'],
    ['tax, but not towards the tier', including('tax'), '10.00 tax:2.00', 24, 1000, 'purchase 24'],
    ['tax alone makes no line count', including('tax'), '0.00 tax:2.00', 0, 0, 'nothing-paid 0'],
    ['no shipping, no duties', {}, '10.00 | shipping:5.00 duties:3.00', 20, 1000, 'purchase 20'],
    [
      'shipping, but not towards the tier',
      including('shipping'),
      '10.00 | shipping:5.00 duties:3.00',
      30,
      1000,
      'purchase 20, shipping 10',
    ],
    ['duties, but not towards the tier', including('duties'), '10.00 | shipping:5.00 duties:3.00', 26, 1000, 'purchase 20, duties 6'],
    [
      'goods and shipping are rounded together',
      including('shipping', 'duties'),
      '10.20 | shipping:0.30 duties:0.50',
      22,
      1020,
      'purchase 20, shipping 1, duties 1',
    ],
    ['shipping alone earns nothing', including('shipping'), '0.00 | shipping:5.00', 0, 0, 'nothing-paid 0'],
  ],
  'what does not count': [
    ['sale lines count', {}, '10.00 sale', 20, 1000, 'purchase 20'],
    ['but not where they are excluded', as({ exclude: { saleLines: true } }), '10.00 sale + 5.00', 10, 500, 'on-sale 0, purchase 10'],
    ['lines with a code count', {}, '10.00 code', 20, 1000, 'purchase 20'],
    ['but not where they are excluded', as({ exclude: { codeLines: true } }), '10.00 code + 5.00', 10, 500, 'by-code 0, purchase 10'],
    [
      'excluded by tag, whatever its case',
      as({ exclude: { lines: { tags: ['Clearance'] } } }),
      '10.00 tag:clearance + 5.00',
      10,
      500,
      'excluded-line 0, purchase 10',
    ],
    [
      'excluded by product',
      as({ exclude: { lines: { products: ['77'] } } }),
      '10.00 product:77 + 5.00 product:78',
      10,
      500,
      'excluded-line 0, purchase 10',
    ],
    [
      'excluded by collection',
      as({ exclude: { lines: { collections: ['7'] } } }),
      '10.00 collection:7 + 5.00 collection:77',
      10,
      500,
      'excluded-line 0, purchase 10',
    ],
    [
      'excluded by vendor',
      as({ exclude: { lines: { vendors: ['Acme'] } } }),
      '10.00 vendor:acme + 5.00 vendor:acme-two',
      10,
      500,
      'excluded-line 0, purchase 10',
    ],
    [
      'excluded by any of several',
      as({ exclude: { lines: { products: ['77'], tags: ['x'] } } }),
      '10.00 tag:x + 5.00 product:77',
      0,
      0,
      'excluded-line 0, excluded-line 0',
    ],
    ['a customer with a tag', as({ exclude: { customerTags: ['Wholesale'] } }), '10.00 | customer:wholesale', 0, 0, 'excluded-customer 0'],
    ['a customer with another tag', as({ exclude: { customerTags: ['Wholesale'] } }), '10.00 | customer:retail', 20, 1000, 'purchase 20'],
    ['a channel', as({ exclude: { channels: ['pos'] } }), '10.00 | channel:pos', 0, 0, 'excluded-channel 0'],
    ['another channel', as({ exclude: { channels: ['pos'] } }), '10.00 | channel:web', 20, 1000, 'purchase 20'],
    ['a channel nobody named', as({ exclude: { channels: ['pos'] } }), '10.00', 20, 1000, 'purchase 20'],
    [
      'below the smallest order; it counts towards the tier',
      as({ minimumOrderMinor: 2000 }),
      '19.99 + 5.00 tip',
      0,
      1999,
      'tip 0, below-minimum 0',
    ],
    ['exactly the smallest order', as({ minimumOrderMinor: 2000 }), '20.00', 40, 2000, 'purchase 40'],
    ['what was refunded brings an order below it', as({ minimumOrderMinor: 2000 }), '20.00 | by-hand:0.01', 0, 1999, 'below-minimum 0'],
  ],
  'refunds that name no line': [
    ['are shared over the lines', {}, '20.00 + 10.00 | by-hand:15.00', 30, 1500, 'purchase 20, purchase 10, refunded-by-hand 0'],
    [
      'to the cent',
      {},
      '10.00 + 10.00 + 10.00 | by-hand:10.01',
      39,
      1999,
      'purchase 13, purchase 13, purchase 13, refunded-by-hand 0, rounding 0',
    ],
    ['never below zero', {}, '20.00 | by-hand:50.00', 0, 0, 'purchase 0, refunded-by-hand 0'],
    ['a refund below nothing is none', {}, '20.00 | by-hand:-5.00', 40, 2000, 'purchase 40'],
    ['lower only what counts', {}, '20.00 + 10.00 gift-card | by-hand:5.00', 30, 1500, 'purchase 30, gift-card 0, refunded-by-hand 0'],
    [
      'leave shipping alone',
      including('shipping'),
      '20.00 | by-hand:5.00 shipping:4.00',
      38,
      1500,
      'purchase 30, shipping 8, refunded-by-hand 0',
    ],
    ['take from tax too, where it counts', including('tax'), '20.00 tax:5.00 | by-hand:5.00', 40, 1500, 'purchase 40, refunded-by-hand 0'],
  ],
  'other currencies': [
    ['the shop’s money is another', {}, '24.00', 48, 2400, 'purchase 48'],
    ['paid in one without a rate', euros, '24.00 paid:20.00 | in:GBP', 48, 2400, 'purchase 48'],
    ['paid in one with a rate', euros, '24.00 paid:20.00 | in:EUR', 60, 2400, 'purchase 60'],
    ['with a unit of its own', euros, '24.00 paid:36.00 | in:JPY', 36, 2400, 'purchase 36'],
    ['a line that does not say what was paid', euros, '24.00 paid:20.00 + 6.00 | in:EUR', 60, 3000, 'purchase 48, purchase 12'],
    ['tax in it', { ...euros, ...including('tax') }, '24.00 tax:6.00 paid:20.00 paid-tax:5.00 | in:EUR', 75, 2400, 'purchase 75'],
    [
      'shipping at the order’s own rate of exchange',
      { ...euros, ...including('shipping') },
      '24.00 paid:20.00 | in:EUR shipping:6.00',
      75,
      2400,
      'purchase 60, shipping 15',
    ],
    ['a refund by hand as well', euros, '24.00 paid:20.00 | in:EUR by-hand:12.00', 30, 1200, 'purchase 30, refunded-by-hand 0'],
    [
      'the smallest order is in the shop’s money',
      { ...euros, ...as({ minimumOrderMinor: 2200 }) },
      '24.00 paid:20.00 | in:EUR',
      60,
      2400,
      'purchase 60',
    ],
    ['a line paid with nothing', euros, '24.00 paid:0.00 | in:EUR', 0, 2400, 'purchase 0'],
  ],
};

describe.each(Object.entries(tables))('%s', (_name, rows) => {
  test.each(rows)('%s', (_title, promised, text, points, baseMinor, reasons) => {
    const award = earned(programme(promised), cart(text, promised.currency));
    expect(told(award.reasons)).toBe(reasons);
    expect(award).toMatchObject({ points, baseMinor, campaigns: {} });
  });
});

test('an order in another currency than the programme’s', () => {
  expect(earned(programme(), cart('24.00', 'EUR'))).toMatchObject({ points: 0, baseMinor: 0, reasons: [{ rule: 'other-currency' }] });
});

test('each tier has its rate', () => {
  expect(['fan', 'pro', 'icon'].map((tierId) => earned(programme(), cart('10.00'), {}, tierId).points)).toEqual([20, 40, 60]);
});

function told(reasons: readonly { rule: string; points: number }[]): string {
  return reasons.map(({ rule, points }) => `${rule} ${points}`).join(', ');
}
