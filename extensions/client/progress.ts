import type { MemberOverview } from './contract.ts';
import { sentence, type Sentence } from './sentence.ts';

/** The way to the next tier as a bar and a sentence. */
export interface TierProgress {
  /** 0–100, whole. */
  readonly percent: number;
  readonly sentence: Sentence;
  /** null at the top. */
  readonly nextTierName: string | null;
}

/** null for guests, who stand on no tier. */
export function tierProgress({ program, tier, next }: MemberOverview): TierProgress | null {
  if (tier === null) return null;
  if (next === null) return { percent: 100, nextTierName: null, sentence: sentence('progress.top', { tier: tier.name }) };
  return {
    percent: Math.max(0, Math.min(100, next.percent)),
    nextTierName: next.tier.name,
    sentence: sentence('progress.missing', {
      money: { minor: next.missingMinor, currency: program.currency },
      tier: next.tier.name,
    }),
  };
}
