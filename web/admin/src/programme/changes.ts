import type { Definition } from '@laurel/server/api';
import { money, number, points } from '../words/numbers.ts';
import { clawbackWords, expiryWords, holdWords, qualificationWords, rewardWords, roundingWords, unitWords, vestingWords } from './terms.ts';

/** What differs between two definitions, one sentence each, in the order of the page. Empty: nothing a person would notice. */
export function describeChanges(from: Definition, to: Definition): string[] {
  return [
    ...changed('The programme’s name', from.name, to.name),
    ...listChanges('tier', from.tiers, to.tiers, (before, after) => tierChanges(before, after, to.currency)),
    ...listChanges('reward', from.rewards, to.rewards, (before, after) => rewardChanges(before, after, to.currency)),
    ...ruleChanges(from, to),
  ];
}

type Tier = Definition['tiers'][number];
type Reward = Definition['rewards'][number];

function tierChanges(before: Tier, after: Tier, currency: string): string[] {
  return [
    ...changed(`${before.name}’s name`, before.name, after.name),
    ...changed(`${after.name}’s threshold`, money(before.thresholdMinor, currency), money(after.thresholdMinor, currency)),
    ...changed(`${after.name}’s points per ${unitWords(currency)}`, number(before.pointsPerMajorUnit), number(after.pointsPerMajorUnit)),
    ...changed(`${after.name}’s benefits`, before.perks.join(', ') || 'none', after.perks.join(', ') || 'none'),
  ];
}

function rewardChanges(before: Reward, after: Reward, currency: string): string[] {
  return [
    ...changed(`${before.name}’s name`, before.name, after.name),
    ...changed(`${after.name}’s price`, points(before.points), points(after.points)),
    ...changed(`${after.name}’s smallest order`, money(before.minimumOrderMinor, currency), money(after.minimumOrderMinor, currency)),
    ...changed(`What ${after.name} gives`, rewardWords(before, currency), rewardWords(after, currency)),
  ];
}

function ruleChanges(from: Definition, to: Definition): string[] {
  return [
    ...changed('What counts for tiers', qualificationWords(from), qualificationWords(to)),
    ...changed('Rounding', roundingWords(from), roundingWords(to)),
    ...changed('When points become available', vestingWords(from), vestingWords(to)),
    ...changed('When points expire', expiryWords(from), expiryWords(to)),
    ...changed('When an order is refunded', clawbackWords(from), clawbackWords(to)),
    ...changed('How long a code stays good', holdWords(from), holdWords(to)),
  ];
}

function listChanges<T extends { id: string; name: string }>(
  noun: string,
  from: readonly T[],
  to: readonly T[],
  differences: (before: T, after: T) => string[],
): string[] {
  const before = new Map(from.map((one) => [one.id, one]));
  const kept = new Set(to.map((one) => one.id));
  return [
    ...to.flatMap((after) => {
      const was = before.get(after.id);
      return was === undefined ? [`New ${noun}: ${after.name}.`] : differences(was, after);
    }),
    ...from.filter((one) => !kept.has(one.id)).map((one) => `The ${noun} ${one.name} is gone.`),
  ];
}

function changed(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}.`];
}
