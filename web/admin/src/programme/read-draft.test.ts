import { expect, test } from 'vitest';
import { sampleDefinition } from '../testing/sample.ts';
import { draftOf, withReward, withTier, type ProgramDraft } from './draft.ts';
import { isChanged, readDraft } from './read-draft.ts';

const untouched = draftOf(sampleDefinition);

test('a draft nobody touched says what is published', () => {
  expect(readDraft(untouched, sampleDefinition)).toEqual({ definition: sampleDefinition, problems: [] });
});

test('typed text becomes the definition; what has no field stays as published', () => {
  const draft = withReward(
    withTier({ ...untouched, name: ' Shine ' }, 1, { name: 'Gold', thresholdMinor: '175.5', pointsPerMajorUnit: '5' }),
    0,
    { points: '1,200' },
  );
  const { definition, problems } = readDraft(draft, sampleDefinition);
  expect(problems).toEqual([]);
  expect(definition).toEqual({
    ...sampleDefinition,
    name: 'Shine',
    tiers: sampleDefinition.tiers.map((tier) =>
      tier.id === 'pro' ? { ...tier, name: 'Gold', thresholdMinor: 175_50, pointsPerMajorUnit: 5 } : tier,
    ),
    rewards: sampleDefinition.rewards.map((reward) => (reward.id === 'three-off' ? { ...reward, points: 1_200 } : reward)),
  });
});

test.each<[string, ProgramDraft, string, string]>([
  ['no programme name', { ...untouched, name: ' ' }, 'name', 'Give it a name.'],
  ['no tier name', withTier(untouched, 2, { name: '' }), 'tiers.2.name', 'Give it a name.'],
  [
    'no amount',
    withTier(untouched, 1, { thresholdMinor: 'lots' }),
    'tiers.1.thresholdMinor',
    'Use digits and a point, for example 150.00.',
  ],
  [
    'half a point',
    withTier(untouched, 0, { pointsPerMajorUnit: '2.5' }),
    'tiers.0.pointsPerMajorUnit',
    'Enter a whole number, for example 4.',
  ],
  ['a free reward', withReward(untouched, 0, { points: '0' }), 'rewards.0.points', 'Enter 1 or more.'],
  [
    'a tier below the one before',
    withTier(untouched, 2, { thresholdMinor: '150' }),
    'tiers.2.thresholdMinor',
    'Enter more than $150.00, where Pro begins.',
  ],
  [
    'a second tier at zero',
    withTier(untouched, 1, { thresholdMinor: '0' }),
    'tiers.1.thresholdMinor',
    'Enter more than $0.00, where Fan begins.',
  ],
])('%s is told at its field', (_, draft, field, message) => {
  expect(readDraft(draft, sampleDefinition).problems.map((problem) => [problem.path.join('.'), problem.message])).toEqual([
    [field, message],
  ]);
});

test('an unreadable threshold is told alone, not with guesses about its neighbours', () => {
  const draft = withTier(withTier(untouched, 1, { thresholdMinor: 'x' }), 2, { thresholdMinor: '1' });
  expect(readDraft(draft, sampleDefinition).problems).toHaveLength(1);
});

test.each([
  ['the same amount written otherwise', withTier(untouched, 1, { thresholdMinor: '150' }), false],
  ['a blank after a name', withTier(untouched, 1, { name: 'Pro ' }), false],
  ['another rate', withTier(untouched, 1, { pointsPerMajorUnit: '5' }), true],
  ['text that can’t be read', withTier(untouched, 1, { pointsPerMajorUnit: '' }), true],
])('%s', (_, draft, changed) => {
  expect(isChanged(draft, sampleDefinition)).toBe(changed);
});
