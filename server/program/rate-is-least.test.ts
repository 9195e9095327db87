import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDigits, minor } from '../core/money.ts';
import { rateIsLeast } from './rate-is-least.ts';
import { cart, earned, programme } from './testing/cases.ts';
import { anyCase } from './testing/random.ts';

describe('the rate is the least that a purchase earns', () => {
  it.each([
    ['of a plain programme', {}, true],
    ['with a smallest order', { minimumOrderMinor: 1_000 }, false],
    ['with a smallest order of nothing', { minimumOrderMinor: 0 }, true],
    ['with sale prices left out', { exclude: { saleLines: true as const } }, false],
    ['with a cap', { caps: { month: 500 } }, false],
    ['rounded by the line', { roundingPer: 'line' as const }, false],
    ['rounded up by the line', { roundingPer: 'line' as const, rounding: 'up' as const }, true],
  ])('%s: %j → %s', (_case, earning, least) => {
    expect(rateIsLeast(programme({ earning }))).toBe(least);
  });

  it('and each that is not can earn less', () => {
    const least = Math.floor(10.9 * 2);
    expect(earned(programme(), cart('5.45 + 5.45')).points).toBe(least);
    expect(earned(programme({ earning: { roundingPer: 'line' } }), cart('5.45 + 5.45')).points).toBeLessThan(least);
    expect(earned(programme({ earning: { minimumOrderMinor: 2_000 } }), cart('5.45 + 5.45')).points).toBeLessThan(least);
    expect(earned(programme({ earning: { exclude: { saleLines: true } } }), cart('5.45 sale + 5.45')).points).toBeLessThan(least);
    expect(earned(programme({ earning: { caps: { order: 20 } } }), cart('5.45 + 5.45')).points).toBeLessThan(least);
  });

  it('in every programme that says so, for every purchase in the shop’s own currency', () => {
    let met = 0;
    fc.assert(
      fc.property(anyCase, ({ definition, facts, context }) => {
        const { caps: _, exclude: __, minimumOrderMinor: ___, ...earning } = definition.earning;
        const open = { ...definition, earning };
        fc.pre(rateIsLeast(open));
        met++;
        const { paidCurrency: ____, ...order } = { ...facts, unexplainedRefundMinor: minor(0) };
        const lines = order.lines.filter(({ giftCard, tip, netMinor }) => !giftCard && !tip && netMinor > 0);
        const net = lines.reduce((sum, line) => sum + BigInt(line.netMinor), 0n);
        const unit = BigInt(earning.perMajorUnits ?? 1) * 10n ** BigInt(currencyDigits(open.currency));
        const least = (net * BigInt(open.tiers[0]?.pointsPerMajorUnit ?? 0)) / unit;
        expect(earned(open, order, context).points).toBeGreaterThanOrEqual(Number(least));
      }),
      { numRuns: 300 },
    );
    expect(met).toBeGreaterThan(100);
  });
});
