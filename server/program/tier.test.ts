import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import { addDays, dayIn, startOfDay } from '../core/time.ts';
import { defaultDefinition, type Definition } from './definition.ts';
import { lifeMattersFrom, periodOf, windowStart } from './tier-period.ts';
import { reachedWith } from './tier-walk.ts';
import { judge, standingAt } from './tier.ts';

const definition = defaultDefinition('USD');
const utc = calendarOf('UTC');
const rolling = (months: number) => ({
  ...definition,
  qualification: { ...definition.qualification, period: { kind: 'rolling-months' as const, months } },
});

describe('the tier is the highest whose threshold the spend reaches, and the next one says what is missing', () => {
  test.each([
    // spend, tier, next tier, missing, percent
    [0, 'fan', 'pro', 150_00, 0],
    [149_99, 'fan', 'pro', 1, 99],
    [150_00, 'pro', 'icon', 250_00, 37],
    [399_99, 'pro', 'icon', 1, 99],
    [400_00, 'icon', undefined, undefined, undefined],
    [9_999_99, 'icon', undefined, undefined, undefined],
  ])('%i', (spendMinor, tier, next, missing, percent) => {
    const at = new Date('2026-03-01T12:00:00Z');
    const deeds = [{ at, spendMinor, points: 0, orders: 1 as const }];
    const standing = standingAt(definition, utc, { joinedAt: at, deeds, keeps: [] }, at);
    expect([standing.tier.id, standing.next?.tier.id, standing.next?.missing.spendMinor, standing.next?.percent]).toEqual([
      tier,
      next,
      missing,
      percent,
    ]);
    expect(judge(definition, spendMinor).tier.id).toBe(tier);
  });
});

describe('any of what a tier asks for is enough, or all of it is needed', () => {
  const tiers: Definition['tiers'] = [
    ...definition.tiers.slice(0, 1),
    { id: 'pro', name: 'Pro', thresholdMinor: 100_00, thresholdPoints: 500, pointsPerMajorUnit: 3, perks: [] },
    { id: 'vip', name: 'VIP', thresholdMinor: 1, inviteOnly: true, pointsPerMajorUnit: 4, perks: [] },
    { id: 'icon', name: 'Icon', thresholdMinor: 0, thresholdPoints: 800, thresholdOrders: 5, pointsPerMajorUnit: 5, perks: [] },
  ];
  test.each([
    // need, spend, points, orders, tier
    ['any', 0, 0, 0, 'fan'],
    ['any', 100_00, 0, 0, 'pro'],
    ['any', 99_99, 499, 4, 'fan'],
    ['any', 0, 500, 0, 'pro'],
    // What is not asked for reaches nothing, and the tier by invitation is passed over.
    ['any', 0, 0, 5, 'icon'],
    ['any', 9_000_00, 0, 0, 'pro'],
    ['all', 100_00, 499, 9, 'fan'],
    ['all', 100_00, 500, 0, 'pro'],
    ['all', 0, 800, 4, 'fan'],
    // Spend is not asked for by the highest one.
    ['all', 0, 800, 5, 'icon'],
  ] as const)('%s of %i, %i points, %i orders: %s', (need, spendMinor, points, orders, tier) => {
    const rules = { tiers, qualification: { ...definition.qualification, need } };
    expect(tiers[reachedWith(rules, { spendMinor, points, orders })]?.id).toBe(tier);
  });

  test('what is missing is said of each, and the share of the way follows', () => {
    const at = new Date('2026-03-01T12:00:00Z');
    const life = { joinedAt: at, deeds: [{ at, spendMinor: 25_00, points: 400, orders: 1 as const }], keeps: [] };
    const next = (need: 'any' | 'all') => standingAt({ tiers, qualification: { ...definition.qualification, need } }, utc, life, at).next;
    expect(next('any')).toMatchObject({ missing: { spendMinor: 75_00, points: 100 }, percent: 80 });
    expect(next('all')).toMatchObject({ missing: { spendMinor: 75_00, points: 100 }, percent: 25 });
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
    expect(windowStart(rolling(count), calendarOf(zone), new Date(at)).toISOString()).toBe(new Date(begins).toISOString());
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
        const calendar = calendarOf(zone);
        const rules = rolling(count);
        const day = periodOf(rules.qualification, calendar, '2019-01-01').leavesOn(calendar.dayOf(at)) ?? '';
        const still = (on: string) => windowStart(rules, calendar, startOfDay(zone, on)) <= at;
        expect(still(addDays(day, -1))).toBe(true);
        expect(still(day)).toBe(false);
        expect(dayIn(zone, at) < day).toBe(true);
      },
    ),
  );
});

describe('years end by the calendar, or on the day of joining', () => {
  test.each([
    // joined, day, when it no longer counts, when a tier of it is no longer safe
    ['calendar-year', '2024-06-15', '2026-01-01', '2027-01-01', '2028-01-01'],
    ['calendar-year', '2024-06-15', '2026-12-31', '2027-01-01', '2028-01-01'],
    ['membership-year', '2024-06-15', '2026-06-14', '2026-06-15', '2027-06-15'],
    ['membership-year', '2024-06-15', '2026-06-15', '2027-06-15', '2028-06-15'],
    // Who joined on a leap day has the last of February in other years.
    ['membership-year', '2024-02-29', '2024-02-29', '2025-02-28', '2026-02-28'],
    ['membership-year', '2024-02-29', '2025-02-27', '2025-02-28', '2026-02-28'],
    ['membership-year', '2024-02-29', '2027-02-28', '2028-02-29', '2029-02-28'],
    ['membership-year', '2024-02-29', '2028-02-28', '2028-02-29', '2029-02-28'],
    // Orders of before count in the years before.
    ['membership-year', '2024-06-15', '2024-06-14', '2024-06-15', '2025-06-15'],
    ['membership-year', '2024-06-15', '2022-12-31', '2023-06-15', '2024-06-15'],
  ] as const)('%s, joined %s: %s counts until %s', (kind, joined, day, leaves, lasts) => {
    const rules = { ...definition.qualification, period: { kind, lasts: 'next-year' as const } };
    const period = periodOf(rules, utc, joined);
    expect([period.leavesOn(day), period.lastsUntil(day), period.anotherEndsOn(day)]).toEqual([leaves, lasts, leaves]);
  });
});

describe('no more of a life is asked for than can matter', () => {
  const q = definition.qualification;
  test.each([
    [{ ...q }, '2025-03-02T00:00:00Z'],
    [{ ...q, graceDays: 30 }, '2025-01-31T00:00:00Z'],
    [{ ...q, drop: 'one-step' as const }, undefined],
    [{ ...q, period: { kind: 'lifetime' as const } }, undefined],
    [{ ...q, period: { kind: 'calendar-year' as const, lasts: 'this-year' as const } }, '2025-03-01T00:00:00Z'],
    [{ ...q, period: { kind: 'membership-year' as const, lasts: 'next-year' as const } }, '2024-03-01T00:00:00Z'],
  ])('%j: %s', (qualification, from) => {
    expect(lifeMattersFrom({ qualification }, utc, new Date('2026-03-01T15:00:00Z'))).toEqual(from && new Date(from));
  });
});
