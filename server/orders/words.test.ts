import { describe, expect, test } from 'vitest';
import type { ReasonNames } from '../program/index.ts';
import type { OrderReason } from './award.ts';
import { orderReasonText } from './words.ts';

const names: ReasonNames = { currency: 'USD', definition: undefined, title: () => 'Tint' };

describe('why an order has the points it has, in English and German', () => {
  test.each<readonly [OrderReason, en: string, de: string]>([
    [{ rule: 'cancelled', points: 0 }, 'The order was cancelled', 'Die Bestellung wurde storniert'],
    [{ rule: 'test-order', points: 0 }, 'Test orders earn no points', 'Für Testbestellungen gibt es keine Punkte'],
    [{ rule: 'not-paid', points: 0 }, 'The order is not paid in full', 'Die Bestellung ist nicht vollständig bezahlt'],
    [
      { rule: 'before-programme', points: 0 },
      'The order was placed before the programme began',
      'Die Bestellung kam vor dem Beginn des Programms',
    ],
    [{ rule: 'given-before', points: -5 }, 'Points of this order until now', 'Bisherige Punkte dieser Bestellung'],
    [
      { rule: 'left-before', points: -5 },
      'Points of this order that were left after an earlier refund',
      'Punkte dieser Bestellung, die nach einer früheren Erstattung blieben',
    ],
    [
      { rule: 'moved-to-another-customer', points: 0 },
      'The order now belongs to another customer',
      'Die Bestellung gehört jetzt einem anderen Kunden',
    ],
    [
      { rule: 'policy', policy: 'never', points: 0 },
      'By the programme, points once given stay',
      'Nach dem Programm bleiben Punkte, die einmal gegeben sind',
    ],
    [
      { rule: 'policy', policy: 'pending-only', points: 0 },
      'By the programme, only points that are still pending are taken back',
      'Nach dem Programm werden nur Punkte zurückgenommen, die noch nicht frei sind',
    ],
    [
      { rule: 'policy', policy: 'within-balance', points: 0 },
      'By the programme, no more is taken back than is there',
      'Nach dem Programm wird nicht mehr zurückgenommen, als da ist',
    ],
    [
      { rule: 'vests', on: '2026-03-01', kind: 'on-delivery', days: 14, points: 0 },
      'The shop heard of the parcel: these points can be spent from March 1, 2026 on',
      'Der Shop hat von der Sendung gehört: Diese Punkte sind ab dem 1. März 2026 einlösbar',
    ],
    [
      { rule: 'verification', orderId: '1', orderName: '#1001', shouldHave: 48, had: 40, points: 8 },
      'Order #1001 should have 48 points and had 40',
      'Bestellung #1001 sollte 48 Punkte haben und hatte 40',
    ],
    [{ rule: 'tip', lineId: '1', points: 0 }, 'Tint: tips earn no points', 'Tint: Für Trinkgeld gibt es keine Punkte'],
  ])('%j', (reason, en, de) => {
    expect([orderReasonText(reason, names, 'en'), orderReasonText(reason, names, 'de')]).toEqual([en, de]);
    const texts = ['en', 'de', 'fr', 'es', 'ja', 'th', 'zh-TW'].map((locale) => orderReasonText(reason, names, locale) ?? '');
    // Not every language writes a day with the same digits.
    const digits = texts.slice(0, reason.rule === 'vests' ? 4 : 7).map((text) => text.replaceAll(/\D/g, ''));
    expect([new Set(texts).size, new Set(digits).size]).toEqual([7, 1]);
  });

  test('what is no reason of an order’s is not said', () => {
    expect(orderReasonText({ rule: 'price', points: 100 }, names, 'en')).toBeUndefined();
    expect(orderReasonText({}, names, 'en')).toBeUndefined();
  });
});
