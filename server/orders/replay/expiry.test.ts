import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../core/calendar.ts';
import { defaultDefinition, type Definition } from '../../program/index.ts';
import { expiryMonths } from './expiry.ts';
import type { OrderOutcome, Plan } from './fold.ts';

const usual = defaultDefinition('USD');
const expiring = (expiry: Definition['earning']['expiry']): Definition => ({ ...usual, earning: { ...usual.earning, expiry } });
const idle = expiring({ kind: 'inactivity', months: 6 });

/** Orders as [day, points]; those of 2026 are tried under the draft. */
function told(draft: Definition, orders: readonly (readonly [day: string, points: number])[]): string[] {
  const version = { version: 1, definition: expiring({ kind: 'months-after-earning', months: 12 }) };
  const plan = { versions: [version], draft, calendar: calendarOf('UTC') } as unknown as Plan;
  const outcomes = orders.map(
    ([day, points]) =>
      ({ day, tried: day >= '2026', before: points, after: points, order: { pin: { programVersion: 1 } } }) as unknown as OrderOutcome,
  );
  const months = expiryMonths(plan);
  return outcomes.map((_, i) => months(outcomes, i).after);
}

describe('the month in which points expire under a draft', () => {
  test.each<[what: string, draft: Definition, orders: [string, number][], months: string[]]>([
    ['never', expiring({ kind: 'never' }), [['2026-01-10', 5]], ['never']],
    [
      'by their own day',
      expiring({ kind: 'months-after-earning', months: 6 }),
      [
        ['2026-01-10', 5],
        ['2026-05-01', 5],
      ],
      ['2026-07', '2026-11'],
    ],
    ['by inactivity, with nothing after them', idle, [['2026-01-10', 5]], ['2026-07']],
    [
      'by inactivity, kept by the next orders',
      idle,
      [
        ['2026-01-10', 5],
        ['2026-07-09', 5],
        ['2026-12-01', 5],
      ],
      ['2027-06', '2027-06', '2027-06'],
    ],
    [
      'by inactivity, an order a day too late',
      idle,
      [
        ['2026-01-10', 5],
        ['2026-07-10', 5],
      ],
      ['2026-07', '2027-01'],
    ],
    [
      'by inactivity, an order that earned nothing keeps nothing',
      idle,
      [
        ['2026-01-10', 5],
        ['2026-04-01', 0],
        ['2026-08-01', 5],
      ],
      ['2026-07', '2027-02', '2027-02'],
    ],
    [
      'of an order before the draft, by its own rules',
      idle,
      [
        ['2025-12-10', 5],
        ['2026-01-10', 5],
      ],
      ['2026-12', '2026-07'],
    ],
  ])('%s', (_what, draft, orders, months) => {
    expect(told(draft, orders)).toEqual(months);
  });
});
