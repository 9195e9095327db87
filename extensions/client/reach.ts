import type { MemberOverview, RewardView } from './contract.ts';

/** What the points are worth in rewards, without regard to any cart. */
export interface Reach {
  /** The dearest reward the points pay for. */
  readonly best: RewardView | null;
  /** The cheapest they do not pay for yet. */
  readonly next: { readonly reward: RewardView; readonly missingPoints: number } | null;
}

export function reach({ points, rewards }: Pick<MemberOverview, 'points' | 'rewards'>): Reach {
  const available = points?.available ?? 0;
  const byPrice = [...rewards].sort((one, other) => one.points - other.points);
  const best = byPrice.filter((reward) => reward.points <= available).at(-1) ?? null;
  const next = byPrice.find((reward) => reward.points > available);
  return { best, next: next === undefined ? null : { reward: next, missingPoints: next.points - available } };
}
