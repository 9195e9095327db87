import type { MemberOverview } from './contract.ts';
import { sentence, type Sentence } from './sentence.ts';

/** The way to the next tier as a bar and a sentence. */
export interface TierProgress {
  /** 0–100, whole. */
  readonly percent: number;
  readonly sentence: Sentence<'progress.missing' | 'progress.top'>;
  /** The server's sentence where points or orders count too; null: `sentence` says all. */
  readonly told: string | null;
  /** null at the top. */
  readonly nextTierName: string | null;
}

/** null for guests, who stand on no tier. */
export function tierProgress({ program, tier, next }: MemberOverview): TierProgress | null {
  if (tier === null) return null;
  if (next === null) return { percent: 100, nextTierName: null, told: null, sentence: sentence('progress.top', { tier: tier.name }) };
  return {
    percent: next.percent,
    nextTierName: next.tier.name,
    told: next.missingPoints === null && next.missingOrders === null ? null : next.text,
    sentence: sentence('progress.missing', {
      money: { minor: next.missingMinor, currency: program.currency },
      tier: next.tier.name,
    }),
  };
}
