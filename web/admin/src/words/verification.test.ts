import { expect, test } from 'vitest';
import { verificationSentence } from './verification.ts';

const difference = { memberId: 'm', what: 'available', stored: 2, derived: 1 };

test.each([
  [12, 340, [], '12 members, 340 entries: every balance is what its entries say.'],
  [1, 1, [], '1 member, 1 entry: every balance is what its entries say.'],
  [12, 340, [difference], '12 members, 340 entries: 1 number differs from what the entries say.'],
  [12, 1_340, [difference, difference], '12 members, 1,340 entries: 2 numbers differ from what the entries say.'],
])('%i members, %i entries', (members, entries, differences, sentence) => {
  expect(verificationSentence({ at: '2026-11-22T10:00:00Z', members, entries, differences })).toBe(sentence);
});
