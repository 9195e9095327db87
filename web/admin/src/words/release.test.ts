import { expect, test } from 'vitest';
import { releasedSentence } from './release.ts';

test.each([
  ['released', '$3 off is taken back: 100 points are there again.'],
  ['captured', 'An order was faster: $3 off is used, and its points with it.'],
  ['releasing', '$3 off is being taken back. The points return as soon as the shop has answered that the code was not used.'],
] as const)('%s is told', (state, sentence) => {
  expect(releasedSentence({ state, points: 100, title: '$3 off' })).toBe(sentence);
});
