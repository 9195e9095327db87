import { describe, expect, test } from 'vitest';
import { defaultDefinition } from '../definition.ts';
import type { Because, StandingReason } from '../standing-reason.ts';
import { locales } from '../definition/common.ts';
import { sameFactsInAll } from '../testing/languages.ts';
import { firstTier } from '../tier.ts';
import { benefitWords } from './benefits.ts';
import { keepWords, nextWords, standingWords } from './standing.ts';

const reason = (because: Because, more: Partial<StandingReason> = {}): StandingReason => ({
  because,
  way: 'up',
  heldBy: 'activity',
  period: { kind: 'rolling-months', months: 12 },
  measured: { spendMinor: 410_00 },
  ...more,
});
const order: Because = { kind: 'order', orderId: '1', orderName: '#1001' };

describe('why, in English and in German, with the same facts in the other languages', () => {
  test.each<[StandingReason, string, string]>([
    [reason({ kind: 'joined' }), 'because you joined', 'weil Sie Mitglied wurden'],
    [
      reason(order),
      'because order #1001 brought your 12-month spend to $410.00',
      'weil mit Bestellung #1001 gilt: Umsatz in 12 Monaten 410,00 $',
    ],
    [
      reason(order, { way: 'down' }),
      'because a change of order #1001 left your 12-month spend at $410.00',
      'weil nach einer Änderung der Bestellung #1001 gilt: Umsatz in 12 Monaten 410,00 $',
    ],
    [
      reason(order, { period: { kind: 'calendar-year', lasts: 'this-year' }, measured: { points: 1_200, orders: 3 } }),
      'because order #1001 brought your points this year to 1,200 and your orders this year to 3',
      'weil mit Bestellung #1001 gilt: Punkte in diesem Jahr 1.200 und Bestellungen in diesem Jahr 3',
    ],
    [
      reason({ kind: 'time' }, { way: 'down', heldBy: 'step', period: { kind: 'membership-year', lasts: 'this-year' } }),
      'because older orders no longer count, which left your spend in this year of membership at $410.00, and you go one tier down only',
      'weil ältere Bestellungen nicht mehr zählen; nun gilt: Umsatz in diesem Mitgliedsjahr 410,00 $; es geht nur eine Stufe hinunter',
    ],
    [
      reason({ kind: 'program', version: 3 }, { period: { kind: 'lifetime' } }),
      'because version 3 of the programme applies to your spend so far of $410.00',
      'weil nun Fassung 3 des Programms gilt, bei: Umsatz bisher 410,00 $',
    ],
    [
      reason({ kind: 'pinned' }),
      'because the shop’s team chose this tier for you',
      'weil das Team des Shops diese Stufe für Sie festgelegt hat',
    ],
    [
      reason({ kind: 'keep-ended', keep: 'kept' }, { way: 'down' }),
      'because the time is over for which your former tier was kept, with your 12-month spend at $410.00',
      'weil die Zeit um ist, für die Ihre frühere Stufe blieb; nun gilt: Umsatz in 12 Monaten 410,00 $',
    ],
  ])('%j', (told, english, german) => {
    const spaced = (text: string) => text.replaceAll('\u00a0', ' ');
    expect(standingWords(told, 'USD', 'en')).toBe(english);
    expect(spaced(standingWords(told, 'USD', 'de'))).toBe(german);
    sameFactsInAll((locale) => standingWords(told, 'USD', locale));
  });
});

test('what keeps a tier, and until when', () => {
  const fan = firstTier(defaultDefinition('USD'));
  const until = { until: '2027-12-31', after: fan };
  const said = (heldBy: StandingReason['heldBy'], safe: typeof until | undefined, locale: 'en' | 'de') =>
    keepWords({ heldBy, safe }, 'Pro', 'Fan', locale);
  expect(said('grace', until, 'en')).toBe(
    'What keeps Pro counts no more; you still have it until December 31, 2027. After that it is Fan.',
  );
  expect(said('lasting', until, 'de')).toBe(
    'Pro haben Sie im Jahr zuvor erreicht: Die Stufe gilt bis 31. Dezember 2027. Danach ist es Fan.',
  );
  expect(said('activity', undefined, 'en')).toBe('Pro stays yours.');
  expect(said('invited', undefined, 'de')).toBe('Sie sind in Pro, weil Sie eingeladen sind.');
});

test('what is missing, of any or of all', () => {
  const tier = firstTier(defaultDefinition('USD'));
  const missing = { spendMinor: 60_00, points: 1, orders: 2 };
  expect(nextWords({ tier, missing }, 'any', 'USD', 'en')).toBe(
    'Spend $60.00 more, earn 1 more point, or place 2 more orders to reach Fan.',
  );
  expect(nextWords({ tier, missing: { points: 0, orders: 1 } }, 'all', 'USD', 'en')).toBe('Place 1 more order to reach Fan.');
  expect(nextWords({ tier, missing: { points: 5, orders: 1 } }, 'all', 'USD', 'de')).toBe(
    'Bis Fan fehlen: 5 Punkte mehr und 1 Bestellung mehr.',
  );
});

test('every way of holding a tier is said in every language, with its name and the one after it', () => {
  const fan = firstTier(defaultDefinition('USD'));
  const ways = ['activity', 'lasting', 'step', 'grace', 'pinned', 'kept', 'invited'] as const;
  for (const locale of locales) {
    const ended = ways.map((heldBy) => keepWords({ heldBy, safe: { until: '2027-12-31', after: fan } }, 'Pro', 'Fan', locale));
    const lasting = ways.map((heldBy) => keepWords({ heldBy, safe: undefined }, 'Pro', 'Fan', locale));
    for (const text of ended) expect(text).toMatch(/Pro.*Fan|Fan.*Pro/);
    for (const text of lasting) expect(text).toContain('Pro');
    expect(new Set([...ended, ...lasting]).size).toBe(ways.length + 3);
    expect([...ended, ...lasting].join()).not.toMatch(/undefined|Invalid/);
  }
});

test('what is missing and what a tier brings have the same facts in every language', () => {
  const definition = defaultDefinition('EUR');
  const tier = firstTier(definition);
  sameFactsInAll((locale) => nextWords({ tier, missing: { spendMinor: 60_00, points: 1, orders: 2 } }, 'any', 'USD', locale));
  sameFactsInAll((locale) => nextWords({ tier, missing: {} }, 'any', 'USD', locale));
  const rich = { ...tier, perks: [], accessTag: 'a', birthdayPoints: 20, entryGift: { kind: 'points' as const, points: 1_000 } };
  for (const freeShippingFromMinor of [0, 25_00])
    sameFactsInAll((locale) => benefitWords(definition, { ...rich, freeShippingFromMinor }, locale).join(' | '));
});

test('what members of a tier have', () => {
  const definition = defaultDefinition('EUR');
  const tier = {
    ...firstTier(definition),
    perks: ['Early access', 'A hug'],
    perksIn: { de: ['Eine Umarmung'] },
    accessTag: 'early',
    freeShippingFromMinor: 0,
    birthdayPoints: 1,
    entryGift: { kind: 'points' as const, points: 1_000 },
  };
  expect(benefitWords(definition, tier, 'en')).toEqual([
    '2 points per €1',
    'Early access',
    'A hug',
    'Free shipping',
    '1 point on your birthday',
    '1,000 points when you first enter',
  ]);
  expect(benefitWords(definition, tier, 'de').map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
    '2 Punkte je 1 €',
    'Eine Umarmung',
    'Kostenloser Versand',
    '1 Punkt zum Geburtstag',
    'Früher Zugang',
    '1.000 Punkte beim ersten Erreichen',
  ]);
});
