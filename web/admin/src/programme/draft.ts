import type { Definition } from '@laurel/server/api';
import { decimalText } from '../words/numbers.ts';

/** The definition as a person edits it: every field is the text in it, right or wrong, so that nothing typed is lost. */
export interface ProgramDraft {
  readonly name: string;
  readonly tiers: readonly TierDraft[];
  readonly rewards: readonly RewardDraft[];
}

/** Fields are named as in the definition, so that a problem's path names its field. Amounts are text in major units. */
export interface TierDraft {
  readonly id: string;
  readonly name: string;
  /** The first tier has no such field on the page: everybody begins there. */
  readonly thresholdMinor: string;
  readonly pointsPerMajorUnit: string;
}

export interface RewardDraft {
  readonly id: string;
  readonly name: string;
  readonly points: string;
  readonly minimumOrderMinor: string;
}

/** The text of every field for a published definition. */
export function draftOf({ name, currency, tiers, rewards }: Definition): ProgramDraft {
  return {
    name,
    tiers: tiers.map((tier) => ({
      id: tier.id,
      name: tier.name,
      thresholdMinor: decimalText(tier.thresholdMinor, currency),
      pointsPerMajorUnit: String(tier.pointsPerMajorUnit),
    })),
    rewards: rewards.map((reward) => ({
      id: reward.id,
      name: reward.name,
      points: String(reward.points),
      minimumOrderMinor: decimalText(reward.minimumOrderMinor, currency),
    })),
  };
}

/** The draft with one tier's field changed. */
export function withTier(draft: ProgramDraft, index: number, change: Partial<TierDraft>): ProgramDraft {
  return { ...draft, tiers: draft.tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)) };
}

/** The draft with one reward's field changed. */
export function withReward(draft: ProgramDraft, index: number, change: Partial<RewardDraft>): ProgramDraft {
  return { ...draft, rewards: draft.rewards.map((reward, at) => (at === index ? { ...reward, ...change } : reward)) };
}

/** The places in the definition that have a field on the page: "name", "tiers.1.thresholdMinor", … */
export function fieldsOf(draft: ProgramDraft): ReadonlySet<string> {
  const tiers = draft.tiers.flatMap((_, index) => keys(`tiers.${index}`, ['name', 'thresholdMinor', 'pointsPerMajorUnit']));
  const rewards = draft.rewards.flatMap((_, index) => keys(`rewards.${index}`, ['name', 'points', 'minimumOrderMinor']));
  return new Set(['name', ...tiers, ...rewards].filter((key) => key !== 'tiers.0.thresholdMinor'));
}

function keys(place: string, fields: readonly string[]): string[] {
  return fields.map((field) => `${place}.${field}`);
}
