import { describe, expect, it } from 'vitest';
import { decimal, fractionOf, parseCents, partOf, spread } from './money.ts';

describe('money', () => {
  it.each([
    ['12.50', 1250],
    ['12.5', 1250],
    ['8', 800],
    [0.1, 10],
    ['-3.07', -307],
    ['10.000', 1000],
  ])('reads %s as %i cents', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  it.each(['', 'abc', '1,50', '1.005', 'NaN', '1e3', '12.3.4'])('refuses %j', (text) => {
    expect(() => parseCents(text)).toThrow(RangeError);
  });

  it('writes two decimals', () => {
    expect([0, 5, 1250, -307].map(decimal)).toEqual(['0.00', '0.05', '12.50', '-3.07']);
  });

  it.each([
    // A float would say 304.4999 and 101.49999.
    [4350, 0.07, 305],
    [1015, 0.1, 102],
    [1, 0.08, 0],
  ])('takes a fraction of %i × %d, half a cent rounding up: %i', (cents, fraction, expected) => {
    expect(fractionOf(cents, fraction)).toBe(expected);
  });

  it.each([
    { total: 500, weights: [2400, 1600], shares: [300, 200] },
    { total: 100, weights: [1000, 1000, 1000], shares: [33, 33, 34] },
    { total: 500, weights: [1200, 800, 2400], shares: [136, 90, 274] },
    { total: 2, weights: [1, 1, 1], shares: [0, 1, 1] },
    { total: 5, weights: [3, 1, 1], shares: [3, 1, 1] },
    { total: 0, weights: [0, 0], shares: [0, 0] },
    { total: 7, weights: [100, 0], shares: [7, 0] },
  ])('spreads $total over $weights exactly, the remainder on the last that can carry it', ({ shares, total, weights }) => {
    expect(spread(total, weights)).toEqual(shares);
  });

  it('never spreads more than there is', () => {
    expect(() => spread(3, [1, 1])).toThrow(RangeError);
  });

  it('parts taken one after the other add up to the whole', () => {
    let left = 2500;
    const parts = [3, 2, 1].map((of) => {
      const part = partOf(left, 1, of);
      left -= part;
      return part;
    });
    expect(parts).toEqual([833, 834, 833]);
    expect(left).toBe(0);
  });
});
