import type { Definition } from '@laurel/server/api';
import { expect, test } from 'vitest';
import { sampleDefinition } from '../testing/sample.ts';
import { describeChanges } from './changes.ts';

const [fan, pro, icon] = sampleDefinition.tiers as [Definition['tiers'][0], Definition['tiers'][0], Definition['tiers'][0]];

test.each<[string, Partial<Definition>, string[]]>([
  ['nothing', {}, []],
  ['the name', { name: 'Shine' }, ['The programme’s name: Glow Club → Shine.']],
  ['a tier’s name', { tiers: [fan, { ...pro, name: 'Gold' }, icon] }, ['Pro’s name: Pro → Gold.']],
  ['a threshold', { tiers: [fan, { ...pro, thresholdMinor: 175_00 }, icon] }, ['Pro’s threshold: $150.00 → $175.00.']],
  ['a rate', { tiers: [fan, pro, { ...icon, pointsPerMajorUnit: 8 }] }, ['Icon’s points per $1: 6 → 8.']],
  ['benefits', { tiers: [fan, { ...pro, perks: [] }, icon] }, ['Pro’s benefits: Double points → none.']],
  ['a tier more', { tiers: [fan, pro, icon, { ...icon, id: 'star', name: 'Star' }] }, ['New tier: Star.']],
  ['a tier less', { tiers: [fan, icon] }, ['The tier Pro is gone.']],
  ['a reward less', { rewards: [] }, ['The reward $3 off is gone.', 'The reward Free shipping is gone.', 'The reward 15% off is gone.']],
  ['the hold', { redemption: { holdMinutes: 90 } }, ['How long a code stays good: 1 hour → 90 minutes.']],
  [
    'the window',
    { qualification: { need: 'any', period: { kind: 'rolling-months', months: 1 }, graceDays: 0, drop: 'recompute' } },
    ['What counts for tiers: what they did in the last 12 months → what they did in the last 1 month.'],
  ],
  [
    'expiry',
    { earning: { ...sampleDefinition.earning, expiry: { kind: 'never' } } },
    ['When points expire: 12 months after they were earned → never.'],
  ],
])('a change of %s is told in words', (_, change, sentences) => {
  expect(describeChanges(sampleDefinition, { ...sampleDefinition, ...change })).toEqual(sentences);
});
