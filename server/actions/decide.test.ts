import { describe, expect, it } from 'vitest';
import { calendarOf } from '../core/calendar.ts';
import { defaultDefinition, type Action } from '../program/index.ts';
import { countOf, periodOf, pointsOf, type Done } from './decide.ts';

const calendar = calendarOf('America/New_York');
const action = (change: Partial<Action>): Action => ({
  id: 'act',
  name: 'Act',
  kind: 'custom',
  points: 10,
  limit: { times: 1, per: 'ever' },
  ...change,
});
/** Done so often in a period. */
const times = (count: number, period: string): Done[] => Array.from({ length: count }, (_, i) => ({ actionId: 'act', period, n: i + 1 }));

describe('how often an action counts', () => {
  it.each<[what: string, Partial<Action>, Done[], day: string, left: number, again: string | null]>([
    ['never done', {}, [], '2026-03-01', 1, null],
    ['once for ever, done', {}, times(1, 'ever'), '2026-03-01', 0, null],
    ['twice a day, once done', { limit: { times: 2, per: 'day' } }, times(1, '2026-03-01'), '2026-03-01', 1, null],
    ['twice a day, done', { limit: { times: 2, per: 'day' } }, times(2, '2026-03-01'), '2026-03-01', 0, '2026-03-02'],
    ['twice a day, done the day before', { limit: { times: 2, per: 'day' } }, times(2, '2026-02-28'), '2026-03-01', 2, null],
    ['once a month, done on its last day', { limit: { times: 1, per: 'month' } }, times(1, '2026-01'), '2026-01-31', 0, '2026-02-01'],
    ['once a month, done in December', { limit: { times: 1, per: 'month' } }, times(1, '2026-12'), '2026-12-05', 0, '2027-01-01'],
    ['once a year, done', { limit: { times: 1, per: 'year' } }, times(1, '2026'), '2026-02-28', 0, '2027-01-01'],
    [
      'more often than a version that is stricter allows',
      { limit: { times: 2, per: 'year' } },
      times(5, '2026'),
      '2026-02-28',
      0,
      '2027-01-01',
    ],
    ['another action was done', {}, [{ actionId: 'other', period: 'ever', n: 1 }], '2026-03-01', 1, null],
    ['who joins, joins once', { kind: 'sign-up', limit: { times: 9, per: 'day' } }, times(1, 'ever'), '2026-03-01', 0, null],
    [
      'a birthday comes once a year',
      { kind: 'birthday', limit: { times: 9, per: 'day' } },
      times(1, '2026'),
      '2026-03-01',
      0,
      '2027-01-01',
    ],
    ['and may count once for ever', { kind: 'birthday', limit: { times: 9, per: 'ever' } }, times(1, 'ever'), '2026-03-01', 0, null],
  ])('%s', (_what, change, done, day, left, again) => {
    expect(countOf(action(change), done, calendar, day)).toMatchObject({ left, again });
  });

  it.each([
    ['day', '2026-03-01'],
    ['month', '2026-03'],
    ['year', '2026'],
    ['ever', 'ever'],
  ] as const)('a %s is %s', (per, period) => expect(periodOf(per, '2026-03-01')).toBe(period));
});

describe('what an action brings', () => {
  const [fan, pro] = defaultDefinition('USD').tiers;
  const gold = pro && { ...pro, birthdayPoints: 300 };
  it.each([
    ['its points', action({}), gold, 10],
    ['on a birthday, those of the tier', action({ kind: 'birthday' }), gold, 300],
    ['on a birthday in a tier that promises none, its own', action({ kind: 'birthday' }), fan, 10],
  ])('%s', (_what, one, tier, points) => expect(pointsOf(one, tier).points).toBe(points));
});
