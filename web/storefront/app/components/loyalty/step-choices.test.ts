import { expect, it } from 'vitest';
import { stepChoices } from './step-choices';

const slider = (minimum: number, maximum: number) => ({ points: 10, slider: { minimum, maximum, stepMinor: 100 } });

it.each([
  ['no slider', { points: 10 }, 1_000, []],
  ['out of reach', slider(5, 9), 49, []],
  ['just the fewest', slider(5, 9), 59, [5]],
  ['no more than is paid for', slider(5, 9), 70, [5, 6, 7]],
  ['no more than the most', slider(5, 7), 1_000, [5, 6, 7]],
])('%s', (_case, reward, available, choices) => {
  expect(stepChoices(reward, available)).toEqual(choices);
});

it('of many steps some are offered, the fewest and the most among them', () => {
  const choices = stepChoices(slider(1, 1_000), 100_000);
  expect(choices.length).toBeLessThanOrEqual(26);
  expect([choices[0], choices.at(-1)]).toEqual([1, 1_000]);
});
