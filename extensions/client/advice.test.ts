import { expect, test } from 'vitest';
import { adviceSentences } from './advice.ts';
import type { AdviceView } from './contract.ts';
import { aReward, anOverview } from './fixtures.ts';

const part = (rewardId: string, name: string, savedMinor: number) => ({ rewardId, name, points: 100, savedMinor });
const deal = (...parts: ReturnType<typeof part>[]) => ({
  parts,
  savedMinor: parts.reduce((sum, one) => sum + one.savedMinor, 0),
  points: parts.length * 100,
});
const three = part('three-off', '$3 off', 3_00);
const five = part('five-off', '$5 off', 5_00);
const sent = part('sent', 'Free shipping', 4_00);
const nothing: AdviceView = { best: null, single: [], without: [], apart: [], nextReward: null };
const rewards = [three, five, sent].map(({ rewardId, name }) => aReward({ id: rewardId, name }));
const said = (advice: Partial<AdviceView>) => adviceSentences(anOverview({ rewards, advice: { ...nothing, ...advice } }));

test('without advice there is nothing to say', () => {
  expect(adviceSentences(anOverview())).toEqual([]);
});

const bestSaid = {
  key: 'advice.best',
  values: { rewards: '$5 off', money: { minor: 5_00, currency: 'USD' }, count: 100, points: 100 },
};

test('what saves most is said where there is a choice', () => {
  const best = deal(five, sent);
  expect(said({ best, single: [deal(five), deal(sent)] })).toEqual([
    { key: 'advice.best', values: { rewards: '$5 off + Free shipping', money: { minor: 9_00, currency: 'USD' }, count: 200, points: 200 } },
  ]);
  expect(said({ best: deal(five), single: [deal(five)] })).toEqual([]);
});

test('what does not go with the best is named with the reason; what is apart from another only is not', () => {
  const advice = said({
    best: deal(five),
    single: [deal(three), deal(five), deal(sent)],
    apart: [
      { rewardIds: ['three-off', 'five-off'], why: 'classes' },
      { rewardIds: ['five-off', 'sent'], why: 'same-item' },
      { rewardIds: ['three-off', 'sent'], why: 'classes' },
    ],
  });
  expect(advice).toEqual([
    bestSaid,
    { key: 'advice.apart-classes', values: { reward: '$3 off', other: '$5 off' } },
    { key: 'advice.apart-same-item', values: { reward: 'Free shipping', other: '$5 off' } },
  ]);
});

test.each([
  ['this-cart', 'advice.more'],
  ['points', 'advice.earn'],
] as const)('the next reward by %s', (by, key) => {
  expect(said({ nextReward: { rewardId: 'three-off', name: '$3 off', moreMinor: 2_50, by } })).toEqual([
    { key, values: { money: { minor: 2_50, currency: 'USD' }, reward: '$3 off' } },
  ]);
});
