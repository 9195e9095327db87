import type { DefinitionProblem } from '../check.ts';
import type { Definition } from '../definition.ts';
import { termsFor } from '../reward-terms.ts';

type Path = DefinitionProblem['path'];

/** Names of tiers and rewards that the document does not have. */
export function referenceProblems(definition: Definition): DefinitionProblem[] {
  const { tiers, campaigns = [], rewards, referral } = definition;
  return [
    ...tiers.flatMap(({ entryGift }, i) =>
      entryGift?.kind === 'reward' ? givenRewardProblems(definition, entryGift.rewardId, ['tiers', i, 'entryGift', 'rewardId']) : [],
    ),
    ...campaigns.flatMap(({ audience }, i) =>
      (audience?.tiers ?? []).flatMap((id, j) => unknownTier(definition, id, ['campaigns', i, 'audience', 'tiers', j])),
    ),
    ...rewards.flatMap(({ tierFrom }, i) => (tierFrom === undefined ? [] : unknownTier(definition, tierFrom, ['rewards', i, 'tierFrom']))),
    ...(referral ? thanksProblems(definition, referral) : []),
  ];
}

/** What is given is given without a cart. */
function givenRewardProblems(definition: Definition, rewardId: string, path: Path): DefinitionProblem[] {
  const reward = definition.rewards.find(({ id }) => id === rewardId);
  if (!reward) return unknownReward(definition, rewardId, path);
  if ('terms' in termsFor(reward, undefined, undefined)) return [];
  const message = `What “${reward.name}” comes to depends on the cart, so it cannot be given as a present. Choose another reward, or points.`;
  return [{ path, message }];
}

function thanksProblems(
  definition: Definition,
  { friend, advocate, ladder = [] }: NonNullable<Definition['referral']>,
): DefinitionProblem[] {
  const all = [
    { thanks: friend, path: ['referral', 'friend'] },
    { thanks: advocate, path: ['referral', 'advocate'] },
    ...ladder.map((rung, i) => ({ thanks: rung.advocate, path: ['referral', 'ladder', i, 'advocate'] })),
  ];
  return all.flatMap(({ thanks, path }) =>
    thanks.kind === 'reward' ? givenRewardProblems(definition, thanks.rewardId, [...path, 'rewardId']) : [],
  );
}

function unknownTier({ tiers }: Definition, id: string, path: Path): DefinitionProblem[] {
  return tiers.some((tier) => tier.id === id)
    ? []
    : [{ path, message: `There is no tier “${id}”. Choose one of: ${tiers.map(({ name }) => name).join(', ')}.` }];
}

function unknownReward({ rewards }: Definition, id: string, path: Path): DefinitionProblem[] {
  if (rewards.some((reward) => reward.id === id)) return [];
  const offered = rewards.length === 0 ? 'There are no rewards yet.' : `Choose one of: ${rewards.map(({ name }) => name).join(', ')}.`;
  return [{ path, message: `There is no reward “${id}”. ${offered}` }];
}
