import { describe, expect, test } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import { defaultDefinition, type Definition } from './definition.ts';
import { standingAt, type Keep } from './tier.ts';

/*
 * One row is one question. Bronze asks for nothing, Silver for $100, Gold for $200, Platinum for $400; VIP is by invitation. "100 on
 * 2024-01-31" is an order that counts for $100 at noon in the shop; with a time it is an instant.
 */

const base = defaultDefinition('USD');
const tier = (id: string, thresholdMinor: number, more: object = {}) => ({
  id,
  name: id,
  thresholdMinor,
  pointsPerMajorUnit: 1,
  perks: [],
  ...more,
});
const tiers: Definition['tiers'] = [
  tier('bronze', 0),
  tier('silver', 100_00),
  tier('gold', 200_00),
  tier('vip', 0, { inviteOnly: true }),
  tier('platinum', 400_00),
];
type Rules = Partial<Definition['qualification']>;
type Row = readonly [rules: Rules, life: string, on: string, tier: string, until: string | undefined, heldBy: string];

const newYork = calendarOf('America/New_York');
const tokyo = calendarOf('Asia/Tokyo');

function stand([rules, told, on]: readonly [Rules, string, string, ...unknown[]], calendar = newYork, keeps: readonly Keep[] = []) {
  const [joined = '', ...deeds] = told.split(', ');
  const at = (text: string) => (text.length > 10 ? new Date(text) : new Date(calendar.startOf(text).getTime() + 12 * 3_600_000));
  const life = {
    joinedAt: at(joined.replace('joined ', '')),
    deeds: deeds.map((deed) => {
      const [spend = '0', when = ''] = deed.split(' on ');
      return { at: at(when), spendMinor: Math.round(Number(spend) * 100), points: 0, orders: 1 as const };
    }),
    keeps,
  };
  return standingAt({ tiers, qualification: { ...base.qualification, ...rules } }, calendar, life, at(on));
}

const check = (row: Row, calendar = newYork) => {
  const standing = stand(row, calendar);
  expect([standing.tier.id, standing.safe?.until, standing.heldBy]).toEqual([row[3], row[4], row[5]]);
};

const months12 = {};
const grace = { graceDays: 30 };
const step = { drop: 'one-step' } as const;
const thisYear = { period: { kind: 'calendar-year', lasts: 'this-year' } } as const;
const nextYear = { period: { kind: 'calendar-year', lasts: 'next-year' } } as const;
const membership = { period: { kind: 'membership-year', lasts: 'next-year' } } as const;
const ever = { period: { kind: 'lifetime' } } as const;

describe('three years of rolling months', () => {
  const life = 'joined 2024-01-31, 250 on 2024-01-31, 60 on 2024-02-29, 100 on 2025-02-28';
  test.each<Row>([
    [months12, life, '2024-01-31', 'gold', '2025-01-30', 'activity'],
    [months12, life, '2025-01-30', 'gold', '2025-01-30', 'activity'],
    [months12, life, '2025-01-31', 'bronze', undefined, 'activity'],
    // The $60 of 29 February still count on 27 February; on the 28th they do not.
    [months12, life, '2025-02-28', 'silver', '2026-02-27', 'activity'],
    [months12, life, '2026-02-27', 'silver', '2026-02-27', 'activity'],
    [months12, life, '2026-02-28', 'bronze', undefined, 'activity'],
  ])('%j: %s, on %s', (...row) => check(row));

  test.each<Row>([
    // Grace is counted for each tier from the day that time took it.
    [grace, 'joined 2024-03-01, 150 on 2024-03-01, 100 on 2024-03-11', '2025-02-28', 'gold', '2025-03-30', 'activity'],
    [grace, 'joined 2024-03-01, 150 on 2024-03-01, 100 on 2024-03-11', '2025-03-01', 'gold', '2025-03-30', 'grace'],
    [grace, 'joined 2024-03-01, 150 on 2024-03-01, 100 on 2024-03-11', '2025-03-31', 'silver', '2025-04-09', 'grace'],
    [grace, 'joined 2024-03-01, 150 on 2024-03-01, 100 on 2024-03-11', '2025-04-10', 'bronze', undefined, 'activity'],
    // What was bought in the days of grace keeps the tier.
    [grace, 'joined 2024-03-01, 200 on 2024-03-01, 200 on 2025-03-20', '2025-03-31', 'gold', '2026-04-18', 'activity'],
  ])('%j: %s, on %s', (...row) => check(row));

  test.each<Row>([
    [step, 'joined 2024-03-31, 400 on 2024-03-31', '2025-03-30', 'platinum', '2025-03-30', 'activity'],
    [step, 'joined 2024-03-31, 400 on 2024-03-31', '2025-03-31', 'gold', '2026-03-30', 'step'],
    [step, 'joined 2024-03-31, 400 on 2024-03-31', '2026-03-31', 'silver', '2027-03-30', 'step'],
    [step, 'joined 2024-03-31, 400 on 2024-03-31', '2027-03-31', 'bronze', undefined, 'activity'],
    // Reached again in between, it begins anew.
    [step, 'joined 2024-03-31, 400 on 2024-03-31, 400 on 2025-06-01', '2026-05-31', 'platinum', '2026-05-31', 'activity'],
    [step, 'joined 2024-03-31, 400 on 2024-03-31, 400 on 2025-06-01', '2026-06-01', 'gold', '2027-05-31', 'step'],
    // With grace each step is later by it.
    [{ ...step, ...grace }, 'joined 2024-01-01, 200 on 2024-01-01', '2025-01-30', 'gold', '2025-01-30', 'grace'],
    [{ ...step, ...grace }, 'joined 2024-01-01, 200 on 2024-01-01', '2025-01-31', 'silver', '2026-03-01', 'step'],
  ])('%j: %s, on %s', (...row) => check(row));
});

describe('years', () => {
  const life = 'joined 2024-06-15, 200 on 2024-07-01, 100 on 2025-03-01';
  test.each<Row>([
    [thisYear, life, '2024-12-31', 'gold', '2024-12-31', 'activity'],
    [thisYear, life, '2025-01-01', 'bronze', undefined, 'activity'],
    [thisYear, life, '2025-03-01', 'silver', '2025-12-31', 'activity'],
    [thisYear, life, '2026-01-01', 'bronze', undefined, 'activity'],
    [nextYear, life, '2024-07-01', 'gold', '2025-12-31', 'activity'],
    [nextYear, life, '2025-03-01', 'gold', '2025-12-31', 'lasting'],
    [nextYear, life, '2026-01-01', 'silver', '2026-12-31', 'lasting'],
    [nextYear, life, '2027-01-01', 'bronze', undefined, 'activity'],
    [{ ...nextYear, ...grace }, life, '2026-01-30', 'gold', '2026-01-30', 'grace'],
    [{ ...nextYear, ...grace }, life, '2026-01-31', 'silver', '2027-01-30', 'lasting'],
    [{ ...thisYear, ...step }, life, '2025-01-01', 'silver', '2025-12-31', 'step'],
    [{ ...thisYear, ...step }, life, '2026-01-01', 'bronze', undefined, 'activity'],
    [{ ...nextYear, ...step }, 'joined 2024-06-15, 400 on 2024-07-01', '2026-01-01', 'gold', '2026-12-31', 'step'],
    [membership, life, '2025-06-14', 'gold', '2026-06-14', 'activity'],
    [membership, life, '2025-06-15', 'gold', '2026-06-14', 'lasting'],
    [membership, life, '2026-06-15', 'bronze', undefined, 'activity'],
    [membership, 'joined 2024-02-29, 200 on 2024-02-29', '2026-02-27', 'gold', '2026-02-27', 'lasting'],
    [membership, 'joined 2024-02-29, 200 on 2024-02-29', '2026-02-28', 'bronze', undefined, 'activity'],
    [ever, life, '2027-12-31', 'gold', undefined, 'activity'],
  ])('%j: %s, on %s', (...row) => check(row));
});

describe('the day is the shop’s', () => {
  // Half past four in the morning of the 1st in universal time is the 31st in New York and the 1st in Tokyo.
  const life = 'joined 2024-01-01, 200 on 2025-01-01T04:30:00Z';
  test('an order at the turn of the year counts for the shop’s year', () => {
    check([thisYear, life, '2025-01-01T04:59:59Z', 'gold', '2024-12-31', 'activity']);
    check([thisYear, life, '2025-01-01T05:00:00Z', 'bronze', undefined, 'activity']);
    check([thisYear, life, '2025-12-31T14:59:59Z', 'gold', '2025-12-31', 'activity'], tokyo);
    check([thisYear, life, '2025-12-31T15:00:00Z', 'bronze', undefined, 'activity'], tokyo);
  });
  test('a window ends at the shop’s midnight, in summer and in winter', () => {
    const spring = { period: { kind: 'rolling-months', months: 1 } } as const;
    const summer = 'joined 2024-01-01, 200 on 2024-03-09T23:30:00-05:00';
    check([spring, summer, '2024-04-08T23:59:59-04:00', 'gold', '2024-04-08', 'activity']);
    check([spring, summer, '2024-04-09T00:00:00-04:00', 'bronze', undefined, 'activity']);
    const autumn = 'joined 2024-01-01, 200 on 2024-10-03T00:30:00-04:00';
    check([spring, autumn, '2024-11-02T23:59:59-04:00', 'gold', '2024-11-02', 'activity']);
    check([spring, autumn, '2024-11-03T00:00:00-04:00', 'bronze', undefined, 'activity']);
  });
});

describe('keeps', () => {
  const keep = (kind: Keep['kind'], tierId: string, until?: string, ended?: string): Keep => ({
    kind,
    tierId,
    since: new Date('2024-05-01T12:00:00Z'),
    until,
    endedAt: ended === undefined ? undefined : new Date(ended),
  });
  const silver = 'joined 2024-01-01, 100 on 2024-04-01';
  test.each<[string, readonly Keep[], string, string, string | undefined, string]>([
    ['is not heard of before', [keep('pinned', 'gold')], '2024-04-30', 'silver', '2025-03-31', 'activity'],
    ['a pin lifts', [keep('pinned', 'gold', '2024-08-31')], '2024-08-31', 'gold', '2024-08-31', 'pinned'],
    ['until its day', [keep('pinned', 'gold', '2024-08-31')], '2024-09-01', 'silver', '2025-03-31', 'activity'],
    ['a pin holds down', [keep('pinned', 'bronze', '2024-08-31')], '2024-06-01', 'bronze', '2024-08-31', 'pinned'],
    ['without a day for good', [keep('pinned', 'gold')], '2030-01-01', 'gold', undefined, 'pinned'],
    ['until it is ended', [keep('pinned', 'gold', undefined, '2024-07-01T12:00:00Z')], '2024-07-01', 'silver', '2025-03-31', 'activity'],
    [
      'the newest decides',
      [keep('pinned', 'gold'), keep('pinned', 'platinum', '2024-06-30')],
      '2024-06-30',
      'platinum',
      '2024-06-30',
      'pinned',
    ],
    ['a kept tier is the least', [keep('kept', 'gold', '2024-12-31')], '2024-06-01', 'gold', '2024-12-31', 'kept'],
    ['and no more', [keep('kept', 'bronze', '2024-12-31')], '2024-06-01', 'silver', '2025-03-31', 'activity'],
    ['an invitation opens a tier', [keep('invited', 'vip')], '2026-06-01', 'vip', undefined, 'invited'],
    ['a pin goes before it', [keep('pinned', 'bronze'), keep('invited', 'vip')], '2024-06-01', 'bronze', undefined, 'pinned'],
    ['a tier that is gone is none', [keep('pinned', 'diamond')], '2024-06-01', 'silver', '2025-03-31', 'activity'],
  ])('%s', (_what, keeps, on, place, until, heldBy) => {
    const standing = stand([months12, silver, on], newYork, keeps);
    expect([standing.tier.id, standing.safe?.until, standing.heldBy]).toEqual([place, until, heldBy]);
  });

  test('what comes after them is foretold', () => {
    const held = stand([months12, silver, '2024-06-01'], newYork, [keep('kept', 'gold', '2025-12-31')]);
    // The order leaves on 1 April 2025; until the end of the year that changes nothing.
    expect(held.rejudgeOn).toBe('2025-04-01');
    expect(held.safe).toMatchObject({ until: '2025-12-31', after: { id: 'bronze' } });
    const invited = stand([months12, 'joined 2024-01-01, 400 on 2024-04-01', '2024-06-01'], newYork, [keep('invited', 'vip')]);
    expect([invited.tier.id, invited.safe?.until, invited.safe?.after.id]).toEqual(['platinum', '2025-03-31', 'vip']);
  });
});
