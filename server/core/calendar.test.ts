import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';
import { addMonths, dayIn, startOfDay } from './time.ts';

const zones = [
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
  'Africa/Monrovia',
  'Europe/Dublin',
  'UTC',
];
const instants = fc.date({ min: new Date('1973-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('what is remembered is what was worked out', () => {
  test.each(zones)('%s', (zone) => {
    const calendar = calendarOf(zone);
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 20 }), fc.integer({ min: -24, max: 24 }), (list, months) => {
        for (const at of [...list, ...list]) {
          const day = dayIn(zone, at);
          expect(calendar.dayOf(at)).toBe(day);
          expect(calendar.startOf(day)).toEqual(startOfDay(zone, day));
          expect(calendar.monthsAfter(day, months)).toBe(addMonths(day, months));
        }
      }),
    );
  });

  test('the last millisecond of a day is still that day', () => {
    const calendar = calendarOf('America/New_York');
    expect(calendar.dayOf(new Date('2026-03-02T04:59:59.999Z'))).toBe('2026-03-01');
    expect(calendar.dayOf(new Date('2026-03-02T05:00:00.000Z'))).toBe('2026-03-02');
  });
});
