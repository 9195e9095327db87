import { expect, test } from 'vitest';
import type { Sentence, SentenceKey, Value } from './sentence.ts';
import { createSpeaker, type I18n } from './speak.ts';
import { change, dayOf, monthName } from './values.ts';

/** Shopify's i18n with the texts left out: it shows what it was asked for. */
function i18n(locale: string): I18n {
  const without = <T extends { inExtensionLocale?: boolean }>({ inExtensionLocale: _, ...options }: T) => options;
  return {
    translate: (key, options) => `${key} ${JSON.stringify(options)}`,
    formatNumber: (value, options = {}) => new Intl.NumberFormat(locale, without(options)).format(value),
    formatCurrency: (value, options = {}) => new Intl.NumberFormat(locale, { ...without(options), style: 'currency' }).format(value),
    formatDate: (value, options = {}) =>
      new Intl.DateTimeFormat(locale, { timeZone: 'America/New_York', ...without(options) }).format(value),
  };
}

test.each<[string, Value, string, string]>([
  ['a number', 1234, '1,234', '1.234'],
  ['whole majors', { minor: 10_00, currency: 'USD' }, '$10', '10\u00a0$'],
  ['money', { minor: 12_50, currency: 'USD' }, '$12.50', '12,50\u00a0$'],
  ['a currency without cents', { minor: 500, currency: 'JPY' }, '¥500', '500\u00a0¥'],
  ['what was added', change(192), '+192', '+192'],
  ['what was taken', change(-32), '-32', '-32'],
  ['a day', { day: '2026-12-01' }, 'Dec 1, 2026', '01.12.2026'],
  ['a month', monthName(3), 'March', 'März'],
  ['the day of an instant', dayOf('2026-12-01T02:00:00Z'), 'Nov 30, 2026', '30.11.2026'],
  ['a name', 'Glow Club', 'Glow Club', 'Glow Club'],
])('%s is formatted for the locale', (_, value, english, german) => {
  expect([createSpeaker<SentenceKey>(i18n('en')).format(value), createSpeaker<SentenceKey>(i18n('de')).format(value)]).toEqual([
    english,
    german,
  ]);
});

test('count chooses the plural form unformatted; what is shown is formatted', () => {
  const asked: Sentence = { key: 'notice.undone', values: { count: 1234, points: 1234, reward: '$3 off' } };
  expect(createSpeaker<SentenceKey>(i18n('de')).tell(asked)).toBe('notice.undone {"count":1234,"points":"1.234","reward":"$3 off"}');
});
