import { formatMoney, minor } from '../core/money.ts';
import { definitionSchema, type Definition } from './definition.ts';
import { plainWords } from './plain-words.ts';

/** What is wrong, in plain words, and where: ["tiers", 1, "thresholdMinor"]. */
export interface DefinitionProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

export type ReadDefinition =
  | { readonly definition: Definition }
  | {
      readonly problems: DefinitionProblem[];
      /** It is of the right shape, though it may not be published. */ readonly wellFormed?: Definition;
    };

/** Reads a definition from outside and checks it against the shop's currency: either it may be published, or what stands in the way. */
export function readDefinition(input: unknown, shop: { readonly currency: string }): ReadDefinition {
  const parsed = definitionSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: parsed.error.issues.map(plainWords) };
  const problems = check(parsed.data, shop);
  return problems.length > 0 ? { problems, wellFormed: parsed.data } : { definition: parsed.data };
}

/** The problems a well-formed definition still has; empty: it may be published. */
export function check(definition: Definition, shop: { readonly currency: string }): DefinitionProblem[] {
  return [
    ...currencyProblems(definition, shop.currency),
    ...repeats(definition.tiers, 'tiers', 'id', 'tier'),
    ...repeats(definition.tiers, 'tiers', 'name', 'tier'),
    ...thresholdProblems(definition),
    ...rateProblems(definition),
    ...expiryProblems(definition),
    ...repeats(definition.rewards, 'rewards', 'id', 'reward'),
    ...repeats(definition.rewards, 'rewards', 'name', 'reward'),
    ...rewardProblems(definition),
  ];
}

function currencyProblems({ currency }: Definition, expected: string): DefinitionProblem[] {
  if (currency === expected) return [];
  return [
    { path: ['currency'], message: `The shop sells in ${expected}; the programme has to count in ${expected} too, not in ${currency}.` },
  ];
}

function repeats(
  list: readonly { id: string; name: string }[],
  at: 'tiers' | 'rewards',
  field: 'id' | 'name',
  word: string,
): DefinitionProblem[] {
  const seen = new Set<string>();
  return list.flatMap((item, i) => {
    const value = item[field].toLowerCase();
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message =
      field === 'name'
        ? `Another ${word} is already called “${item.name}”. Choose a different name.`
        : `The id “${item.id}” is used by another ${word}.`;
    return [{ path: [at, i, field], message }];
  });
}

function thresholdProblems({ tiers, currency }: Definition): DefinitionProblem[] {
  return tiers.flatMap((tier, i) => {
    const below = tiers[i - 1];
    const path = ['tiers', i, 'thresholdMinor'];
    if (!below) {
      return tier.thresholdMinor === 0
        ? []
        : [{ path, message: `Everybody begins in ${tier.name}, so it has to start at ${money(0, currency)}.` }];
    }
    if (tier.thresholdMinor > below.thresholdMinor) return [];
    return [
      { path, message: `${tier.name} comes after ${below.name}, so it has to start above ${money(below.thresholdMinor, currency)}.` },
    ];
  });
}

function rateProblems({ tiers }: Definition): DefinitionProblem[] {
  return tiers.flatMap((tier, i) => {
    const below = tiers[i - 1];
    if (!below || tier.pointsPerMajorUnit >= below.pointsPerMajorUnit) return [];
    const message = `${tier.name} is above ${below.name} but earns less: ${tier.pointsPerMajorUnit} instead of ${below.pointsPerMajorUnit}.`;
    return [{ path: ['tiers', i, 'pointsPerMajorUnit'], message }];
  });
}

/** The shortest month decides. */
function expiryProblems({ earning: { vesting, expiry } }: Definition): DefinitionProblem[] {
  if (vesting.kind !== 'after-days' || expiry.kind !== 'months-after-earning' || vesting.days < expiry.months * 28) return [];
  const message = `Points would expire before they become available: they wait ${plural(vesting.days, 'day')} and last ${plural(expiry.months, 'month')}.`;
  return [{ path: ['earning', 'expiry'], message }];
}

function rewardProblems({ rewards, currency }: Definition): DefinitionProblem[] {
  return rewards.flatMap((reward, i) => {
    if (reward.kind !== 'amount' || reward.amountMinor <= reward.minimumOrderMinor || reward.minimumOrderMinor === 0) return [];
    const message = `“${reward.name}” takes off more than the smallest order it is good for (${money(reward.minimumOrderMinor, currency)}). Raise the minimum order or lower the amount.`;
    return [{ path: ['rewards', i, 'minimumOrderMinor'], message }];
  });
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function money(amountMinor: number, currency: string): string {
  return formatMoney({ minor: minor(amountMinor), currency });
}
