import { expect, it } from 'vitest';
import { occasionsOf, type Expiring } from './occasions.ts';

const on = (day: string, points = 100): Expiring => ({ on: day, points });

it.each<[string, Expiring[], number[], string[]]>([
  ['no notices are promised', [on('2026-12-31')], [], []],
  ['not yet', [on('2026-12-31')], [30], []],
  ['on the very day', [on('2026-12-22')], [30], ['100 of 2026-12-22/30']],
  ['a night was missed', [on('2026-12-20')], [30], ['100 of 2026-12-20/30']],
  ['the last of several whose time has come', [on('2026-11-27')], [30, 7, 1], ['100 of 2026-11-27/7']],
  ['tomorrow', [on('2026-11-23')], [30, 7, 1], ['100 of 2026-11-23/1']],
  ['today: too late', [on('2026-11-22')], [30, 7, 1], []],
  ['several days', [on('2026-11-27'), on('2026-12-22'), on('2026-12-23')], [30, 7], ['100 of 2026-11-27/7', '100 of 2026-12-22/30']],
])('%s', (_, expiring, noticeDays, told) => {
  expect(occasionsOf(expiring, noticeDays, '2026-11-22').map(({ points, occasion }) => `${points} of ${occasion}`)).toEqual(told);
});

it('thirty days are counted over a leap day too', () => {
  expect(occasionsOf([on('2028-03-01')], [30], '2028-01-30')).toEqual([]);
  expect(occasionsOf([on('2028-03-01')], [30], '2028-01-31')).toMatchObject([{ occasion: '2028-03-01/30' }]);
});

it('what expires on one day is one notice; it may be averted only if all of it may', () => {
  const both: Expiring[] = [{ ...on('2026-11-27', 40), unlessActive: true }, on('2026-11-27', 60)];
  expect(occasionsOf(both, [7], '2026-11-22')).toMatchObject([{ points: 100, unlessActive: false }]);
  expect(occasionsOf(both.slice(0, 1), [7], '2026-11-22')).toMatchObject([{ points: 40, unlessActive: true }]);
});
