import { expect, test } from 'vitest';
import { definitionSpec } from '../programme/spec/definition.ts';
import { fullDefinition } from '../testing/full.ts';
import { treeOf } from './document.ts';
import type { Json } from './json.ts';
import { notesWithin, placed, placeOf } from './place.ts';

const about = { currency: 'USD', root: treeOf(definitionSpec, fullDefinition as unknown as Json, 'USD') };

test.each([
  [['tiers', 1, 'thresholdMinor'], 'tiers.1.thresholdMinor', 'Tiers, Icon, Spend to reach it'],
  [['tiers', 1, 'perks', 0], 'tiers.1.perks', 'Tiers, Icon, What members read about it'],
  [
    ['tiers', 1, 'rateIn', 'JPY', 'points'],
    'tiers.1.rateIn.1.points',
    'Tiers, Icon, Rates for orders paid in other currencies, JPY, Points',
  ],
  [['tiers', 9], 'tiers', 'Tiers'],
  [['earning', 'rules', 1, 'match'], 'earning.rules.1.match', 'Earning rules, Refills, On which products'],
  [['campaigns', 0, 'effect', 'kind'], 'campaigns.0.effect.kind', 'Campaigns, Spring, What it gives'],
  [['rewards', 0, 'id'], 'rewards.0', 'Rewards, $3 off'],
  [[], '', ''],
])('%s of the document is shown at %s', (path, place, words) => {
  const found = placeOf(definitionSpec, path, about);
  expect([found.path.join('.'), found.words]).toEqual([place, words]);
});

test('several problems at one field are told together, each once', () => {
  const path = ['rewards', 0, 'points'];
  const notes = placed(
    [
      { path, message: 'too dear' },
      { path, message: 'Too dear.' },
      { path, message: 'Odd' },
    ],
    definitionSpec,
    about,
  );
  expect(notes.get('rewards.0.points')).toBe('Too dear. Odd.');
  expect([notesWithin(notes, ['rewards', 0]), notesWithin(notes, ['rewards']), notesWithin(notes, ['rewards', 1])]).toEqual([1, 1, 0]);
});
