import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LineFacts } from '../core/facts.ts';
import { minor } from '../core/money.ts';
import { awardPoints, earn, type EarnTerms } from './earn.ts';
import { largestRemainder } from './shares.ts';

const terms = (changes: Partial<EarnTerms> = {}): EarnTerms => ({ currency: 'USD', pointsPerMajorUnit: 2, rounding: 'down', ...changes });

const line = (netMinor: number, changes: Partial<LineFacts> = {}): LineFacts => ({
  lineId: '1',
  productId: undefined,
  title: 'Velvet Lip Tint',
  quantity: 1,
  netMinor: minor(netMinor),
  giftCard: false,
  tip: false,
  ...changes,
});

const order = (lines: readonly LineFacts[], unexplainedRefundMinor = 0, currency = 'USD') => ({
  currency,
  lines: lines.map((one, i) => ({ ...one, lineId: String(i + 1) })),
  unexplainedRefundMinor: minor(unexplainedRefundMinor),
});

describe('points for an amount: the exact product, rounded once', () => {
  test.each([
    // currency, base in minor units, rate, rounding, points
    ['USD', 24_00, 2, 'down', 48],
    ['USD', 24_99, 2, 'down', 49],
    ['USD', 24_99, 2, 'up', 50],
    ['USD', 25, 2, 'half-up', 1],
    ['USD', 24, 2, 'half-up', 0],
    ['USD', 1, 2, 'up', 1],
    ['USD', 0, 2, 'up', 0],
    ['USD', 24_00, 0, 'up', 0],
    ['JPY', 1_250, 2, 'down', 2_500],
    ['KWD', 1_250, 3, 'down', 3],
    ['KWD', 1_250, 3, 'half-up', 4],
    ['USD', 9_007_199_254_740_991, 1, 'down', 90_071_992_547_409],
  ] as const)('%s %i at %i, rounded %s: %i', (currency, base, rate, rounding, points) => {
    expect(awardPoints(base, terms({ currency, pointsPerMajorUnit: rate, rounding }))).toBe(points);
  });
});

describe('what counts', () => {
  test.each([
    ['one line', order([line(24_00)]), 48, 24_00],
    ['rounding once for the order, not per line', order([line(50), line(50)]), 2, 1_00],
    ['no gift cards', order([line(24_00), line(25_00, { giftCard: true })]), 48, 24_00],
    ['no tips', order([line(24_00), line(5_00, { tip: true })]), 48, 24_00],
    ['nothing for what is free', order([line(0)]), 0, 0],
    ['nothing below nothing', order([line(-5_00), line(10_00)]), 20, 10_00],
    ['less after a refund typed in by hand', order([line(20_00), line(10_00)], 15_00), 30, 15_00],
    ['never below zero', order([line(20_00)], 50_00), 0, 0],
    ['nothing in another currency', order([line(24_00)], 0, 'EUR'), 0, 0],
    ['no lines', order([]), 0, 0],
  ])('%s', (_what, facts, points, baseMinor) => {
    expect(earn(facts, terms())).toMatchObject({ points, baseMinor });
  });
});

describe('the reasons', () => {
  test('name each line with base and rate, and what the rounding did', () => {
    const { reasons } = earn(order([line(24_99), line(25_00, { giftCard: true, title: 'Gift card' })]), terms());
    expect(reasons.map(({ text, points }) => [text, points])).toEqual([
      ['Velvet Lip Tint: $24.99 × 2 points per $1', 49],
      ['Gift card: gift cards earn no points', 0],
      ['Rounded down from 49.98, once for the whole order', 0],
    ]);
  });

  test.each([
    [order([line(5_00, { tip: true, title: 'Tip' })]), 'Tip: tips earn no points'],
    [order([line(0, { title: 'Sample' })]), 'Sample: nothing was paid for it'],
    [order([line(1_00)], 0, 'EUR'), 'The order is in EUR; points are counted in USD'],
    [order([line(10_00)], 5_00), '$5.00 were refunded without naming an item and are shared over all items'],
  ])('say why not', (facts, text) => {
    expect(earn(facts, terms()).reasons.map((reason) => reason.text)).toContain(text);
  });

  test('a single point is a point', () => {
    expect(earn(order([line(1_00)]), terms({ pointsPerMajorUnit: 1 })).lines[0]?.text).toBe('Velvet Lip Tint: $1.00 × 1 point per $1');
  });
});

const anyTerms = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  pointsPerMajorUnit: fc.integer({ min: 0, max: 1000 }),
  rounding: fc.constantFrom('down' as const, 'half-up' as const, 'up' as const),
});
const anyLines = fc.array(
  fc
    .record({ netMinor: fc.integer({ min: -1_00, max: 1_000_000_00 }), giftCard: fc.boolean(), tip: fc.boolean() })
    .map(({ netMinor, ...rest }) => line(netMinor, rest)),
  { maxLength: 12 },
);

describe('for every order', () => {
  test('the shares of the lines and the reasons sum to the award, their bases to its base', () => {
    fc.assert(
      fc.property(anyTerms, anyLines, fc.integer({ min: 0, max: 500_000_00 }), (under, lines, byHand) => {
        const award = earn(order(lines, byHand, under.currency), under);
        const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
        expect(sum(award.lines.map((one) => one.points))).toBe(award.points);
        expect(sum(award.reasons.map((one) => one.points))).toBe(award.points);
        expect(sum(award.lines.map((one) => one.baseMinor))).toBe(award.baseMinor);
        expect(award.lines.every((one) => one.points >= 0 && one.baseMinor >= 0)).toBe(true);
      }),
    );
  });

  test('the award is the exact product within one point, on the side the rounding says', () => {
    fc.assert(
      fc.property(anyTerms, anyLines, (under, lines) => {
        const { points, baseMinor } = earn(order(lines, 0, under.currency), under);
        const scale = { USD: 100n, JPY: 1n, KWD: 1000n }[under.currency as 'USD'];
        const error = BigInt(points) * scale - BigInt(baseMinor) * BigInt(under.pointsPerMajorUnit);
        const [low, high] = { down: [-scale + 1n, 0n], up: [0n, scale - 1n], 'half-up': [-scale / 2n, scale / 2n] }[under.rounding] as [
          bigint,
          bigint,
        ];
        expect(error >= low && error <= high).toBe(true);
      }),
    );
  });

  test('recomputing from the stored reasons gives the same number', () => {
    fc.assert(
      fc.property(anyTerms, anyLines, (under, lines) => {
        const { points, reasons } = earn(order(lines, 0, under.currency), under);
        const base = reasons.reduce((sum, reason) => sum + ((reason['baseMinor'] as number | undefined) ?? 0), 0);
        const told = reasons.find((reason) => reason.rule === 'purchase');
        expect(
          told
            ? awardPoints(base, { ...under, pointsPerMajorUnit: told['pointsPerMajorUnit'] as number, rounding: told['rounding'] as 'up' })
            : 0,
        ).toBe(points);
      }),
    );
  });
});

describe('splitting by largest remainder', () => {
  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [1, [1, 1], [1, 0]],
    [7, [50, 30, 20], [4, 2, 1]],
    [0, [5, 5], [0, 0]],
    [0, [0, 0], [0, 0]],
    [5, [0, 3], [0, 5]],
  ])('%i over %j', (total, weights, parts) => {
    expect(largestRemainder(total, weights)).toEqual(parts);
  });

  test('something is not split over nothing', () => {
    expect(() => largestRemainder(3, [])).toThrow('only nothing can be split over nothing');
  });

  test('no part is a whole unit away from its exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }),
        (total, weights) => {
          const sum = weights.reduce((all, weight) => all + weight, 0);
          fc.pre(sum > 0);
          const parts = largestRemainder(total, weights);
          expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
          for (const [i, part] of parts.entries()) expect(Math.abs(part - (total * (weights[i] ?? 0)) / sum)).toBeLessThan(1);
        },
      ),
    );
  });
});
