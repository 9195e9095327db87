import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EarnReason } from '../earn.ts';
import { cart, earned, programme } from '../testing/cases.ts';
import { locales } from '../definition/common.ts';
import { sameFactsInAll } from '../testing/languages.ts';
import { anyCase } from '../testing/random.ts';
import { earnRules, reasonText } from './reason-text.ts';
import type { ReasonNames } from './say.ts';

const march = { name: 'March', from: '2026-03-01', to: '2026-03-31' };
const definition = programme({
  rules: [
    {
      id: 'lips',
      name: 'Lips',
      nameIn: { de: 'Lippen', fr: 'Lèvres' },
      kind: 'line-factor',
      match: { tags: ['lips'] },
      factorHundredths: 150,
    },
    { id: 'store', name: 'In store', kind: 'channel-factor', channels: ['pos'], factorHundredths: 300 },
    { id: 'sub', name: 'Subscribe', kind: 'subscription-factor', factorHundredths: 200 },
    { id: 'fifty', name: 'Fifty', kind: 'line-points', match: { tags: ['lips'] }, points: 50 },
    { id: 'hello', name: 'Hello', kind: 'first-order', points: 1 },
    { id: 'ten', name: 'Ten', kind: 'order-milestone', orders: 10, every: true, points: 1 },
    { id: 'grand', name: 'Grand', kind: 'spend-milestone', spendMinor: 1_000_00, points: 1 },
  ],
  campaigns: [
    { id: 'double', ...march, nameIn: { de: 'März' }, effect: { kind: 'factor', factorHundredths: 200 }, capPerMember: 1_500 },
    { id: 'bonus', ...march, effect: { kind: 'bonus', points: 25, minimumOrderMinor: 20_00 } },
  ],
});
const names: ReasonNames = { currency: 'USD', definition, title: (lineId) => ({ '1': 'Velvet Tint', '2': 'Gloss' })[lineId] };
const say = (reason: EarnReason, locale: string) => reasonText(reason, names, locale)?.replaceAll(/\s/g, ' ');

const line = { lineId: '1', points: 0 } as const;
const priced = { baseMinor: 24_99, rate: 2, unitMinor: 100, rounding: 'down', points: 49 } as const;
const factor = { factor: 150, baseMinor: 24_99, points: 24 } as const;

describe('each reason in English and German, with the same facts in the other languages', () => {
  test.each<readonly [EarnReason, en: string, de: string]>([
    [{ rule: 'purchase', lineId: '1', ...priced }, 'Velvet Tint: $24.99 × 2 points per $1', 'Velvet Tint: 24,99 $ × 2 Punkte je 1 $'],
    [{ rule: 'purchase', lineId: '9', ...priced, rate: 1 }, 'An item: $24.99 × 1 point per $1', 'Ein Artikel: 24,99 $ × 1 Punkt je 1 $'],
    [
      { rule: 'purchase', lineId: '1', ...priced, currency: 'JPY', baseMinor: 1_250, unitMinor: 1_000 },
      'Velvet Tint: ¥1,250 × 2 points per ¥1,000',
      'Velvet Tint: 1.250 ¥ × 2 Punkte je 1.000 ¥',
    ],
    [{ rule: 'shipping', ...priced }, 'Shipping: $24.99 × 2 points per $1', 'Versand: 24,99 $ × 2 Punkte je 1 $'],
    [{ rule: 'duties', ...priced }, 'Duties: $24.99 × 2 points per $1', 'Zoll: 24,99 $ × 2 Punkte je 1 $'],
    [{ rule: 'gift-card', ...line }, 'Velvet Tint: gift cards earn no points', 'Velvet Tint: Für Geschenkgutscheine gibt es keine Punkte'],
    [{ rule: 'tip', ...line }, 'Velvet Tint: tips earn no points', 'Velvet Tint: Für Trinkgeld gibt es keine Punkte'],
    [{ rule: 'nothing-paid', ...line }, 'Velvet Tint: nothing was paid for it', 'Velvet Tint: Dafür wurde nichts bezahlt'],
    [{ rule: 'on-sale', ...line }, 'Velvet Tint: items on sale earn no points', 'Velvet Tint: Für reduzierte Artikel gibt es keine Punkte'],
    [
      { rule: 'by-code', ...line },
      'Velvet Tint: items that a discount code made cheaper earn no points',
      'Velvet Tint: Für Artikel, die ein Rabattcode günstiger macht, gibt es keine Punkte',
    ],
    [
      { rule: 'excluded-line', ...line },
      'Velvet Tint: the programme gives no points for it',
      'Velvet Tint: Dafür sieht das Programm keine Punkte vor',
    ],
    [
      { rule: 'refunded-by-hand', refundedMinor: 5_00, points: 0 },
      '$5.00 were refunded without naming an item and are shared over all items',
      '5,00 $ wurden erstattet, ohne einen Artikel zu nennen, und sind auf alle Artikel verteilt',
    ],
    [
      { rule: 'other-currency', currency: 'EUR', points: 0 },
      'The order is in EUR; points are counted in USD',
      'Die Bestellung ist in EUR; Punkte werden in USD gezählt',
    ],
    [
      { rule: 'excluded-customer', tag: 'Wholesale', points: 0 },
      'Customers with the tag “Wholesale” earn no points',
      'Für Kunden mit dem Tag „Wholesale“ gibt es keine Punkte',
    ],
    [
      { rule: 'excluded-channel', channel: 'pos', points: 0 },
      'Orders from “pos” earn no points',
      'Für Bestellungen über „pos“ gibt es keine Punkte',
    ],
    [
      { rule: 'below-minimum', baseMinor: 12_00, minimumMinor: 20_00, points: 0 },
      'Orders earn points from $20.00 on; $12.00 of this one counts',
      'Punkte gibt es ab 20,00 $; von dieser Bestellung zählen 12,00 $',
    ],
    [
      { rule: 'rounding', rounding: 'down', whole: 1_049, rest: 98, of: 100, points: 0 },
      'Rounded down from 1,049.98, once for the whole order',
      'Abgerundet von 1.049,98, einmal für die ganze Bestellung',
    ],
    [
      { rule: 'rounding', rounding: 'half-up', per: 'line', points: 0 },
      'Rounded to the nearest point, item by item',
      'Kaufmännisch gerundet, Artikel für Artikel',
    ],
    [
      { rule: 'line-factor', id: 'lips', ...factor, lineIds: ['1', '2'] },
      'Lips: 1.5× on Velvet Tint and Gloss',
      'Lippen: 1,5× auf Velvet Tint und Gloss',
    ],
    [
      { rule: 'line-factor', id: 'gone', ...factor, lineIds: ['9'] },
      'More points for these items: 1.5× on $24.99',
      'Mehr Punkte für diese Artikel: 1,5× auf 24,99 $',
    ],
    [{ rule: 'channel-factor', id: 'store', ...factor }, 'In store: 1.5× on $24.99', 'In store: 1,5× auf 24,99 $'],
    [
      { rule: 'subscription-factor', id: 'sub', ...factor, lineIds: ['1'] },
      'Subscribe: 1.5× on Velvet Tint',
      'Subscribe: 1,5× auf Velvet Tint',
    ],
    [{ rule: 'campaign-factor', id: 'double', ...factor, day: '2026-03-15' }, 'March: 1.5× on $24.99', 'März: 1,5× auf 24,99 $'],
    [
      { rule: 'campaign-factor', id: 'double', ...factor, day: '2026-03-15', uncapped: 90, capPerMember: 1_500, givenBefore: 1_476 },
      'March: 1.5× on $24.99; each member gets at most 1,500 points of it and had 1,476 before',
      'März: 1,5× auf 24,99 $; je Mitglied höchstens 1.500 Punkte, davon 1.476 schon vorher',
    ],
    [
      { rule: 'line-points', id: 'fifty', lineId: '1', quantity: 3, each: 50, points: 150 },
      'Fifty: 3 × 50 points for Velvet Tint',
      'Fifty: 3 × 50 Punkte für Velvet Tint',
    ],
    [{ rule: 'first-order', id: 'hello', points: 1 }, 'Hello: for the first order', 'Hello: für die erste Bestellung'],
    [{ rule: 'order-milestone', id: 'ten', orderNumber: 20, points: 1 }, 'Ten: for order number 20', 'Ten: für die 20. Bestellung'],
    [
      { rule: 'spend-milestone', id: 'grand', spentBeforeMinor: 1, spendMinor: 1, reachedMinor: 1_000_00, points: 1 },
      'Grand: for reaching $1,000.00 in all',
      'Grand: für insgesamt 1.000,00 $',
    ],
    [
      { rule: 'campaign-bonus', id: 'bonus', baseMinor: 24_99, minimumMinor: 20_00, day: '2026-03-15', points: 25 },
      'March: for an order of $20.00 or more',
      'March: für eine Bestellung ab 20,00 $',
    ],
    [
      { rule: 'nothing-counts', points: 0 },
      'Nothing on the order counts, so there are no extra points either',
      'Von der Bestellung zählt nichts, deshalb gibt es auch keine Extrapunkte',
    ],
    [
      { rule: 'cap', cap: 'order', most: 500, points: -1 },
      'No more than 500 points for one order',
      'Höchstens 500 Punkte für eine Bestellung',
    ],
    [
      { rule: 'cap', cap: 'day', most: 500, earnedBefore: 400, points: -1 },
      'No more than 500 points a day; 400 were earned before',
      'Höchstens 500 Punkte am Tag; 400 kamen schon vorher dazu',
    ],
    [
      { rule: 'cap', cap: 'month', most: 500, earnedBefore: 400, points: -1 },
      'No more than 500 points a month; 400 were earned before',
      'Höchstens 500 Punkte im Monat; 400 kamen schon vorher dazu',
    ],
    [
      { rule: 'cap', cap: 'posting', most: 1_000_000_000, points: -1 },
      'No more than 1,000,000,000 points at once',
      'Höchstens 1.000.000.000 Punkte auf einmal',
    ],
  ])('%j', (reason, en, de) => {
    expect([say(reason, 'en'), say(reason, 'de')]).toEqual([en, de]);
    sameFactsInAll((locale) => say(reason, locale));
    told.add(reason.rule);
  });

  const told = new Set<string>();
  test('none of the closed list is missing above', () => {
    expect(earnRules.filter((rule) => !told.has(rule))).toEqual([]);
  });
});

test('the merchant’s own names are used in each language, and English where we do not speak it', () => {
  expect(say({ rule: 'line-factor', id: 'lips', ...factor, lineIds: ['1'] }, 'fr-CA')).toBe('Lèvres : 1,5× sur Velvet Tint');
  expect(say({ rule: 'first-order', id: 'hello', points: 1 }, 'tlh')).toBe('Hello: for the first order');
  expect(say({ rule: 'first-order', id: 'hello', points: 1 }, 'zh-CN')).toBe('Hello: for the first order');
  expect(say({ rule: 'first-order', id: 'hello', points: 1 }, 'zh-tw')).toBe('Hello：首筆訂單獎勵');
  expect(say({ rule: 'first-order', id: 'hello', points: 1 }, 'de-CH')).toBe('Hello: für die erste Bestellung');
});

test.each([
  ['en', ['0 points', '1 point', '2 points']],
  ['de', ['0 Punkte', '1 Punkt', '2 Punkte']],
  ['fr', ['0 point', '1 point', '2 points']],
  ['es', ['0 puntos', '1 punto', '2 puntos']],
  ['ja', ['0ポイント', '1ポイント', '2ポイント']],
  ['th', ['0 คะแนน', '1 คะแนน', '2 คะแนน']],
  ['zh-TW', ['0 點', '1 點', '2 點']],
])('%s counts points in its own forms', (locale, forms) => {
  forms.forEach((form, most) => expect(say({ rule: 'cap', cap: 'order', most, points: 0 }, locale)).toContain(form));
});

test('whatever earn says can be read, by every rule and in every currency', () => {
  fc.assert(
    fc.property(anyCase, fc.constantFrom(...locales), ({ definition: promised, facts, context }, locale) => {
      for (const reason of earned(promised, facts, context).reasons) {
        const text = reasonText(reason, { currency: promised.currency, definition: promised, title: () => 'Tint' }, locale);
        expect(text).toMatch(/^[^{}]{5,}$/);
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }
    }),
    { numRuns: 300 },
  );
});

test('an award tells its story in the order of its steps', () => {
  const facts = cart('24.99 tag:lips + 25.00 gift-card | channel:pos');
  expect(earned(definition, facts).reasons.map((reason) => `${say(reason, 'en')}: ${reason.points}`)).toEqual([
    'Velvet Tint: $24.99 × 2 points per $1: 49',
    'Gloss: gift cards earn no points: 0',
    'Lips: 1.5× on Velvet Tint: 25',
    'In store: 3× on $24.99: 100',
    'March: 2× on $24.99: 50',
    'Rounded down from 224.91, once for the whole order: 0',
    'Fifty: 1 × 50 points for Velvet Tint: 50',
    'Hello: for the first order: 1',
    'March: for an order of $20.00 or more: 25',
  ]);
});
