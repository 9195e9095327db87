import { expect, test } from 'vitest';
import { createI18n } from './translate.ts';

const texts = {
  title: 'Your rewards',
  greeting: 'Hello {{ name }}',
  points: { one: '{{count}} point', few: '{{count}} body', other: '{{count}} points' },
  row: { 'in-order': 'In your order as {{code}}' },
};
const english = createI18n(texts, { locale: 'en', currency: 'USD', timeZone: 'America/New_York' });

test.each([
  { key: 'title', values: {}, text: 'Your rewards' },
  { key: 'greeting', values: { name: 'Ada' }, text: 'Hello Ada' },
  { key: 'greeting', values: {}, text: 'Hello ' },
  { key: 'points', values: { count: 1 }, text: '1 point' },
  { key: 'points', values: { count: 0 }, text: '0 points' },
  { key: 'row.in-order', values: { code: 'A1' }, text: 'In your order as A1' },
])('$key with $values reads “$text”', ({ key, values, text }) => {
  expect(english.translate(key, values)).toBe(text);
});

test('plural forms follow the locale', () => {
  const czech = createI18n(texts, { locale: 'cs', currency: 'CZK', timeZone: 'Europe/Prague' });
  expect([1, 3, 5].map((count) => czech.translate('points', { count }))).toEqual(['1 point', '3 body', '5 points']);
});

test('a component among the replacements makes a list of pieces', () => {
  const name = { type: 's-text' };
  expect(english.translate('greeting', { name })).toEqual(['Hello ', name]);
});

test('money, numbers and dates take the shopper’s locale, currency and time zone', () => {
  expect(english.formatCurrency(12.5)).toBe('$12.50');
  expect(english.formatCurrency(12.5, { currency: 'EUR' })).toBe('€12.50');
  expect(english.formatNumber(1234.5)).toBe('1,234.5');
  expect(english.formatDate(new Date('2026-11-22T03:00:00Z'), { dateStyle: 'medium' })).toBe('Nov 21, 2026');
});
