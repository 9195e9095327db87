import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairShare } from './fair-share.ts';

describe('what refunds give back', () => {
  it.each([
    // points, shortfall, paid, still paid, given back
    [100, 0, 48_00, 48_00, 0],
    [100, 0, 48_00, 24_00, 50],
    [100, 0, 48_00, 16_00, 66],
    [100, 0, 48_00, 0, 100],
    [100, 40, 48_00, 24_00, 30],
    [100, 100, 48_00, 0, 0],
    [100, 0, 48_00, 60_00, 0],
    [100, 0, 0, 0, 0],
    [1, 0, 48_00, 1, 0],
  ])('%i points, %i of them missing, goods of %i, then %i: %i', (points, shortfallPoints, paidMinor, goodsMinor, expected) => {
    expect(fairShare({ points, shortfallPoints, paidMinor }, goodsMinor)).toBe(expected);
  });

  it('any number of refunds gives back what one of the same size would, and never more than was used', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1 }),
        (points, parts) => {
          const paidMinor = parts.reduce((a, b) => a + b, 0);
          let left = paidMinor;
          let given = 0;
          for (const part of parts) {
            left -= part;
            const inAll = fairShare({ points, shortfallPoints: 0, paidMinor }, left);
            expect(inAll).toBeGreaterThanOrEqual(given);
            given = inAll;
          }
          expect(given).toBe(points);
        },
      ),
      { seed: 7, numRuns: 300 },
    );
  });
});
