import { describe, expect, it } from 'vitest';
import { balanceOf, expiringByDay, standOn, type Lot } from './lots.ts';

const lot = (no: number, parts: Partial<Lot>): Lot => ({
  no,
  source: 'purchase',
  origin: `order/${no}`,
  issued: 100,
  pending: 0,
  available: 0,
  held: 0,
  debt: 0,
  earnedAt: new Date('2026-01-01T00:00:00Z'),
  vestsOn: undefined,
  expiresOn: undefined,
  idleMonths: undefined,
  ...parts,
});

/** Lots as stored, the day, and what the member then has: pending, available, held, debt. */
const cases: [title: string, lots: Lot[], today: string, balance: [number, number, number, number]][] = [
  ['nothing is due', [lot(1, { available: 10, expiresOn: '2026-02-01' })], '2026-01-31', [0, 10, 0, 0]],
  ['gone on its day', [lot(1, { available: 10, expiresOn: '2026-02-01' })], '2026-02-01', [0, 0, 0, 0]],
  ['never gone', [lot(1, { available: 10 })], '2099-01-01', [0, 10, 0, 0]],
  ['not ripe', [lot(1, { pending: 10, vestsOn: '2026-02-01' })], '2026-01-31', [10, 0, 0, 0]],
  ['ripe on its day', [lot(1, { pending: 10, vestsOn: '2026-02-01' })], '2026-02-01', [0, 10, 0, 0]],
  [
    'ripe and gone before anybody looked',
    [lot(1, { pending: 10, vestsOn: '2026-02-01', expiresOn: '2026-03-01' })],
    '2026-03-01',
    [0, 0, 0, 0],
  ],
  ['held points outlive their day', [lot(1, { held: 10, expiresOn: '2026-02-01' })], '2026-03-01', [0, 0, 10, 0]],
  ['what ripens pays what is owed', [lot(1, { debt: 30 }), lot(2, { pending: 50, vestsOn: '2026-02-01' })], '2026-02-01', [0, 20, 0, 0]],
  ['as far as it goes', [lot(1, { debt: 30 }), lot(2, { pending: 20, vestsOn: '2026-02-01' })], '2026-02-01', [0, 0, 0, 10]],
  [
    'it pays before it is gone',
    [lot(1, { debt: 30 }), lot(2, { pending: 50, vestsOn: '2026-02-01', expiresOn: '2026-02-02' })],
    '2026-03-01',
    [0, 0, 0, 0],
  ],
  [
    'what ripens first pays first',
    [
      lot(1, { debt: 30 }),
      lot(2, { pending: 30, vestsOn: '2026-02-02', expiresOn: '2026-02-10' }),
      lot(3, { pending: 30, vestsOn: '2026-02-01', expiresOn: '2027-01-01' }),
    ],
    '2026-03-01',
    [0, 0, 0, 0],
  ],
];

describe('a member’s lots on a day', () => {
  it.each(cases)('%s', (_title, lots, today, [pending, available, held, debt]) => {
    expect(balanceOf(standOn(lots, today, []))).toEqual({ pending, available, held, debt });
  });

  it('stand in the order in which they are spent: soonest gone first, then the oldest, never last', () => {
    const lots = [
      lot(1, { available: 1 }),
      lot(2, { available: 1, expiresOn: '2026-03-01' }),
      lot(3, { available: 1, expiresOn: '2026-02-01' }),
      lot(4, { available: 1, expiresOn: '2026-03-01' }),
    ];
    expect(standOn(lots, '2026-01-01', []).map(({ no }) => no)).toEqual([3, 2, 4, 1]);
  });

  it('tell what will be lost on which day', () => {
    const lots = [
      lot(1, { available: 5, expiresOn: '2026-03-01' }),
      lot(2, { available: 7, expiresOn: '2026-02-01' }),
      lot(3, { available: 1, expiresOn: '2026-03-01' }),
      lot(4, { available: 9 }),
      lot(5, { held: 9, expiresOn: '2026-02-15' }),
    ];
    expect(expiringByDay(lots)).toEqual([
      { points: 7, on: '2026-02-01' },
      { points: 6, on: '2026-03-01' },
    ]);
  });
});
