import { advise, nameFor, type Cart, type Circumstances, type Deal, type Definition, type Locale } from '../program/index.ts';
import type { AdviceView } from './shapes.ts';

/** What saves most on a member's cart, with the names of rewards in a locale. */
export function adviceView(
  definition: Definition,
  member: { readonly available: number; readonly tierId: string; readonly circumstances: ReadonlyMap<string, Circumstances> },
  cart: Cart,
  locale: Locale,
): AdviceView {
  const { apart, best, nextReward, single, without } = advise(definition, member, cart);
  const nameOf = (id: string): string => {
    const reward = definition.rewards.find((one) => one.id === id);
    return reward === undefined ? id : nameFor(reward, locale);
  };
  const dealView = ({ parts, points, savedMinor }: Deal) => ({
    parts: parts.map(({ reward, ...part }) => ({ rewardId: reward.id, name: nameOf(reward.id), ...part })),
    points,
    savedMinor,
  });
  return {
    best: best && dealView(best),
    single: single.map(dealView),
    without: without.map(({ rewardId, why }) => ({ rewardId, why })),
    apart: apart.map(({ rewardIds: [a, b], why }) => ({ rewardIds: [a, b] as [string, string], why })),
    nextReward: nextReward && { ...nextReward, name: nameOf(nextReward.rewardId) },
  };
}
