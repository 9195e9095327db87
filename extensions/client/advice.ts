import type { MemberOverview } from './contract.ts';
import { points, sentence, type Sentence } from './sentence.ts';

export type AdviceKey = 'advice.best' | 'advice.apart-classes' | 'advice.apart-same-item' | 'advice.more' | 'advice.earn';

/**
 * What to say about the choice of rewards for a cart: what saves most, where there is a choice; what would save something too
 * but does not go with it, and why; how much more spend brings the next reward. Empty: no member, or no cart in the shop's currency.
 */
export function adviceSentences({ advice, program: { currency }, rewards }: MemberOverview): Sentence<AdviceKey>[] {
  if (advice === undefined) return [];
  const { apart, best, nextReward, single } = advice;
  const said: Sentence<AdviceKey>[] = [];
  const nameOf = (id: string) => rewards.find((reward) => reward.id === id)?.name ?? id;
  if (best !== null && single.length > 1) {
    const isInBest = (id: string) => best.parts.some(({ rewardId }) => rewardId === id);
    said.push(
      sentence('advice.best', {
        rewards: best.parts.map(({ name }) => name).join(' + '),
        money: { minor: best.savedMinor, currency },
        ...points(best.points),
      }),
    );
    for (const { rewardIds, why } of apart) {
      const [other, reward] = isInBest(rewardIds[0]) ? rewardIds : [rewardIds[1], rewardIds[0]];
      if (isInBest(other) && !isInBest(reward))
        said.push(sentence(`advice.apart-${why}`, { reward: nameOf(reward), other: nameOf(other) }));
    }
  }
  if (nextReward !== null) {
    const { by, moreMinor, name } = nextReward;
    said.push(sentence(by === 'this-cart' ? 'advice.more' : 'advice.earn', { money: { minor: moreMinor, currency }, reward: name }));
  }
  return said;
}
