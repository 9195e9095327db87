import { expect, test } from 'vitest';
import { sampleDefinition } from '../testing/sample.ts';
import { draftOf, fieldsOf } from './draft.ts';
import { placeProblems, problemsIn } from './problems.ts';

const fields = fieldsOf(draftOf(sampleDefinition));

test.each([
  [['tiers', 1, 'thresholdMinor'], 'tiers.1.thresholdMinor'],
  [['definition', 'tiers', 2, 'name'], 'tiers.2.name'],
  [['rewards', 0, 'points'], 'rewards.0.points'],
  [['name'], 'name'],
])('a problem at %j is told at its field', (path, field) => {
  expect(placeProblems([{ path, message: 'too high' }], fields)).toEqual({ at: new Map([[field, 'Too high.']]), elsewhere: [] });
});

test.each([
  [[], 'Too high.'],
  [['redemption', 'holdMinutes'], 'Too high. (redemption.holdMinutes)'],
  // Everybody begins in the first tier: there is no field for it.
  [['tiers', 0, 'thresholdMinor'], 'Too high. (tiers.0.thresholdMinor)'],
  [['tiers', 9, 'name'], 'Too high. (tiers.9.name)'],
])('a problem at %j, which has no field, is told above the form', (path, text) => {
  expect(placeProblems([{ path, message: 'too high' }], fields)).toEqual({ at: new Map(), elsewhere: [text] });
});

test('several problems at one field are told together', () => {
  const problems = [
    { path: ['name'], message: 'Too long.' },
    { path: ['name'], message: 'Not nice!' },
  ];
  expect(placeProblems(problems, fields).at.get('name')).toBe('Too long. Not nice!');
});

test.each([
  [{ problems: [{ path: ['name'], message: 'no' }] }, 1],
  [{ problems: [{ path: 'name', message: 'no' }, { message: 'no' }, null, 'no'] }, 0],
  [{ problems: 'no' }, 0],
  [{}, 0],
])('only well-formed problems are taken from an answer: %j', (details, count) => {
  expect(problemsIn(details)).toHaveLength(count);
});
