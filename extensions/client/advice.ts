import type { AdviceView, MemberOverview } from './contract.ts';
import { points, sentence, type Sentence } from './sentence.ts';

export type AdviceKey = 'advice.best' | 'advice.apart-classes' | 'advice.apart-same-item' | 'advice.more' | 'advice.earn';

/** What to say about the choice of rewards for a cart. */
export interface AdviceSentences {
  /** What saves most; null where there is nothing to choose. */
  readonly best: Sentence<AdviceKey> | null;
  /** Each reward that would save something too, but not beside the best, with the reason. */
  readonly apart: readonly Sentence<AdviceKey>[];
  /** How much more spend brings the next reward. */
  readonly more: Sentence<AdviceKey> | null;
}

/** null: there is no advice, because there is no member or no cart in the shop's currency. */
export function adviceSentences({ advice, program, rewards }: MemberOverview): AdviceSentences | null {
  if (advice === undefined) return null;
  const money = (minor: number) => ({ minor, currency: program.currency });
  const { best, nextReward, single } = advice;
  return {
    best:
      best === null || single.length < 2
        ? null
        : sentence('advice.best', {
            rewards: best.parts.map(({ name }) => name).join(' + '),
            money: money(best.savedMinor),
            ...points(best.points),
          }),
    apart: apartFromBest(advice, new Map(rewards.map(({ id, name }) => [id, name]))),
    more:
      nextReward &&
      sentence(nextReward.by === 'this-cart' ? 'advice.more' : 'advice.earn', {
        money: money(nextReward.moreMinor),
        reward: nextReward.name,
      }),
  };
}

function apartFromBest({ apart, best, single }: AdviceView, names: ReadonlyMap<string, string>): Sentence<AdviceKey>[] {
  const chosen = new Set(best?.parts.map(({ rewardId }) => rewardId));
  const others = single.flatMap(({ parts }) => parts.map(({ rewardId }) => rewardId)).filter((id) => !chosen.has(id));
  return others.flatMap((id) => {
    const pair = apart.find(({ rewardIds: [a, b] }) => (a === id && chosen.has(b)) || (b === id && chosen.has(a)));
    if (pair === undefined) return [];
    const other = pair.rewardIds[0] === id ? pair.rewardIds[1] : pair.rewardIds[0];
    return [sentence<AdviceKey>(`advice.apart-${pair.why}`, { reward: names.get(id) ?? id, other: names.get(other) ?? other })];
  });
}
