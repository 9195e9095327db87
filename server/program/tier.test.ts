import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import { addDays, dayIn, startOfDay } from '../core/time.ts';
import { defaultDefinition } from './definition.ts';
import { judge, leavesWindowOn, standingReason, windowStart } from './tier.ts';

const definition = defaultDefinition('USD');
const months = (rollingMonths: number) => ({
  ...definition,
  qualification: { ...definition.qualification, period: { kind: 'rolling-months' as const, months: rollingMonths } },
});

describe('the tier is the highest whose threshold the spend reaches', () => {
  test.each([
    // spend, tier, next tier, missing
    [0, 'fan', 'pro', 150_00],
    [149_99, 'fan', 'pro', 1],
    [150_00, 'pro', 'icon', 250_00],
    [399_99, 'pro', 'icon', 1],
    [400_00, 'icon', undefined, undefined],
    [9_999_99, 'icon', undefined, undefined],
  ])('%i', (spend, tier, next, missing) => {
    const judged = judge(definition, spend);
    expect([judged.tier.id, judged.next?.tier.id, judged.next?.missingMinor]).toEqual([tier, next, missing]);
  });
});

describe('the window begins with a shop-local day', () => {
  test.each([
    // zone, months, at, begins
    ['America/New_York', 12, '2026-11-22T12:00:00Z', '2025-11-23T05:00:00Z'],
    ['America/New_York', 12, '2026-11-22T04:59:59Z', '2025-11-22T05:00:00Z'],
    ['Asia/Tokyo', 12, '2026-11-22T15:00:00Z', '2025-11-23T15:00:00Z'],
    // Summer time began in between.
    ['America/New_York', 1, '2026-04-01T12:00:00Z', '2026-03-02T05:00:00Z'],
    ['America/New_York', 1, '2026-03-20T12:00:00Z', '2026-02-21T05:00:00Z'],
    // Months differ in length, leap years too.
    ['UTC', 1, '2026-03-31T12:00:00Z', '2026-03-01T00:00:00Z'],
    ['UTC', 12, '2024-02-29T12:00:00Z', '2023-03-01T00:00:00Z'],
    ['UTC', 12, '2025-02-28T12:00:00Z', '2024-02-29T00:00:00Z'],
  ])('%s, %i months before %s: %s', (zone, count, at, begins) => {
    expect(windowStart(months(count), calendarOf(zone), new Date(at)).toISOString()).toBe(new Date(begins).toISOString());
  });
});

test('an order leaves the window on exactly the day that is foretold', () => {
  const instants = fc.date({ min: new Date('2019-01-01'), max: new Date('2031-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(
      instants,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom('America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'),
      (at, count, zone) => {
        const day = leavesWindowOn(months(count), calendarOf(zone), at);
        const still = (on: string) => windowStart(months(count), calendarOf(zone), startOfDay(zone, on)) <= at;
        expect(still(addDays(day, -1))).toBe(true);
        expect(still(day)).toBe(false);
        expect(dayIn(zone, at) < day).toBe(true);
      },
    ),
  );
});

describe('the reason is a sentence', () => {
  test.each([
    [{ kind: 'joined' }, 'up', 'because you joined'],
    [{ kind: 'order', orderId: '1', orderName: '#1001' }, 'up', 'because order #1001 brought your 12-month spend to $410.00'],
    [{ kind: 'order', orderId: '1', orderName: '#1001' }, 'down', 'because a change of order #1001 left your 12-month spend at $410.00'],
    [{ kind: 'window' }, 'down', 'because older orders no longer count and your 12-month spend is now $410.00'],
    [{ kind: 'program', version: 3 }, 'up', 'because version 3 of the programme applies to your 12-month spend of $410.00'],
    [{ kind: 'import' }, 'up', 'because the orders brought over left your 12-month spend at $410.00'],
  ] as const)('%j %s', (because, direction, sentence) => {
    expect(standingReason(definition, because, 410_00, direction)).toBe(sentence);
  });
});
