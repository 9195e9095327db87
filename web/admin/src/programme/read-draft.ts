import type { Definition, DefinitionProblem } from '@laurel/server/api';
import { money } from '../words/numbers.ts';
import { readMoney, readName, readWhole, type Read } from '../words/typed.ts';
import type { ProgramDraft } from './draft.ts';

// The server decides; these spare a round trip and say it while the person types.
export const NAME_LENGTH_MAX = 60;
export const RATE_MAX = 1_000;
export const REWARD_POINTS_MAX = 1_000_000;
export const AMOUNT_MINOR_MAX = 100_000_000_00;

export interface ReadDraft {
  /** What the fields say, over the version they are based on; fields that can't be read keep that version's value. */
  readonly definition: Definition;
  /** What to change, at the fields; empty: the definition may be sent. */
  readonly problems: readonly DefinitionProblem[];
}

/** Reads every field of a draft of `published`; what has no field is taken from there. */
export function readDraft(draft: ProgramDraft, published: Definition): ReadDraft {
  const problems: DefinitionProblem[] = [];
  const take = <T>(path: DefinitionProblem['path'], read: Read<T>, otherwise: T): T => {
    if (read.ok) return read.value;
    problems.push({ path, message: read.problem });
    return otherwise;
  };
  const definition: Definition = {
    ...published,
    name: take(['name'], readName(draft.name, NAME_LENGTH_MAX), published.name),
    tiers: published.tiers.map((tier, index) => readTier(tier, index, draft, published.currency, take)),
    rewards: published.rewards.map((reward, index) => readReward(reward, index, draft, published.currency, take)),
  };
  return { definition, problems: problems.length > 0 ? problems : thresholdsRise(definition) };
}

/** Whether publishing this draft would change anything: "150" for "150.00" would not, an unreadable field might. */
export function isChanged(draft: ProgramDraft, published: Definition): boolean {
  const { definition, problems } = readDraft(draft, published);
  return problems.length > 0 || JSON.stringify(definition) !== JSON.stringify(published);
}

type Take = <T>(path: DefinitionProblem['path'], read: Read<T>, otherwise: T) => T;

function readTier(
  tier: Definition['tiers'][number],
  index: number,
  draft: ProgramDraft,
  currency: string,
  take: Take,
): Definition['tiers'][number] {
  const typed = draft.tiers[index];
  if (typed === undefined) return tier;
  const threshold =
    index === 0 ? { ok: true as const, value: tier.thresholdMinor } : readMoney(typed.thresholdMinor, currency, AMOUNT_MINOR_MAX);
  return {
    ...tier,
    name: take(['tiers', index, 'name'], readName(typed.name, NAME_LENGTH_MAX), tier.name),
    thresholdMinor: take(['tiers', index, 'thresholdMinor'], threshold, tier.thresholdMinor),
    pointsPerMajorUnit: take(
      ['tiers', index, 'pointsPerMajorUnit'],
      readWhole(typed.pointsPerMajorUnit, 0, RATE_MAX),
      tier.pointsPerMajorUnit,
    ),
  };
}

function readReward(
  reward: Definition['rewards'][number],
  index: number,
  draft: ProgramDraft,
  currency: string,
  take: Take,
): Definition['rewards'][number] {
  const typed = draft.rewards[index];
  if (typed === undefined) return reward;
  const minimum = readMoney(typed.minimumOrderMinor, currency, AMOUNT_MINOR_MAX);
  return {
    ...reward,
    name: take(['rewards', index, 'name'], readName(typed.name, NAME_LENGTH_MAX), reward.name),
    points: take(['rewards', index, 'points'], readWhole(typed.points, 1, REWARD_POINTS_MAX), reward.points),
    minimumOrderMinor: take(['rewards', index, 'minimumOrderMinor'], minimum, reward.minimumOrderMinor),
  };
}

// The order of tiers is the order in which people climb.
function thresholdsRise({ tiers, currency }: Definition): DefinitionProblem[] {
  return tiers.flatMap((tier, index) => {
    const below = tiers[index - 1];
    if (below === undefined || tier.thresholdMinor > below.thresholdMinor) return [];
    const message = `Enter more than ${money(below.thresholdMinor, currency)}, where ${below.name} begins.`;
    return [{ path: ['tiers', index, 'thresholdMinor'], message }];
  });
}
