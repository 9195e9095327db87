import { describe, expect, test } from 'vitest';
import { comparePoints, liabilityMinor, never, type MonthOfPoints } from './compare.ts';

const month = (name: string, before: Record<string, number>, after: Record<string, number>, used = 0): MonthOfPoints => ({
  month: name,
  issued: { before: new Map(Object.entries(before)), after: new Map(Object.entries(after)) },
  used,
});
const rows = (months: readonly MonthOfPoints[]) =>
  comparePoints(months).months.map(({ redeemed, expired, openPoints }) => [
    [redeemed.before, redeemed.after],
    [expired.before, expired.after],
    [openPoints.before, openPoints.after],
  ]);

describe('points month by month', () => {
  test.each<[what: string, months: MonthOfPoints[], rows: number[][][]]>([
    [
      'what is issued is open',
      [month('2026-01', { never: 100 }, { never: 150 })],
      [
        [
          [0, 0],
          [0, 0],
          [100, 150],
        ],
      ],
    ],
    [
      'the draft’s are used by the same share: 40 of 100, so 60 of 150',
      [month('2026-01', { never: 100 }, { never: 150 }, 40)],
      [
        [
          [40, 60],
          [0, 0],
          [60, 90],
        ],
      ],
    ],
    [
      'the share is of all that could be used, not of the month’s own',
      [month('2026-01', { never: 100 }, { never: 100 }), month('2026-02', { never: 100 }, { never: 300 }, 50)],
      [
        [
          [0, 0],
          [0, 0],
          [100, 100],
        ],
        [
          [50, 100],
          [0, 0],
          [150, 300],
        ],
      ],
    ],
    [
      'what is left in the month of its expiry is gone',
      [month('2026-01', { '2026-02': 100 }, { '2026-03': 100 }), month('2026-02', {}, {}, 30), month('2026-03', {}, {})],
      [
        [
          [0, 0],
          [0, 0],
          [100, 100],
        ],
        [
          [30, 30],
          [70, 0],
          [0, 70],
        ],
        [
          [0, 0],
          [0, 70],
          [0, 0],
        ],
      ],
    ],
    [
      'the soonest to expire are used first',
      [month('2026-01', { [never]: 50, '2026-02': 50 }, { [never]: 50, '2026-02': 50 }, 60), month('2026-02', {}, {})],
      [
        [
          [60, 60],
          [0, 0],
          [40, 40],
        ],
        [
          [0, 0],
          [0, 0],
          [40, 40],
        ],
      ],
    ],
    [
      'a draft that issues nothing has nothing to use',
      [month('2026-01', { never: 100 }, {}, 40)],
      [
        [
          [40, 0],
          [0, 0],
          [60, 0],
        ],
      ],
    ],
    [
      'more given back than used counts as nothing used',
      [month('2026-01', { never: 100 }, { never: 100 }, -10)],
      [
        [
          [0, 0],
          [0, 0],
          [100, 100],
        ],
      ],
    ],
    [
      'no habit is known where there was nothing to use',
      [month('2026-01', {}, { never: 100 })],
      [
        [
          [0, 0],
          [0, 0],
          [0, 100],
        ],
      ],
    ],
    [
      'two same programmes come to the same',
      [month('2026-01', { '2026-06': 7 }, { '2026-06': 7 }, 3), month('2026-02', { never: 11 }, { never: 11 }, 5)],
      [
        [
          [3, 3],
          [0, 0],
          [4, 4],
        ],
        [
          [5, 5],
          [0, 0],
          [10, 10],
        ],
      ],
    ],
    [
      'sums beyond what a product of two numbers holds',
      [month('2026-01', { never: 3_000_000_000 }, { never: 6_000_000_000 }, 1_000_000_001)],
      [
        [
          [1_000_000_001, 2_000_000_002],
          [0, 0],
          [1_999_999_999, 3_999_999_998],
        ],
      ],
    ],
  ])('%s', (_, months, expected) => {
    expect(rows(months)).toEqual(expected);
  });

  test('breakage is the share of ended points that expired', () => {
    const { breakage } = comparePoints([month('2026-01', { '2026-01': 100 }, {}, 75)]);
    expect(breakage).toEqual({ expired: 25, ended: 100 });
  });

  test.each<[open: number, micros: number, minorPerMajor: number, expired: number, ended: number, owed: number]>([
    [1_000, 30_000, 100, 0, 0, 3_000],
    [1_000, 30_000, 100, 25, 100, 2_250],
    [1_000, 30_000, 100, 100, 100, 0],
    [1_000, 3_000_000, 1, 1, 2, 1_500],
    [1, 5_000, 100, 0, 1, 1],
    [1, 4_999, 100, 0, 1, 0],
    [9_000_000_000, 30_000, 1_000, 1, 3, 180_000_000_000],
  ])(
    '%i open points at %i millionths, %i to the unit, of which %i of %i expire, are a liability of %i',
    (open, micros, unit, expired, ended, owed) => {
      expect(liabilityMinor(open, micros, unit, { expired, ended })).toBe(owed);
    },
  );
});
