import { expect, test } from 'vitest';
import { stepChoices } from './steps-of.ts';

test.each([
  [undefined, 1_000, []],
  [{ minimum: 2, maximum: 5, stepMinor: 100 }, 150, []],
  [{ minimum: 2, maximum: 5, stepMinor: 100 }, 399, [2, 3]],
  [{ minimum: 2, maximum: 5, stepMinor: 100 }, 9_999, [2, 3, 4, 5]],
])('a slider %j of 100 points a step with %i points offers %j', (slider, available, choices) => {
  expect(stepChoices({ points: 100, ...(slider && { slider }) }, available)).toEqual(choices);
});

test('a long slider offers a few, the fewest and the most among them', () => {
  const choices = stepChoices({ points: 1, slider: { minimum: 1, maximum: 1_000, stepMinor: 1 } }, 998);
  expect(choices.length).toBeLessThanOrEqual(26);
  expect([choices[0], choices.at(-1)]).toEqual([1, 998]);
});
