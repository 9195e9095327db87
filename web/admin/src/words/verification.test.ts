import { expect, test } from 'vitest';
import { checkedWords, correctedWords, firstWrongWords, foundWords, verificationSentence } from './verification.ts';

test.each([
  [12, 340, 0, '12 members, 340 entries: every balance, order and tier is what it should be.'],
  [1, 1, 0, '1 member, 1 entry: every balance, order and tier is what it should be.'],
  [0, 0, 0, '0 members, 0 entries: every balance, order and tier is what it should be.'],
  [12, 340, 1, '12 members, 340 entries: 1 number is not what it should be.'],
  [12, 1_340, 2_000, '12 members, 1,340 entries: 2,000 numbers are not what they should be.'],
])('%i members, %i entries, %i found', (members, entries, found, sentence) => {
  expect(verificationSentence({ members, entries, found })).toBe(sentence);
});

test.each([
  [null, 0.02, 'in the night, in less than a second.'],
  [null, 1, 'in the night, in 1 second.'],
  ['42', 12.4, 'by staff member 42, in 12 seconds.'],
])('checked by %s in %d s', (by, seconds, words) => {
  expect(checkedWords({ at: '2026-11-22T10:00:00Z', by, seconds })).toMatch(/^Checked Nov 22, 2026, .*(AM|PM), /);
  expect(checkedWords({ at: '2026-11-22T10:00:00Z', by, seconds })).toContain(words);
});

test.each([
  [null, 'None, the entries are right'],
  [1_200, 'Entry 1,200'],
])('first wrong entry %s', (firstWrongSeq, words) => {
  expect(firstWrongWords({ firstWrongSeq })).toBe(words);
});

test.each([
  [0, 'Nothing differs'],
  [1, '1 difference'],
  [1_000, '1,000 differences'],
])('%i found', (found, words) => {
  expect(foundWords(found)).toBe(words);
});

test.each([
  [0, 'Put right. No points moved.'],
  [42, 'Put right: 42 points added.'],
  [-1, 'Put right: 1 point taken back.'],
])('%i points moved', (points, words) => {
  expect(correctedWords(points)).toBe(words);
});
