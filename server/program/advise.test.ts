import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise } from './advise.ts';
import type { Cart } from './cart.ts';
import { defaultDefinition, rewardSchema, type Definition, type Reward } from './definition.ts';
import { quote, type Circumstances } from './quote.ts';
import { bestByTrying, type FullCart } from './testing/deals-brute.ts';

const anybody = { available: 1_000, tierId: 'fan', circumstances: new Map<string, Circumstances>() };
const all = { order: true, product: true, shipping: true } as const;

function offering(rewards: readonly object[]): Definition {
  const parsed = rewards.map((reward, i) =>
    rewardSchema.parse({ id: `r${i}`, name: `R${i}`, points: 100, minimumOrderMinor: 0, ...reward }),
  );
  return { ...defaultDefinition('USD'), rewards: parsed };
}
function cartOf(netMinor: number, more: Partial<FullCart> = {}): Cart {
  return full({ lines: [{ productId: '1', tags: [], quantity: 1, netMinor, giftCard: false }], shippingMinor: 5_00, applied: [], ...more });
}
function full(cart: FullCart): Cart {
  return { ...cart, currency: 'USD', subtotalMinor: cart.lines.reduce((sum, line) => sum + (line.giftCard ? 0 : line.netMinor), 0) };
}
const ids = (advice: ReturnType<typeof advise>) => advice.best?.parts.map(({ reward }) => reward.id);

describe('the best deal on a cart', () => {
  const fiver = { kind: 'amount', amountMinor: 5_00 };
  const tenth = { kind: 'percentage', percent: 10 };
  const sent = { kind: 'free-shipping' };
  test.each<[string, object[], number, number, string[] | undefined, number | undefined, number | undefined]>([
    // what, rewards, points, cart, best, saved, price
    ['the one that saves more', [fiver, tenth], 1_000, 80_00, ['r1'], 8_00, 100],
    ['by default an order discount goes with shipping', [fiver, sent], 1_000, 80_00, ['r0', 'r1'], 10_00, 200],
    ['not for more points than there are', [fiver, sent], 150, 80_00, ['r0'], 5_00, 100],
    ['among equals, fewer points', [fiver, { ...fiver, points: 90 }], 1_000, 80_00, ['r1'], 5_00, 90],
    [
      'then fewer codes',
      [
        { ...fiver, amountMinor: 2_50, points: 50, combinesWith: all },
        { ...fiver, amountMinor: 2_50, points: 50, combinesWith: all },
        fiver,
      ],
      1_000,
      80_00,
      ['r2'],
      5_00,
      100,
    ],
    ['then the programme’s order', [fiver, fiver], 1_000, 80_00, ['r0'], 5_00, 100],
    [
      'a percentage of what an amount leaves',
      [
        { ...fiver, combinesWith: all },
        { ...tenth, combinesWith: all },
      ],
      1_000,
      80_00,
      ['r0', 'r1'],
      12_50,
      200,
    ],
    [
      'a slider by as many steps as the points allow',
      [{ kind: 'slider', stepMinor: 1_00, minimumSteps: 1, maximumSteps: 50 }],
      730,
      80_00,
      ['r0'],
      7_00,
      700,
    ],
    [
      'and no more than there is to take off',
      [{ kind: 'slider', stepMinor: 1_00, minimumSteps: 1, maximumSteps: 50 }],
      1_000,
      2_50,
      ['r0'],
      2_50,
      300,
    ],
    [
      'at most five codes on the order',
      Array.from({ length: 7 }, () => ({ ...fiver, combinesWith: all })),
      1_000,
      80_00,
      ['r0', 'r1', 'r2', 'r3', 'r4'],
      25_00,
      500,
    ],
    ['nothing for somebody without points', [fiver], 0, 80_00, undefined, undefined, undefined],
  ])('%s', (_, rewards, available, netMinor, best, saved, points) => {
    const advice = advise(offering(rewards), { ...anybody, available }, cartOf(netMinor));
    expect(ids(advice)).toEqual(best);
    expect([advice.best?.savedMinor, advice.best?.points]).toEqual([saved, points]);
  });

  test('says of every reward that saves nothing why, and what the next one needs', () => {
    const definition = offering([
      { ...fiver, minimumOrderMinor: 100_00 },
      { ...fiver, points: 1_010 },
      { ...fiver, tierFrom: 'pro' },
      { ...fiver, validFrom: '2026-03-16' },
      { ...fiver, validTo: '2026-03-14' },
      { ...fiver, limitPerMember: { times: 1, per: 'ever' } },
      { kind: 'gift-card', amountMinor: 5_00 },
      { ...fiver, on: { tags: ['red'] } },
      { ...tenth },
    ]);
    const cart = cartOf(80_00, { applied: [{ code: 'MARCH', class: 'shipping', combinesWith: { order: false } }] });
    const circumstances = new Map<string, Circumstances>(
      definition.rewards.map(({ id }) => [id, { today: '2026-03-15', tierReached: id !== 'r2', takenByMember: id === 'r5' ? 1 : 0 }]),
    );
    const advice = advise(definition, { ...anybody, circumstances }, cart);
    expect(advice.without.map(({ why }) => why)).toEqual([
      { code: 'order-too-small', missingMinor: 20_00 },
      { code: 'not-enough-points', missingPoints: 10 },
      { code: 'tier-too-low', tierId: 'pro' },
      { code: 'not-yet', from: '2026-03-16' },
      { code: 'over', lastDay: '2026-03-14' },
      { code: 'limit-reached', times: 1, per: 'ever' },
      { code: 'no-discount' },
      { code: 'nothing-to-discount' },
      { code: 'does-not-combine', with: 'MARCH' },
    ]);
    // Ten points at two a dollar.
    expect(advice.nextReward).toEqual({ rewardId: 'r1', moreMinor: 5_00, by: 'points' });
    const stranger = { ...anybody, tierId: 'nobody', circumstances };
    expect(advise(definition, stranger, cart).nextReward).toEqual({ rewardId: 'r0', moreMinor: 20_00, by: 'this-cart' });
  });

  test('says which rewards do not go together, and why', () => {
    const onRed = { ...fiver, on: { tags: ['red'] }, combinesWith: all };
    const cart = cartOf(80_00, { lines: [{ productId: '1', tags: ['red'], quantity: 1, netMinor: 80_00, giftCard: false }] });
    const { apart } = advise(offering([fiver, tenth, onRed, onRed]), anybody, cart);
    expect(apart).toEqual([
      { rewardIds: ['r0', 'r1'], why: 'classes' },
      { rewardIds: ['r2', 'r3'], why: 'same-item' },
    ]);
  });

  test('a single reward saves what its quote says', () => {
    const rewards = fc.constantFrom<object>(fiver, tenth, { ...fiver, amountMinor: 90_00 }, { kind: 'percentage', percent: 33 });
    fc.assert(
      fc.property(rewards, fc.integer({ min: 1, max: 200_00 }), (reward, netMinor) => {
        const definition = offering([reward]);
        const quoted = quote(definition.rewards[0] as Reward, 1_000, { subtotalMinor: netMinor, currency: 'USD' });
        expect(advise(definition, anybody, cartOf(netMinor)).single[0]?.savedMinor).toBe(quoted.discountMinor || undefined);
      }),
    );
  });
});

const flag = fc.constantFrom(true as const, undefined);
const some = fc.record({ order: flag, product: flag, shipping: flag });
const combines = fc.oneof(fc.constant(all), fc.constant(all), fc.constant(undefined), some);
const few = fc.constantFrom(50, 100, 150);
const minimum = fc.constantFrom(0, 0, 10_00, 25_00);
const money = fc.oneof(fc.integer({ min: 1, max: 20_00 }), fc.constantFrom(5_00, 10_00));
const on = fc.constantFrom(undefined, { tags: ['red'] }, { tags: ['blue'] });
const common = { points: few, minimumOrderMinor: minimum, combinesWith: combines };
const anyReward = fc.oneof(
  fc.record({ kind: fc.constant('amount'), ...common, on, amountMinor: money }),
  fc.record({
    kind: fc.constant('percentage'),
    ...common,
    on,
    percent: fc.integer({ min: 1, max: 100 }),
    capMinor: fc.option(money, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('slider'),
    ...common,
    stepMinor: money,
    minimumSteps: fc.integer({ min: 1, max: 3 }),
    maximumSteps: fc.integer({ min: 3, max: 8 }),
  }),
  fc.record({ kind: fc.constant('free-shipping'), ...common, capMinor: fc.option(money, { nil: undefined }) }),
  fc.record({ kind: fc.constant('product'), ...common, productId: fc.constantFrom('1', '2'), valueMinor: money }),
);
const line = fc.record({
  productId: fc.constantFrom('1', '2', '3'),
  tags: fc.constantFrom<string[]>([], ['red'], ['blue'], ['red', 'blue']),
  quantity: fc.integer({ min: 1, max: 3 }),
  netMinor: fc.integer({ min: 0, max: 40_00 }),
  giftCard: fc.constantFrom(false, false, false, true),
});
const applied = fc.record({
  code: fc.constant('OTHER'),
  class: fc.constantFrom('order' as const, 'product' as const, 'shipping' as const),
  combinesWith: some,
});

test('equals trying everything, on 10,000 random carts', () => {
  let combined = 0;
  fc.assert(
    fc.property(
      fc.array(anyReward, { minLength: 1, maxLength: 7 }),
      fc.array(line, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(0, 5_00, 7_90),
      fc.oneof(fc.constant([]), fc.constant([]), fc.array(applied, { maxLength: 1 })),
      fc.integer({ min: 0, max: 900 }),
      (rewards, lines, shippingMinor, codes, available) => {
        const definition = offering(rewards.map((reward) => JSON.parse(JSON.stringify(reward)) as object));
        const cart = { lines, shippingMinor, applied: codes };
        const { best } = advise(definition, { ...anybody, available }, full(cart));
        const found = best && {
          ids: definition.rewards.map(({ id }) => id).filter((id) => best.parts.some(({ reward }) => reward.id === id)),
          savedMinor: best.savedMinor,
          points: best.points,
        };
        expect(found).toEqual(bestByTrying(definition.rewards, available, cart));
        if ((best?.parts.length ?? 0) > 1) combined++;
      },
    ),
    { numRuns: 10_000, seed: 20261125 },
  );
  // Were combinations rare, equality would say little.
  expect(combined).toBeGreaterThan(1_000);
});

test('thirty rewards that all go together take few milliseconds', () => {
  for (const spread of [0, 1, 37]) {
    const definition = offering(
      Array.from({ length: 30 }, (_, i) => ({
        kind: 'amount',
        amountMinor: 5_00 + ((i * spread) % 300),
        points: 100 + ((i * 7 * spread) % 90),
        combinesWith: all,
      })),
    );
    const times = Array.from({ length: 9 }, () => {
      const began = process.cpuUsage();
      advise(definition, anybody, cartOf(100_00));
      return process.cpuUsage(began).user / 1000;
    }).toSorted((a, b) => a - b);
    // A few on an idle machine, by the processor's time; ten times that before anybody has to worry.
    expect(times[4]).toBeLessThan(50);
  }
});
