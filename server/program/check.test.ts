import { describe, expect, test } from 'vitest';
import { readDefinition } from './check.ts';
import { defaultDefinition } from './definition.ts';

const shop = { currency: 'USD' };
type Edit = readonly [path: string, value: unknown];

/** The default programme with some places changed; undefined takes the place out. */
function edited(...edits: readonly Edit[]): unknown {
  const draft: unknown = structuredClone(defaultDefinition('USD'));
  for (const [path, value] of edits) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce((at, step) => (at as Record<string, unknown>)[step], draft) as Record<string, unknown>;
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return draft;
}

function problems(input: unknown): string[] {
  const read = readDefinition(input, shop);
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];
}

test('the programme a shop starts from may be published, in any currency', () => {
  for (const currency of ['USD', 'JPY', 'KWD', 'EUR'])
    expect(readDefinition(defaultDefinition(currency), { currency })).toHaveProperty('definition');
});

const eleven = Array.from({ length: 11 }, (_, i) => ({ id: `t${i}`, name: `T${i}`, thresholdMinor: i, pointsPerMajorUnit: 1, perks: [] }));

describe('problems are told in plain words, with their place', () => {
  test.each<[what: string, edits: readonly Edit[], problem: string]>([
    [
      'the first tier starts above zero',
      [['tiers.0.thresholdMinor', 10_00]],
      'tiers.0.thresholdMinor: Everybody begins in Fan, so it has to start at $0.00.',
    ],
    [
      'tiers out of order',
      [['tiers.2.thresholdMinor', 150_00]],
      'tiers.2.thresholdMinor: Icon comes after Pro, so it has to start above $150.00.',
    ],
    [
      'a higher tier that earns less',
      [['tiers.2.pointsPerMajorUnit', 3]],
      'tiers.2.pointsPerMajorUnit: Icon is above Pro but earns less: 3 instead of 4.',
    ],
    ['two tiers of one name', [['tiers.1.name', 'fan ']], 'tiers.1.name: Another tier is already called “fan”. Choose a different name.'],
    ['two tiers of one id', [['tiers.1.id', 'fan']], 'tiers.1.id: The id “fan” is used by another tier.'],
    [
      'two rewards of one name',
      [['rewards.1.name', '$3 OFF']],
      'rewards.1.name: Another reward is already called “$3 OFF”. Choose a different name.',
    ],
    ['two rewards of one id', [['rewards.1.id', 'three-off']], 'rewards.1.id: The id “three-off” is used by another reward.'],
    [
      'a reward above its minimum order',
      [['rewards.0.amountMinor', 12_00]],
      'rewards.0.minimumOrderMinor: “$3 off” takes off more than the smallest order it is good for ($10.00). Raise the minimum order or lower the amount.',
    ],
    ['another currency', [['currency', 'EUR']], 'currency: The shop sells in USD; the programme has to count in USD too, not in EUR.'],
    [
      'points that are gone before they come',
      [
        ['earning.vesting', { kind: 'after-days', days: 40 }],
        ['earning.expiry', { kind: 'months-after-earning', months: 1 }],
      ],
      'earning.expiry: Points would expire before they become available: they wait 40 days and last 1 month.',
    ],
    ['no name', [['tiers.0.name', '  ']], 'tiers.0.name: Please fill this in.'],
    ['a long name', [['tiers.0.name', 'x'.repeat(61)]], 'tiers.0.name: Please keep it to 60 characters.'],
    ['an id with a space', [['tiers.0.id', 'A b']], 'tiers.0.id: Use lower-case letters, digits and hyphens, at most 40.'],
    ['no tiers', [['tiers', []]], 'tiers: At least 1 is needed.'],
    ['too many tiers', [['tiers', eleven]], 'tiers: No more than 10, please.'],
    ['half a point', [['tiers.0.pointsPerMajorUnit', 1.5]], 'tiers.0.pointsPerMajorUnit: This has to be a whole number.'],
    ['a negative rate', [['tiers.0.pointsPerMajorUnit', -1]], 'tiers.0.pointsPerMajorUnit: This has to be 0 or more.'],
    ['an absurd rate', [['tiers.2.pointsPerMajorUnit', 1001]], 'tiers.2.pointsPerMajorUnit: This has to be 1,000 or less.'],
    ['a threshold as text', [['tiers.1.thresholdMinor', '150']], 'tiers.1.thresholdMinor: This has to be a number.'],
    ['a name as number', [['tiers.1.name', 150]], 'tiers.1.name: This has to be a text.'],
    ['a missing name', [['tiers.1.name', undefined]], 'tiers.1.name: This is missing.'],
    ['an unknown setting', [['tiers.1.colour', 'gold']], 'tiers.1: There is no setting called “colour”.'],
    ['an unknown kind of reward', [['rewards.0.kind', 'pony']], 'rewards.0.kind: Choose one of the kinds that are offered.'],
    ['an unknown rounding', [['earning.rounding', 'sideways']], 'earning.rounding: Choose one of: down, half-up, up.'],
  ])('%s', (_what, edits, problem) => {
    expect(problems(edited(...edits))).toEqual([problem]);
  });

  test('something that is no document at all', () => {
    for (const input of [undefined, null, 'programme', 7, []]) expect(problems(input)).toHaveLength(1);
  });

  test('all problems at once', () => {
    expect(problems(edited(['tiers.1.thresholdMinor', 0], ['tiers.1.pointsPerMajorUnit', 1]))).toHaveLength(2);
  });
});
