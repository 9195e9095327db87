import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMoney, minor, parseMoney } from './money.ts';

describe('money', () => {
  it.each([
    ['12.50', 'USD', 1250],
    ['0.1', 'USD', 10],
    ['1234567890.99', 'USD', 123456789099],
    ['-3.00', 'USD', -300],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['29.990', 'USD', 2999],
  ])('%s %s is %d minor units', (amount, currency, expected) => {
    expect(parseMoney(amount, currency)).toEqual({ minor: expected, currency });
  });

  it.each([
    ['12.345', 'USD'],
    ['1.5', 'JPY'],
    ['', 'USD'],
    ['1,50', 'USD'],
    ['NaN', 'USD'],
    ['1e400', 'USD'],
    ['1.00', 'usd'],
  ])('%s %s is refused', (amount, currency) => {
    expect(() => parseMoney(amount, currency)).toThrowError(expect.objectContaining({ code: 'invalid_money' }));
  });

  it('goes out as the decimal it came in as', () => {
    expect(formatDecimal({ minor: minor(1250), currency: 'USD' })).toBe('12.50');
    expect(formatDecimal({ minor: minor(500), currency: 'JPY' })).toBe('500');
  });

  it('reads as people write it', () => {
    expect(formatMoney({ minor: minor(123456), currency: 'USD' })).toBe('$1,234.56');
  });
});
