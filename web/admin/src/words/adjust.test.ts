import { expect, test } from 'vitest';
import { foretell, readAdjustment, resultSentence } from './adjust.ts';

test('what is typed rightly is read, without the blanks around it', () => {
  expect(readAdjustment({ way: 'take', points: ' 1,250 ', reason: '  late parcel ' })).toEqual({
    problems: {},
    adjustment: { way: 'take', points: 1_250, reason: 'late parcel' },
  });
});

test.each([
  [{ points: '' }, { points: 'Enter a whole number, for example 4.' }],
  [{ points: '0' }, { points: 'Enter 1 or more.' }],
  [{ points: '1.5' }, { points: 'Enter a whole number, for example 4.' }],
  [{ points: '1000001' }, { points: 'Enter 1,000,000 or less.' }],
  [{ reason: ' ' }, { reason: 'Say why. Who reads the history later will want to know.' }],
  [{ reason: 'ok' }, { reason: 'Use at least 3 characters.' }],
  [{ reason: 'x'.repeat(301) }, { reason: 'Use at most 300 characters; this has 301.' }],
])('%o is refused with what to change', (typed, problems) => {
  expect(readAdjustment({ way: 'give', points: '50', reason: 'late parcel', ...typed })).toEqual({ problems });
});

const balance = { available: 100, pending: 0, held: 0, debt: 0 };
test.each([
  ['give', 50, balance, '100 points can be spent now, 150 after this.'],
  ['take', 100, balance, '100 points can be spent now, 0 after this.'],
  ['take', 101, balance, '100 points can be spent now; that is fewer than 101.'],
  ['give', 50, { ...balance, available: 0, debt: 20 }, '0 points can be spent now, 30 after this: 20 settle what is owed.'],
  ['give', 10, { ...balance, available: 0, debt: 20 }, '0 points can be spent now, 0 after this: 10 settle what is owed.'],
] as const)('to %s %i points of %o is foretold', (way, points, before, sentence) => {
  expect(foretell(before, { way, points }, 10_000)).toBe(sentence);
});

test.each([
  [10_000, '100 points can be spent now, 10,100 after this.'],
  [10_001, '100 points can be spent now, 10,101 after this. More than 10,000 points wait until a second person approves.'],
])('that %i points need a second person is foretold', (points, sentence) => {
  expect(foretell(balance, { way: 'give', points }, 10_000)).toBe(sentence);
  expect(foretell(balance, { way: 'give', points }, undefined)).not.toContain('second person');
});

test.each([
  ['give', 'Asked for: 50,000 points to Ada Moreau wait for a second person to approve. No points moved yet.'],
  ['take', 'Asked for: 50,000 points from Ada Moreau wait for a second person to approve. No points moved yet.'],
] as const)('what waits is told: %s', (way, sentence) => {
  expect(resultSentence('Ada Moreau', { approval: { way, points: 50_000 } })).toBe(sentence);
});

test.each([
  [50, '50 points given to Ada Moreau. They have 100 points to spend.'],
  [-1, '1 point taken from Ada Moreau. They have 100 points to spend.'],
])('%i points are told', (points, sentence) => {
  expect(resultSentence('Ada Moreau', { points, balance })).toBe(sentence);
});
