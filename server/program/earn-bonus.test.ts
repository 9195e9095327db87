import { describe, expect, test } from 'vitest';
import type { Campaign, EarningRule } from './definition/earning.ts';
import type { EarnContext } from './earn-context.ts';
import { cart, earned, programme, type Promised } from './testing/cases.ts';

/* One row is one rule and one cart: the promise, the order, what the member had done before, its points, and every reason with its points. */
type Row = readonly [title: string, promised: Promised, order: string, soFar: Partial<EarnContext>, points: number, reasons: string];

const rules = (...all: EarningRule[]): Promised => ({ rules: all });
const campaigns = (...all: Campaign[]): Promised => ({ campaigns: all });

const lips: EarningRule = { id: 'lips', name: 'Lips', kind: 'line-factor', match: { tags: ['lips'] }, factorHundredths: 200 };
const ours: EarningRule = { id: 'ours', name: 'Our own', kind: 'line-factor', match: { vendors: ['Laurel'] }, factorHundredths: 150 };
const subscribed: EarningRule = { id: 'sub', name: 'Subscribe', kind: 'subscription-factor', factorHundredths: 150 };
const inStore: EarningRule = { id: 'store', name: 'In store', kind: 'channel-factor', channels: ['pos'], factorHundredths: 300 };
const fifty: EarningRule = { id: 'fifty', name: 'Fifty', kind: 'line-points', match: { products: ['77'] }, points: 50 };
const hello: EarningRule = { id: 'hello', name: 'Hello', kind: 'first-order', points: 100 };
const tenth: EarningRule = { id: 'tenth', name: 'Tenth', kind: 'order-milestone', orders: 10, every: false, points: 30 };
const thirds: EarningRule = { id: 'thirds', name: 'Thirds', kind: 'order-milestone', orders: 3, every: true, points: 30 };
const grand: EarningRule = { id: 'grand', name: 'Grand', kind: 'spend-milestone', spendMinor: 1_000_00, points: 500 };

const march = { name: 'March', from: '2026-03-10', to: '2026-03-20' };
const double: Campaign = { id: 'double', ...march, effect: { kind: 'factor', factorHundredths: 200 } };
const doubleLips: Campaign = { id: 'double', ...march, effect: { kind: 'factor', factorHundredths: 200, match: { tags: ['lips'] } } };
const bonus: Campaign = { id: 'bonus', ...march, effect: { kind: 'bonus', points: 25, minimumOrderMinor: 20_00 } };
const capped = (caps: NonNullable<Promised['earning']>['caps']): Promised => ({ earning: { caps } });

const tables: Record<string, readonly Row[]> = {
  factors: [
    ['on lines with a tag', rules(lips), '10.00 tag:Lips + 5.00', {}, 50, 'purchase 20, purchase 10, line-factor 20'],
    ['of a vendor', rules(ours), '10.00 vendor:laurel + 5.00', {}, 40, 'purchase 20, purchase 10, line-factor 10'],
    ['on nothing that is there', rules(lips), '10.00', {}, 20, 'purchase 20'],
    ['not on a line that does not count', rules(lips), '10.00 + 5.00 tag:lips gift-card', {}, 20, 'purchase 20, gift-card 0'],
    ['for subscriptions', rules(subscribed), '10.00 subscribed + 5.00', {}, 40, 'purchase 20, purchase 10, subscription-factor 10'],
    ['for a channel', rules(inStore), '10.00 + 5.00 | channel:pos', {}, 90, 'purchase 20, purchase 10, channel-factor 60'],
    ['for another channel', rules(inStore), '10.00 | channel:web', {}, 20, 'purchase 20'],
    [
      'add up: 2× and 1.5× are 2.5×',
      rules(lips, ours),
      '10.00 tag:lips vendor:Laurel',
      {},
      50,
      'purchase 20, line-factor 20, line-factor 10',
    ],
    [
      'of all kinds add up',
      rules(lips, subscribed, inStore),
      '10.00 tag:lips subscribed | channel:pos',
      {},
      90,
      'purchase 20, line-factor 20, subscription-factor 10, channel-factor 40',
    ],
    [
      'are rounded once with the rate: 0.99 × 2 × 1.5 is 2.97',
      rules(ours),
      '0.99 vendor:Laurel',
      {},
      2,
      'purchase 1, line-factor 1, rounding 0',
    ],
    [
      'line by line: 1.5 + 1.5 of 0.50 each',
      { ...rules(ours), earning: { roundingPer: 'line' } },
      '0.50 vendor:Laurel + 0.50 vendor:Laurel',
      {},
      2,
      'purchase 1, purchase 1, line-factor 0, rounding 0',
    ],
    [
      'line by line, up',
      { ...rules(ours), earning: { roundingPer: 'line', rounding: 'up' } },
      '0.50 vendor:Laurel + 0.50 vendor:Laurel',
      {},
      4,
      'purchase 1, purchase 1, line-factor 2, rounding 0',
    ],
    [
      'on shipping: those of the whole order',
      { ...rules(inStore, lips), earning: { include: { shipping: true } } },
      '10.00 tag:lips | channel:pos shipping:5.00',
      {},
      110,
      'purchase 20, shipping 10, channel-factor 60, line-factor 20',
    ],
    [
      'in another currency',
      { ...rules(lips), rateIn: { EUR: { points: 3, perMajorUnits: 1 } } },
      '10.00 tag:lips paid:9.00 | in:EUR',
      {},
      54,
      'purchase 27, line-factor 27',
    ],
    ['of a tier without a rate', { ...rules(lips), rate: 0 }, '10.00 tag:lips', {}, 0, 'purchase 0, line-factor 0'],
  ],
  'fixed points': [
    ['for each unit', rules(fifty), '30.00 product:77 ×3 + 5.00', {}, 220, 'purchase 60, purchase 10, line-points 150'],
    ['for the units that are left', rules(fifty), '10.00 product:77 ×1', {}, 70, 'purchase 20, line-points 50'],
    ['not for a line that is free', rules(fifty), '5.00 + 0.00 product:77', {}, 10, 'purchase 10, nothing-paid 0'],
    [
      'not for a line that was paid with nothing',
      { ...rules(fifty), rateIn: { EUR: { points: 3, perMajorUnits: 1 } } },
      '10.00 paid:9.00 + 10.00 product:77 paid:0.00 | in:EUR',
      {},
      27,
      'purchase 27, purchase 0',
    ],
    ['not for a line that is refunded', rules(fifty), '5.00 + 0.00 product:77 ×0', {}, 10, 'purchase 10, nothing-paid 0'],
    ['not times a factor', rules(fifty, lips), '10.00 product:77 tag:lips', {}, 90, 'purchase 20, line-factor 20, line-points 50'],
    [
      'for a gift card, where it counts',
      { ...rules(fifty), earning: { include: { giftCards: true } } },
      '10.00 product:77 gift-card',
      {},
      70,
      'purchase 20, line-points 50',
    ],
    ['for the first order', rules(hello), '10.00', {}, 120, 'purchase 20, first-order 100'],
    ['not for the second', rules(hello), '10.00', { ordersBefore: 1 }, 20, 'purchase 20'],
    ['in a tier without a rate too', { ...rules(hello), rate: 0 }, '10.00', {}, 100, 'purchase 0, first-order 100'],
    ['for nothing: not', rules(hello), '0.00', {}, 0, 'nothing-paid 0, nothing-counts 0'],
    [
      'for a tip that counts: not',
      { ...rules(hello), earning: { include: { tips: true } } },
      '10.00 tip',
      {},
      20,
      'purchase 20, nothing-counts 0',
    ],
    ['refunded by hand to nothing: not', rules(hello), '10.00 | by-hand:10.00', {}, 0, 'purchase 0, refunded-by-hand 0, nothing-counts 0'],
    ['below the smallest order: not', { ...rules(hello), earning: { minimumOrderMinor: 2000 } }, '10.00', {}, 0, 'below-minimum 0'],
    ['for the tenth order', rules(tenth), '10.00', { ordersBefore: 9 }, 50, 'purchase 20, order-milestone 30'],
    ['not for the ninth', rules(tenth), '10.00', { ordersBefore: 8 }, 20, 'purchase 20'],
    ['not for the twentieth', rules(tenth), '10.00', { ordersBefore: 19 }, 20, 'purchase 20'],
    ['for every third: the third', rules(thirds), '10.00', { ordersBefore: 2 }, 50, 'purchase 20, order-milestone 30'],
    ['for every third: the sixth', rules(thirds), '10.00', { ordersBefore: 5 }, 50, 'purchase 20, order-milestone 30'],
    ['for every third: not the fourth', rules(thirds), '10.00', { ordersBefore: 3 }, 20, 'purchase 20'],
    ['for spend, just reached', rules(grand), '10.00', { spentBeforeMinor: 990_00 }, 520, 'purchase 20, spend-milestone 500'],
    ['for spend, a cent short', rules(grand), '9.99', { spentBeforeMinor: 990_00 }, 19, 'purchase 19, rounding 0'],
    ['for spend, reached before', rules(grand), '10.00', { spentBeforeMinor: 1_000_00 }, 20, 'purchase 20'],
    ['for spend, all at once', rules(grand), '2000.00', {}, 4_500, 'purchase 4000, spend-milestone 500'],
    [
      'for spend: tax is none',
      { ...rules(grand), earning: { include: { tax: true } } },
      '10.00 tax:5.00',
      { spentBeforeMinor: 985_00 },
      30,
      'purchase 30',
    ],
  ],
  campaigns: [
    ['double', campaigns(double), '10.00', {}, 40, 'purchase 20, campaign-factor 20'],
    ['on the first day', campaigns(double), '10.00', { day: '2026-03-10' }, 40, 'purchase 20, campaign-factor 20'],
    ['on the last day', campaigns(double), '10.00', { day: '2026-03-20' }, 40, 'purchase 20, campaign-factor 20'],
    ['the day before', campaigns(double), '10.00', { day: '2026-03-09' }, 20, 'purchase 20'],
    ['the day after', campaigns(double), '10.00', { day: '2026-03-21' }, 20, 'purchase 20'],
    ['on some lines', campaigns(doubleLips), '10.00 tag:lips + 5.00', {}, 50, 'purchase 20, purchase 10, campaign-factor 20'],
    ['for the tier', campaigns({ ...double, audience: { tiers: ['fan', 'icon'] } }), '10.00', {}, 40, 'purchase 20, campaign-factor 20'],
    ['for another tier', campaigns({ ...double, audience: { tiers: ['pro'] } }), '10.00', {}, 20, 'purchase 20'],
    [
      'for customers with a tag',
      campaigns({ ...double, audience: { customerTags: ['VIP'] } }),
      '10.00 | customer:vip',
      {},
      40,
      'purchase 20, campaign-factor 20',
    ],
    ['for customers without it', campaigns({ ...double, audience: { customerTags: ['VIP'] } }), '10.00', {}, 20, 'purchase 20'],
    [
      'for tier and tag: one is not enough',
      campaigns({ ...double, audience: { tiers: ['pro'], customerTags: ['VIP'] } }),
      '10.00 | customer:VIP',
      {},
      20,
      'purchase 20',
    ],
    [
      'two at once add up',
      campaigns(double, { ...double, id: 'more' }),
      '10.00',
      {},
      60,
      'purchase 20, campaign-factor 20, campaign-factor 20',
    ],
    [
      'with a rule add up',
      { ...rules(lips), ...campaigns(double) },
      '10.00 tag:lips',
      {},
      60,
      'purchase 20, line-factor 20, campaign-factor 20',
    ],
    ['a bonus', campaigns(bonus), '20.00', {}, 65, 'purchase 40, campaign-bonus 25'],
    ['a bonus for too small an order', campaigns(bonus), '19.99', {}, 39, 'purchase 39, rounding 0'],
    [
      'a bonus for nothing',
      campaigns({ ...bonus, effect: { kind: 'bonus', points: 25, minimumOrderMinor: 0 } }),
      '0.00',
      {},
      0,
      'nothing-paid 0, nothing-counts 0',
    ],
    ['up to so much', campaigns({ ...double, capPerMember: 15 }), '10.00', {}, 35, 'purchase 20, campaign-factor 15'],
    [
      'up to what is left of it',
      campaigns({ ...double, capPerMember: 15 }),
      '10.00',
      { campaignPoints: { double: 10 } },
      25,
      'purchase 20, campaign-factor 5',
    ],
    [
      'used up',
      campaigns({ ...double, capPerMember: 15 }),
      '10.00',
      { campaignPoints: { double: 15 } },
      20,
      'purchase 20, campaign-factor 0',
    ],
    [
      'more than used up',
      campaigns({ ...double, capPerMember: 15 }),
      '10.00',
      { campaignPoints: { double: 40 } },
      20,
      'purchase 20, campaign-factor 0',
    ],
    [
      'another’s points do not matter',
      campaigns({ ...double, capPerMember: 15 }),
      '10.00',
      { campaignPoints: { more: 15 } },
      35,
      'purchase 20, campaign-factor 15',
    ],
    [
      'a bonus up to so much',
      campaigns({ ...bonus, capPerMember: 40 }),
      '20.00',
      { campaignPoints: { bonus: 25 } },
      55,
      'purchase 40, campaign-bonus 15',
    ],
    [
      'cut, but the next is not',
      campaigns({ ...double, capPerMember: 5 }, { ...double, id: 'more' }),
      '10.00',
      {},
      45,
      'purchase 20, campaign-factor 5, campaign-factor 20',
    ],
  ],
  caps: [
    ['of an order', capped({ order: 30 }), '20.00', {}, 30, 'purchase 40, cap -10'],
    ['of an order that keeps below it', capped({ order: 40 }), '20.00', {}, 40, 'purchase 40'],
    ['of a day', capped({ day: 100 }), '20.00', { earnedThatDay: 70 }, 30, 'purchase 40, cap -10'],
    ['of a day that is used up', capped({ day: 100 }), '20.00', { earnedThatDay: 130 }, 0, 'purchase 40, cap -40'],
    ['of a month', capped({ month: 100 }), '20.00', { earnedThatMonth: 99 }, 1, 'purchase 40, cap -39'],
    [
      'of order and day: the tighter one',
      capped({ order: 35, day: 100 }),
      '20.00',
      { earnedThatDay: 90 },
      10,
      'purchase 40, cap -5, cap -25',
    ],
    ['of all three', capped({ order: 35, day: 30, month: 25 }), '20.00', {}, 25, 'purchase 40, cap -5, cap -5, cap -5'],
    ['cut fixed points too', { ...rules(hello), ...capped({ order: 50 }) }, '20.00', {}, 50, 'purchase 40, first-order 100, cap -90'],
    [
      'after the campaign’s own',
      { ...campaigns({ ...double, capPerMember: 30 }), ...capped({ order: 50 }) },
      '20.00',
      {},
      50,
      'purchase 40, campaign-factor 30, cap -20',
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (_name, rows) => {
  test.each(rows)('%s', (_title, promised, text, soFar, points, reasons) => {
    const award = earned(programme(promised), cart(text), soFar);
    expect(award.reasons.map((reason) => `${reason.rule} ${reason.points}`).join(', ')).toBe(reasons);
    expect(award.points).toBe(points);
  });
});

describe('what an award says to those who count on', () => {
  test('each campaign’s points, before the caps of the order', () => {
    const promised = { ...campaigns(double, { ...double, id: 'more' }, bonus), ...capped({ order: 50 }) };
    const award = earned(programme(promised), cart('20.00'), { campaignPoints: { double: 3 } });
    expect(award).toMatchObject({ points: 50, campaigns: { double: 40, more: 40, bonus: 25 } });
  });

  test('all numbers of a cap, and of a campaign’s', () => {
    const promised = { ...campaigns({ ...doubleLips, capPerMember: 15 }), ...capped({ day: 30 }) };
    const { reasons } = earned(programme(promised), cart('10.00 + 10.00 tag:lips'), { earnedThatDay: 10, campaignPoints: { double: 4 } });
    expect(reasons.slice(2)).toEqual([
      {
        rule: 'campaign-factor',
        id: 'double',
        factor: 200,
        baseMinor: 10_00,
        lineIds: ['2'],
        day: '2026-03-15',
        capPerMember: 15,
        givenBefore: 4,
        uncapped: 20,
        points: 11,
      },
      { rule: 'cap', cap: 'day', most: 30, earnedBefore: 10, points: -31 },
    ]);
  });
});
