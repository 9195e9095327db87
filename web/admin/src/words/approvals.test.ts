import { describe, expect, test } from 'vitest';
import { askedWords, decidedSentence, needWords, outcomeWords } from './approvals.ts';

const ada = { memberName: 'Ada Moreau', customerId: '101' };

test.each([
  ['give', 50_000, 'Give 50,000 points'],
  ['take', 1, 'Take 1 point'],
] as const)('to %s %i', (way, points, words) => {
  expect(askedWords({ way, points })).toBe(words);
});

test.each([
  ['give', 0, 'Over the limit of 10,000 points.'],
  ['give', 9_000, 'With 9,000 given within 24 hours, over the limit of 10,000 points.'],
  ['take', 9_000, 'With 9,000 taken within 24 hours, over the limit of 10,000 points.'],
] as const)('to %s after %i', (way, beforePoints, words) => {
  expect(needWords({ way, beforePoints, limitPoints: 10_000 })).toBe(words);
});

describe('what became of it', () => {
  const settled = { decidedBy: 'Mara Lindt', decidedAt: '2026-11-22T10:00:00Z', expiresAt: '2026-12-06T12:00:00Z' };
  test.each([
    ['approved', settled, /^Approved by Mara Lindt, Nov 22, 2026, .*(AM|PM)$/],
    ['declined', settled, /^Declined by Mara Lindt, Nov 22/],
    ['expired', { ...settled, decidedBy: null, decidedAt: null }, /^Expired Dec 6, 2026; nobody decided$/],
  ] as const)('%s', (state, more, words) => {
    expect(outcomeWords({ state, ...more })).toMatch(words);
  });
});

test.each([
  ['approved', 'give', 'Approved. 50,000 points given to Ada Moreau.'],
  ['approved', 'take', 'Approved. 50,000 points taken from Ada Moreau.'],
  ['declined', 'give', 'Declined. No points were moved.'],
  ['withdrawn', 'give', 'Withdrawn. No points were moved.'],
] as const)('%s, to %s, is told', (state, way, sentence) => {
  expect(decidedSentence({ state, way, points: 50_000, ...ada })).toBe(sentence);
});
