import { expect, test } from 'vitest';
import { conversionWords, judgedSentence, previewSentence, scoresProblem, staffSentence } from './referrals.ts';

const row = {
  advocate: { memberId: 'a', name: 'Ada Moreau', customerId: '1', blocked: false },
  friend: { memberId: 'b', name: null, customerId: '22' },
};

test.each([
  ['qualified', 'Approved: Ada Moreau brought Customer 22. Both are thanked.'],
  ['refused', 'Refused: Ada Moreau brought Customer 22. Nobody is thanked.'],
  ['held', 'Waits again: Ada Moreau brought Customer 22.'],
] as const)('after a decision that led to %s', (state, sentence) => {
  expect(judgedSentence(row, state)).toBe(sentence);
});

test('conversion is said with what it is of', () => {
  expect(conversionWords({ claimed: 40, counted: 12 })).toBe('of 40 who came: 30%.');
  expect(conversionWords({ claimed: 0, counted: 0 })).toBe('Nobody came in these days.');
});

test('a preview says what would be, and what is', () => {
  const now = { through: 110, held: 6, refused: 4 };
  expect(previewSentence({ judged: 120, now, proposed: { through: 1, held: 1_001, refused: 2 } })).toBe(
    'Of 120 referrals that were judged, 1,001 would wait (now 6) and 2 would be refused (now 4).',
  );
  expect(previewSentence({ judged: 0, now, proposed: now })).toBe('No referral was judged yet, so nothing can be said of other scores.');
  expect(staffSentence({ approvedByStaff: 3, refusedByStaff: 0 })).toBe('Of them, staff approved 3 and refused 0.');
});

test.each([
  ['60', '120', undefined],
  ['60', '60', undefined],
  ['0', '120', { hold: 'Enter a whole score from 1 to 1,000.' }],
  ['x', '1e3', { hold: 'Enter a whole score from 1 to 1,000.', refuse: 'Enter a whole score from 1 to 1,000.' }],
  ['61', '60', { refuse: 'What is refused has to score at least as much as what waits.' }],
])('scores %s and %s', (hold, refuse, problem) => {
  expect(scoresProblem(hold, refuse)).toEqual(problem);
});
