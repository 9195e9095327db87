import type { DefinitionProblem } from '../check.ts';
import type { Reward } from '../definition.ts';
import type { Definition } from '../definition.ts';
import { count, money } from '../words/terms.ts';

/** Settings that contradict each other: what they promise could never come, or would be taken back by another. */
export function contradictions(definition: Definition): DefinitionProblem[] {
  const { campaigns = [], rewards, referral } = definition;
  return [
    ...repeats(definition.tiers, ['tiers'], 'tier'),
    ...repeats(definition.earning.rules.map(named), ['earning', 'rules'], 'rule'),
    ...repeats(definition.actions ?? [], ['actions'], 'action'),
    ...repeats(campaigns, ['campaigns'], 'campaign'),
    ...repeats(rewards, ['rewards'], 'reward'),
    ...purchaseProblems(definition),
    ...expiryProblems(definition),
    ...campaigns.flatMap((campaign, i) => dayProblems(campaign.from, campaign.to, ['campaigns', i, 'to'], `“${campaign.name}”`)),
    ...rewards.flatMap((reward, i) => rewardProblems(definition, reward, i)),
    ...(referral ? referralProblems(referral) : []),
  ];
}

type Path = DefinitionProblem['path'];

function named(rule: Definition['earning']['rules'][number]): { id: string; name: string | undefined } {
  return { id: rule.id, name: 'name' in rule ? rule.name : undefined };
}

function repeats(list: readonly { id: string; name: string | undefined }[], at: Path, word: string): DefinitionProblem[] {
  const [ids, names] = [new Set<string>(), new Set<string>()];
  const idProblems: DefinitionProblem[] = [];
  const nameProblems: DefinitionProblem[] = [];
  for (const [i, { id, name }] of list.entries()) {
    if (ids.has(id)) idProblems.push({ path: [...at, i, 'id'], message: `The id “${id}” is used by another ${word}.` });
    ids.add(id);
    if (name === undefined) continue;
    if (names.has(name.toLowerCase()))
      nameProblems.push({ path: [...at, i, 'name'], message: `Another ${word} is already called “${name}”. Choose a different name.` });
    names.add(name.toLowerCase());
  }
  return [...idProblems, ...nameProblems];
}

function purchaseProblems({ earning: { rules } }: Definition): DefinitionProblem[] {
  const purchases = rules.filter(({ kind }) => kind === 'purchase').length;
  if (purchases === 1) return [];
  const message =
    purchases === 0
      ? 'One rule has to say that purchases earn the tier’s rate.'
      : 'Only one rule can say that purchases earn the tier’s rate.';
  return [{ path: ['earning', 'rules'], message }];
}

/** The shortest month decides. */
function expiryProblems({ earning: { vesting, expiry } }: Definition): DefinitionProblem[] {
  if (vesting.kind === 'at-once' || expiry.kind !== 'months-after-earning' || vesting.days < expiry.months * 28) return [];
  const message = `Points would expire before they become available: they wait ${count(vesting.days, 'day')} and last ${count(expiry.months, 'month')}.`;
  return [{ path: ['earning', 'expiry'], message }];
}

function dayProblems(from: string | undefined, to: string | undefined, path: Path, what: string): DefinitionProblem[] {
  return from !== undefined && to !== undefined && to < from ? [{ path, message: `${what} would end before it begins.` }] : [];
}

function rewardProblems({ currency }: Definition, reward: Reward, i: number): DefinitionProblem[] {
  const problems = dayProblems(reward.validFrom, reward.validTo, ['rewards', i, 'validTo'], `“${reward.name}”`);
  if (reward.kind === 'amount' && reward.minimumOrderMinor !== 0 && reward.amountMinor > reward.minimumOrderMinor) {
    const smallest = money(reward.minimumOrderMinor, currency);
    const message = `“${reward.name}” takes off more than the smallest order it is good for (${smallest}). Raise the minimum order or lower the amount.`;
    problems.push({ path: ['rewards', i, 'minimumOrderMinor'], message });
  }
  if (reward.kind === 'slider' && reward.maximumSteps < reward.minimumSteps) {
    const message = `“${reward.name}” asks for at least ${count(reward.minimumSteps, 'step')}, and allows ${count(reward.maximumSteps, 'step')} at most.`;
    problems.push({ path: ['rewards', i, 'maximumSteps'], message });
  }
  return problems;
}

function referralProblems({ from, to, ladder = [] }: NonNullable<Definition['referral']>): DefinitionProblem[] {
  const steps = ladder.flatMap((rung, i) => {
    const below = ladder[i - 1];
    if (!below || rung.friends > below.friends) return [];
    return [
      { path: ['referral', 'ladder', i, 'friends'], message: `This step has to come after the one for ${count(below.friends, 'friend')}.` },
    ];
  });
  return [...dayProblems(from, to, ['referral', 'to'], 'Bringing friends'), ...steps];
}
