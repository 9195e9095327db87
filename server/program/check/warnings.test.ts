import { expect, test } from 'vitest';
import { defaultDefinition, definitionSchema } from '../definition.ts';
import { edited, type Edit } from '../testing.ts';
import type { Rhythm } from './rhythm.ts';
import { warningsOf } from './warnings.ts';

const usual = defaultDefinition('USD');
const rhythm: Rhythm = { today: '2026-11-25', typicalOrderMinor: 50_00, daysBetweenOrders: 90, assumed: false };

function warnings(edits: readonly Edit[], how: Partial<Rhythm> = {}): string[] {
  const definition = definitionSchema.parse(edited(usual, ...edits));
  return warningsOf(definition, { ...rhythm, ...how }).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const factor = (id: string, from: string, to: string, more: object = {}) => ({
  id,
  name: `Campaign ${id}`,
  from,
  to,
  effect: { kind: 'factor', factorHundredths: 200 },
  ...more,
});
const terms = { points: 100, minimumOrderMinor: 0 };

test('the programme a shop starts from gives no cause for any', () => {
  expect(warnings([])).toEqual([]);
});

test.each<[what: string, edits: readonly Edit[], warning: string | readonly string[] | undefined, how?: Partial<Rhythm>]>([
  // What a point is worth.
  [
    'a gift card that makes points worth four times as much',
    [
      ['rewards.1', { id: 'g', kind: 'gift-card', name: 'Card', ...terms, amountMinor: 12_00 }],
      ['rewards.2', { id: 'x', kind: 'store-credit', name: 'Credit', ...terms, amountMinor: 11_00 }],
    ],
    'rewards.0.points: 100 points are worth $12.00 with “Card” and $3.00 with “$3 off”, 4 times less. Hardly anybody will choose the latter.',
  ],
  [
    'one that makes them worth three times as much',
    [
      ['rewards.1', { id: 'g', kind: 'gift-card', name: 'Card', ...terms, amountMinor: 9_00 }],
      ['rewards.2', { id: 'x', kind: 'early-access', name: 'Early', ...terms, tag: 'early', days: 7 }],
    ],
    undefined,
  ],
  [
    'a percentage, by the typical order',
    [
      ['rewards.2.percent', 100],
      ['rewards.2.points', 100],
    ],
    'rewards.0.points: 100 points are worth $50.00 with “15% off” and $3.00 with “$3 off”, 16.7 times less. Hardly anybody will choose the latter.',
  ],
  [
    'the same with a cap',
    [
      ['rewards.2.percent', 100],
      ['rewards.2.points', 100],
      ['rewards.2.capMinor', 9_00],
    ],
    undefined,
  ],
  [
    'a percentage, by the smallest order it is good for',
    [
      ['rewards.2.percent', 10],
      ['rewards.2.points', 100],
      ['rewards.2.minimumOrderMinor', 120_00],
    ],
    'rewards.0.points: 100 points are worth $12.00 with “15% off” and $3.00 with “$3 off”, 4 times less. Hardly anybody will choose the latter.',
  ],
  [
    'a slider, by the step',
    [['rewards.1', { id: 's', kind: 'slider', name: 'Slider', ...terms, stepMinor: 10_00, minimumSteps: 1, maximumSteps: 9 }]],
    'rewards.2.points: 100 points are worth $10.00 with “Slider” and $1.88 with “15% off”, 5.3 times less. Hardly anybody will choose the latter.',
  ],
  [
    'a product, by its value',
    [['rewards.1', { id: 'p', kind: 'product', name: 'Serum', ...terms, productId: '1', valueMinor: 10_00 }]],
    'rewards.2.points: 100 points are worth $10.00 with “Serum” and $1.88 with “15% off”, 5.3 times less. Hardly anybody will choose the latter.',
  ],

  // What it costs.
  ['a margin that bears it', [['economy', { marginPercent: 18 }]], undefined],
  [
    'a margin that does not: 6 points a dollar at 3 cents',
    [['economy', { marginPercent: 17 }]],
    'tiers.2.pointsPerMajorUnit: Orders in Icon give back 18% of what is paid; the margin you reckon with is 17%.',
  ],
  [
    'campaigns that run together and a rule, added up: 6 × 3.5 × 3 cents',
    [
      ['economy', { marginPercent: 60 }],
      ['earning.rules.1', { id: 'sub', kind: 'subscription-factor', name: 'Subscribers', factorHundredths: 150 }],
      [
        'campaigns',
        [
          factor('a', '2027-01-01', '2027-01-31', { audience: { tiers: ['icon'] } }),
          factor('b', '2027-01-31', '2027-02-10', { audience: { customerTags: ['x'] } }),
          factor('c', '2027-03-01', '2027-03-02'),
        ],
      ],
    ],
    [
      'tiers.2.pointsPerMajorUnit: Orders in Icon, with “Subscribers” and “Campaign a” and “Campaign b” added, give back 63% of what is paid; the margin you reckon with is 60%.',
      'campaigns.1.from: “Campaign b” and “Campaign a” run at the same time for Icon, from 2027-01-31 to 2027-01-31. What they give adds up.',
    ],
  ],
  [
    'the merchant’s own value of a point',
    [['economy', { marginPercent: 20, pointValueMicros: 40_000 }]],
    'tiers.2.pointsPerMajorUnit: Orders in Icon give back 24% of what is paid; the margin you reckon with is 20%.',
  ],

  // What can be reached.
  [
    'a price beyond a year of the highest tier: $400 × 6',
    [
      ['rewards.2.points', 2_500],
      ['rewards.2.percent', 80],
    ],
    'rewards.2.points: Hardly anybody can have “15% off”: a typical member of Icon earns about 2,400 points before the first expire, and it costs 2,500.',
  ],
  [
    'the same when points never expire',
    [
      ['rewards.2.points', 2_500],
      ['rewards.2.percent', 80],
      ['earning.expiry', { kind: 'never' }],
    ],
    undefined,
  ],
  [
    'the same when people buy twice as often',
    [
      ['rewards.2.points', 2_500],
      ['rewards.2.percent', 80],
    ],
    undefined,
    { daysBetweenOrders: 40 },
  ],
  [
    'points that last a month, and an order every three',
    [
      ['earning.expiry', { kind: 'months-after-earning', months: 1 }],
      ['tiers.0.pointsPerMajorUnit', 1],
      ['rewards.2.points', 300],
    ],
    'earning.expiry: Points last about 30 days, but “$3 off” takes a member of Fan 2 orders and about 90 days, as it is now that members order for $50.00 every 90 days.',
  ],
  [
    'the same with an order a fortnight',
    [
      ['earning.expiry', { kind: 'months-after-earning', months: 1 }],
      ['tiers.0.pointsPerMajorUnit', 1],
      ['rewards.2.points', 300],
    ],
    undefined,
    { daysBetweenOrders: 14 },
  ],

  // What overlaps.
  [
    'two campaigns with a day in common',
    [['campaigns', [factor('a', '2027-01-01', '2027-01-31'), factor('b', '2027-01-31', '2027-02-10')]]],
    'campaigns.1.from: “Campaign b” and “Campaign a” run at the same time, from 2027-01-31 to 2027-01-31. What they give adds up.',
  ],
  ['one after the other', [['campaigns', [factor('a', '2027-01-01', '2027-01-30'), factor('b', '2027-01-31', '2027-02-10')]]], undefined],
  [
    'of other tiers',
    [
      [
        'campaigns',
        [
          factor('a', '2027-01-01', '2027-01-31', { audience: { tiers: ['fan'] } }),
          factor('b', '2027-01-31', '2027-02-10', { audience: { tiers: ['pro'] } }),
        ],
      ],
    ],
    undefined,
  ],
  [
    'of one tier in common',
    [
      [
        'campaigns',
        [
          factor('a', '2027-01-01', '2027-01-31', { audience: { tiers: ['fan', 'pro'] } }),
          factor('b', '2027-01-31', '2027-02-10', { audience: { tiers: ['pro'] } }),
        ],
      ],
    ],
    'campaigns.1.from: “Campaign b” and “Campaign a” run at the same time for Pro, from 2027-01-31 to 2027-01-31. What they give adds up.',
  ],
  [
    'of other tags',
    [
      [
        'campaigns',
        [
          factor('a', '2027-01-01', '2027-01-31', { audience: { customerTags: ['x'] } }),
          factor('b', '2027-01-31', '2027-02-10', { audience: { customerTags: ['y'] } }),
        ],
      ],
    ],
    undefined,
  ],
  ['one that is over', [['campaigns', [factor('a', '2026-11-01', '2026-11-24')]]], 'campaigns.0.to: “Campaign a” ended on 2026-11-24.'],
  ['one that ends today', [['campaigns', [factor('a', '2026-11-01', '2026-11-25')]]], undefined],

  // What never matters.
  [
    'points that wait for a delivery',
    [['earning.vesting', { kind: 'on-delivery', days: 14 }]],
    'earning.vesting.kind: Points of an order of which no carrier reports the delivery stay pending for ever. After the return window they would count from dispatch then.',
  ],
  [
    'birthday points without a birthday',
    [['tiers.2.birthdayPoints', 50]],
    'tiers.2.birthdayPoints: Nobody gets the birthday points of Icon: there is no birthday among the actions.',
  ],
  [
    'a cap for orders above that for days',
    [['earning.caps', { order: 500, day: 500 }]],
    'earning.caps.order: The cap for an order (500) never matters: a whole day gives 500 at most.',
  ],
  [
    'a cap for days above that for months',
    [['earning.caps', { day: 600, month: 500 }]],
    'earning.caps.day: The cap for a day (600) never matters: a whole month gives 500 at most.',
  ],
  [
    'a milestone above the cap for orders',
    [
      ['earning.caps', { order: 50 }],
      ['earning.rules.1', { id: 'm', kind: 'order-milestone', name: 'Tenth', orders: 10, every: false, points: 60 }],
    ],
    'earning.rules.1.points: “Tenth” never gives all of its 60 points: an order gives 50 at most.',
  ],
  [
    'a milestone twice',
    [
      ['earning.rules.1', { id: 'm', kind: 'order-milestone', name: 'Fifth', orders: 5, every: true, points: 60 }],
      ['earning.rules.2', { id: 'n', kind: 'order-milestone', name: 'Tenth', orders: 10, every: false, points: 60 }],
    ],
    'earning.rules.2.orders: Order 10 is rewarded by another rule too; both give their points.',
  ],
  [
    'a bonus above its own cap',
    [
      [
        'campaigns',
        [factor('a', '2027-01-01', '2027-01-31', { effect: { kind: 'bonus', points: 50, minimumOrderMinor: 0 }, capPerMember: 40 })],
      ],
    ],
    'campaigns.0.capPerMember: “Campaign a” never gives all of its 50 points: a member gets 40 at most.',
  ],
  [
    'a bonus for orders that earn nothing',
    [
      ['earning.minimumOrderMinor', 20_00],
      ['campaigns', [factor('a', '2027-01-01', '2027-01-31', { effect: { kind: 'bonus', points: 50, minimumOrderMinor: 10_00 } })]],
    ],
    'campaigns.0.effect.minimumOrderMinor: Orders below $20.00 earn nothing at all, so the smallest order of “Campaign a” never matters.',
  ],
  [
    'a limit for one above that for all',
    [
      ['rewards.0.limitTotal', 5],
      ['rewards.0.limitPerMember', { times: 5, per: 'ever' }],
    ],
    'rewards.0.limitPerMember: The limit for one member never matters: “$3 off” can be had 5 times in all.',
  ],

  // Higher tiers.
  [
    'fewer birthday points above',
    [
      ['tiers.1.birthdayPoints', 100],
      ['tiers.2.birthdayPoints', 50],
      ['actions', [{ id: 'birthday', kind: 'birthday', name: 'Birthday', points: 20, limit: { times: 1, per: 'year' } }]],
    ],
    'tiers.2.birthdayPoints: Icon is above Pro but gives fewer points on a birthday: 50 instead of 100.',
  ],
  [
    'dearer shipping above',
    [['tiers.1.freeShippingFromMinor', 0]],
    'tiers.2.freeShippingFromMinor: Icon is above Pro but ships free never; Pro does from $0.00 on.',
  ],

  // Languages.
  [
    'a language that says one thing and not the others',
    [['tiers.0.nameIn', { de: 'Fan' }]],
    'tiers.1.nameIn: German is missing for “Pro”, “Icon”, “benefits of Fan”, “benefits of Pro”, “benefits of Icon” and 3 more. Who reads German reads the name itself.',
  ],
])('%s', (_what, edits, warning, how) => {
  expect(warnings(edits, how)).toEqual(warning === undefined ? [] : [warning].flat());
});
