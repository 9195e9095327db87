import { describe, expect, it } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import { unknownDay } from '../core/time.ts';
import { defaultDefinition, lotDays, type Definition, type LotSource, type ParcelFacts } from './index.ts';

type Earning = Definition['earning'];
const { earning } = defaultDefinition('USD');
const never = { kind: 'never' } as const;
type Told = ParcelFacts & { source?: LotSource; zone?: string };
const days = (terms: Partial<Earning>, earned: string, { source = 'purchase', zone = 'America/New_York', ...parcels }: Told = {}) =>
  lotDays({ ...earning, ...terms }, source, calendarOf(zone), earned, parcels);

describe('when points can be spent', () => {
  const sent = { fulfilledAt: new Date('2026-11-24T15:00:00Z') };
  const arrived = { deliveredAt: new Date('2026-11-27T15:00:00Z') };
  it.each<[string, Earning['vesting'], object, string | undefined]>([
    ['at once', { kind: 'at-once' }, {}, undefined],
    ['at once, sent or not', { kind: 'at-once' }, sent, undefined],
    ['14 days after the order', { kind: 'after-days', days: 14 }, {}, '2026-12-06'],
    ['14 days after the order, sent or not', { kind: 'after-days', days: 14 }, { ...sent, ...arrived }, '2026-12-06'],
    ['when sent: not yet', { kind: 'on-fulfilment', days: 0 }, {}, unknownDay],
    ['when sent: arrived says nothing', { kind: 'on-fulfilment', days: 0 }, arrived, unknownDay],
    ['when sent', { kind: 'on-fulfilment', days: 0 }, sent, '2026-11-24'],
    ['3 days after sent', { kind: 'on-fulfilment', days: 3 }, { ...sent, ...arrived }, '2026-11-27'],
    ['when arrived: only sent', { kind: 'on-delivery', days: 0 }, sent, unknownDay],
    ['7 days after arrived', { kind: 'on-delivery', days: 7 }, { ...sent, ...arrived }, '2026-12-04'],
    ['return window: nothing known', { kind: 'return-window', days: 30 }, {}, unknownDay],
    ['return window: no word of delivery', { kind: 'return-window', days: 30 }, sent, '2026-12-24'],
    ['return window: from delivery', { kind: 'return-window', days: 30 }, { ...sent, ...arrived }, '2026-12-27'],
  ])('%s', (_, vesting, parcels, vestsOn) => {
    expect(days({ vesting, expiry: never }, '2026-11-22', parcels).vestsOn).toBe(vestsOn);
  });

  it.each([
    // The same instant is another day elsewhere; on 29 March Berlin's day has 23 hours.
    ['America/New_York', '2027-03-29T02:30:00Z', '2027-03-29'],
    ['Europe/Berlin', '2027-03-29T02:30:00Z', '2027-03-30'],
    ['Europe/Berlin', '2027-03-28T00:59:59Z', '2027-03-29'],
    ['Pacific/Auckland', '2027-03-28T11:00:00Z', '2027-03-30'],
  ])('days are the shop’s: in %s what arrived at %s vests a day later, on %s', (zone, at, vestsOn) => {
    const vesting = { kind: 'on-delivery', days: 1 } as const;
    expect(days({ vesting, expiry: never }, '2027-03-01', { zone, deliveredAt: new Date(at) }).vestsOn).toBe(vestsOn);
  });

  it.each(['action', 'gift', 'referral', 'adjustment'] as const)('%s points wait for nothing', (source) => {
    const vesting = { kind: 'on-delivery', days: 7 } as const;
    expect(days({ vesting, expiry: never }, '2026-11-22', { source })).toEqual({});
  });
});

describe('when points are gone', () => {
  const calendarDate = (month: number, day: number, atLeastMonths: number) =>
    ({ kind: 'calendar-date', month, day, atLeastMonths }) as const;
  it.each<[string, Earning['expiry'], string, string | undefined]>([
    ['never', never, '2026-11-22', undefined],
    ['12 months', { kind: 'months-after-earning', months: 12 }, '2026-11-22', '2027-11-22'],
    ['12 months from a leap day', { kind: 'months-after-earning', months: 12 }, '2028-02-29', '2029-02-28'],
    ['1 month from the 31st', { kind: 'months-after-earning', months: 1 }, '2027-01-31', '2027-02-28'],
    ['6 idle months at the soonest', { kind: 'inactivity', months: 6 }, '2026-08-31', '2027-02-28'],
    ['next New Year', calendarDate(1, 1, 0), '2026-11-22', '2027-01-01'],
    ['earned on the very day: a year on', calendarDate(1, 1, 0), '2027-01-01', '2028-01-01'],
    ['earned the day before', calendarDate(1, 1, 0), '2026-12-31', '2027-01-01'],
    ['at least 6 months', calendarDate(1, 1, 6), '2026-11-22', '2028-01-01'],
    ['exactly 6 months', calendarDate(12, 31, 6), '2026-06-30', '2026-12-31'],
    ['a day short of 6 months', calendarDate(12, 31, 6), '2026-07-31', '2027-12-31'],
    ['the 31st of a shorter month', calendarDate(6, 31, 0), '2026-05-01', '2026-06-30'],
    ['the leap day in a common year', calendarDate(2, 29, 0), '2026-11-22', '2027-02-28'],
    ['the leap day in a leap year', calendarDate(2, 29, 0), '2027-03-01', '2028-02-29'],
    ['at least 5 years', calendarDate(12, 31, 60), '2026-11-22', '2031-12-31'],
  ])('%s', (_, expiry, earned, expiresOn) => {
    const { idleMonths, ...rest } = days({ expiry, vesting: { kind: 'at-once' } }, earned);
    expect(rest).toEqual(expiresOn === undefined ? {} : { expiresOn });
    expect(idleMonths).toBe(expiry.kind === 'inactivity' ? expiry.months : undefined);
  });

  const expiryOf = { gift: { kind: 'months-after-earning', months: 1 }, adjustment: never } as const;
  it.each<[LotSource, string | undefined]>([
    ['purchase', '2027-11-22'],
    ['action', '2027-11-22'],
    ['gift', '2026-12-22'],
    ['referral', '2027-11-22'],
    ['adjustment', undefined],
  ])('%s points as promised for them, or as all', (source, expiresOn) => {
    expect(days({ expiryOf }, '2026-11-22', { source }).expiresOn).toBe(expiresOn);
  });
});
