import { describe, expect, it } from 'vitest';
import { formatMoney, formatPoints, formatRound, toMinor } from './money';

describe('amounts become minor units without passing through a float', () => {
  it.each([
    ['24.0', 'USD', 2400],
    ['24', 'USD', 2400],
    ['0.07', 'USD', 7],
    ['1.15', 'USD', 115],
    ['4.35', 'USD', 435],
    ['90071992547409.91', 'USD', 9007199254740991],
    ['1200.0', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
    ['-3.50', 'USD', -350],
    ['-0.00', 'USD', 0],
  ])('%s %s is %d', (amount, currency, minor) => {
    expect(toMinor(amount, currency)).toBe(minor);
  });

  it.each(['', '1,00', '1e3', 'twelve', '.5'])('%j is refused', (amount) => {
    expect(() => toMinor(amount, 'USD')).toThrow(RangeError);
  });
});

describe('minor units become words', () => {
  it('shows the currency’s own decimals', () => {
    expect(formatMoney(1250, 'USD')).toBe('$12.50');
    expect(formatMoney(5, 'USD')).toBe('$0.05');
    expect(formatMoney(-350, 'USD')).toBe('-$3.50');
    expect(formatMoney(1200, 'JPY')).toBe('¥1,200');
  });

  it('leaves out needless zeros in sentences, and only those', () => {
    expect(formatRound(10_000, 'USD')).toBe('$100');
    expect(formatRound(10_050, 'USD')).toBe('$100.50');
  });

  it('groups points', () => {
    expect(formatPoints(12_400)).toBe('12,400');
  });
});
