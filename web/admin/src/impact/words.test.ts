import { expect, test } from 'vitest';
import { ceiling } from '../parts/chart.tsx';
import { droppers, issuedSentence, liabilityOf, moneyChange, monthWords, redeemedOf, startsAt } from './words.ts';

test.each([
  [1000, 1240, 'The draft would have issued 1,240 points instead of 1,000: 24% more.'],
  [1000, 990, 'The draft would have issued 990 points instead of 1,000: 1% less.'],
  [1000, 1000, 'The draft would have issued 1,000 points, as many as the published rules.'],
  [0, 5, 'The draft would have issued 5 points instead of 0.'],
])('%i points before and %i after are told', (replayed, draft, sentence) => {
  expect(issuedSentence({ points: { live: replayed, replayed, draft } })).toBe(sentence);
});

test('months are summed up, but what is open is that of the last', () => {
  const month = (redeemed: number, liability: number) => ({
    month: '2026-03',
    orders: 1,
    issued: { before: 0, after: 0 },
    redeemed: { before: redeemed, after: redeemed * 2 },
    openPoints: { before: 0, after: 0 },
    liabilityMinor: { before: liability, after: liability + 1 },
  });
  const byMonth = [month(10, 500), month(5, 700)];
  expect([redeemedOf({ byMonth }), liabilityOf({ byMonth })]).toEqual([
    { before: 15, after: 30 },
    { before: 700, after: 701 },
  ]);
  expect(liabilityOf({ byMonth: [] })).toEqual({ before: 0, after: 0 });
});

test.each([
  [100, 250, '+$1.50'],
  [250, 100, '−$1.50'],
  [5, 5, 'no change'],
])('%i to %i cents is %s', (before, after, words) => {
  expect(moneyChange({ before, after }, 'USD')).toBe(words);
});

test('a month is named as it is, in any time zone', () => expect(monthWords('2026-03')).toBe('Mar 2026'));

test.each([
  ['now', '', '', null],
  ['later', '2026-12-01', '08:30', new Date('2026-12-01T08:30:00').toISOString()],
  ['later', '', '08:30', undefined],
  ['later', '2026-12-01', 'eight', undefined],
  ['later', '2026-12-01', '25:00', undefined],
] as const)('it starts %s %s %s', (when, day, time, instant) => {
  expect(startsAt(when, day, time)).toBe(instant);
});

test('only moves downwards are drops', () => {
  const byTier = ['Fan', 'Pro', 'Icon'].map((name) => ({ tierId: name, name, before: 0, after: 0 }));
  const moves = [
    { from: 'Fan', to: 'Pro', members: 5 },
    { from: 'Icon', to: 'Fan', members: 2 },
    { from: 'Pro', to: 'Fan', members: 1 },
  ];
  expect(droppers({ byTier, moves })).toBe(3);
});

test.each([
  [0, 10],
  [7, 8],
  [120, 200],
  [201, 400],
  [95_000, 100_000],
])('a chart up to %i ends at %i', (value, top) => {
  expect(ceiling(value)).toBe(top);
});
