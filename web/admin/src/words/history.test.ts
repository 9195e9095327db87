import { expect, test } from 'vitest';
import { besideAvailable, historySentence } from './history.ts';

test.each([
  ['issue', 96, 96, '#1001', 'Earned 96 points with order #1001'],
  ['issue', 1, 1, null, 'Earned 1 point'],
  ['vest', 96, 0, '#1001', '96 points became available from order #1001'],
  ['schedule', 96, 0, '#1001', '96 points became available from order #1001'],
  ['schedule', 0, 0, '#1001', 'New day on which points from order #1001 become available'],
  ['hold', 100, 0, '$3 off', 'Set 100 points aside for $3 off'],
  ['hold', 100, 0, null, 'Set 100 points aside for a reward'],
  ['capture', 100, -100, '$3 off', 'Used 100 points for $3 off'],
  ['release', 100, 0, '$3 off', '100 points returned from $3 off, not used'],
  ['expire', 1_240, -1_240, null, '1,240 points expired'],
  ['claw-back', 48, -48, '#1001', 'Took back 48 points after a change to order #1001'],
  ['claw-back', 48, -48, null, 'Took back 48 points after a change to an order'],
  ['give-back', 100, 100, '$3 off', 'Gave back 100 points used for $3 off'],
  ['adjust-up', 50, 50, 'late parcel', 'Staff added 50 points: late parcel'],
  ['adjust-down', 50, -50, null, 'Staff took 50 points'],
  ['spend', 100, -100, '$3 off', 'Spent 100 points on $3 off without a hold'],
  ['settle-debt', 1, 0, null, '1 point was used to settle what was owed'],
  ['settle-debt', 20, 0, null, '20 points were used to settle what was owed'],
  ['transfer', 40, -40, 'customer 102', 'Merged with customer 102'],
  ['transfer', 40, 40, null, 'Merged with another account'],
  ['transfer', 60, 0, 'customer 101', 'Merged with customer 101: what 60 points were used for went along'],
] as const)('%s of %i points', (kind, moved, points, subject, sentence) => {
  expect(historySentence({ kind, moved, points, subject })).toBe(sentence);
});

test.each([
  [{ available: 5, pending: 0, held: 0, debt: 0 }, ''],
  [{ available: 5, pending: 20, held: 1_000, debt: 10 }, '1,000 held · 20 pending · 10 owed'],
])('what is not available stands beside the balance, if there is any', (balance, text) => {
  expect(besideAvailable(balance)).toBe(text);
});
