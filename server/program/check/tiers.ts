import type { DefinitionProblem } from '../check.ts';
import type { Tier } from '../definition/tiers.ts';
import type { Definition } from '../definition.ts';
import { count, money, number } from '../words/terms.ts';

type Measure = 'thresholdMinor' | 'thresholdPoints' | 'thresholdOrders';
const measures: readonly Measure[] = ['thresholdMinor', 'thresholdPoints', 'thresholdOrders'];

/** Tiers that are not steps: nobody begins in them, nobody comes to them, or the one above gives less. */
export function tierProblems(definition: Definition): DefinitionProblem[] {
  return [...firstProblems(definition), ...definition.tiers.flatMap((_, place) => (place === 0 ? [] : stepProblems(definition, place)))];
}

function firstProblems({ tiers, currency }: Definition): DefinitionProblem[] {
  const [first] = tiers;
  if (!first) return [];
  const problems: DefinitionProblem[] = [];
  if (first.inviteOnly)
    problems.push({ path: ['tiers', 0, 'inviteOnly'], message: `Everybody begins in ${first.name}, so it cannot be by invitation only.` });
  for (const measure of measures) {
    if ((first[measure] ?? 0) === 0) continue;
    problems.push({
      path: ['tiers', 0, measure],
      message: `Everybody begins in ${first.name}, so it has to start at ${amount(measure, 0, currency)}.`,
    });
  }
  return problems;
}

function stepProblems(definition: Definition, place: number): DefinitionProblem[] {
  const { tiers } = definition;
  const tier = tiers[place];
  if (!tier) return [];
  const below = tiers.findLast((candidate, at) => at < place && !candidate.inviteOnly);
  return [...(tier.inviteOnly ? [] : thresholdProblems(definition, tier, place, below)), ...rateProblems(tier, place, tiers[place - 1])];
}

/** Whoever reaches a tier must not have reached the one above it in the same moment. */
function thresholdProblems(definition: Definition, tier: Tier, place: number, below: Tier | undefined): DefinitionProblem[] {
  const { currency } = definition;
  const { need } = definition.qualification;
  const asked = measures.filter((measure) => (tier[measure] ?? 0) > 0);
  if (asked.length === 0) {
    const message = `Say what ${tier.name} asks for: spend, points or orders. As it is, nobody reaches it.`;
    return [{ path: ['tiers', place, 'thresholdMinor'], message }];
  }
  if (pointsOnly(tier, need) && !earnsAnything(definition, place)) {
    const message = `Nobody reaches ${tier.name}: it asks for points, and no tier below it earns any.`;
    return [{ path: ['tiers', place, 'thresholdPoints'], message }];
  }
  if (!below) return [];
  const both = asked.filter((measure) => (below[measure] ?? 0) > 0);
  const rises = (measure: Measure) => (tier[measure] ?? 0) > (below[measure] ?? 0);
  const falls = (measure: Measure) => (tier[measure] ?? 0) < (below[measure] ?? 0);
  const higher = need === 'all' && asked.length > both.length;
  const wrong =
    need === 'any' ? both.filter((measure) => !rises(measure)) : both.filter((measure) => falls(measure) || (!higher && !both.some(rises)));
  return wrong.map((measure) => ({
    path: ['tiers', place, measure],
    message: `${tier.name} comes after ${below.name}, so it has to start above ${amount(measure, below[measure] ?? 0, currency)}.`,
  }));
}

/** Whether only points lead to the tier. */
function pointsOnly(tier: Tier, need: 'any' | 'all'): boolean {
  const others = tier.thresholdMinor > 0 || (tier.thresholdOrders ?? 0) > 0;
  return (tier.thresholdPoints ?? 0) > 0 && (need === 'all' || !others);
}

function earnsAnything({ tiers, earning, actions, campaigns }: Definition, place: number): boolean {
  const byRate = tiers.slice(0, place).some(({ pointsPerMajorUnit, rateIn }) => pointsPerMajorUnit > 0 || rateIn !== undefined);
  const fixed = earning.rules.some((rule) => 'points' in rule) || (campaigns ?? []).some(({ effect }) => effect.kind === 'bonus');
  return byRate || fixed || (actions ?? []).length > 0;
}

function rateProblems(tier: Tier, place: number, below: Tier | undefined): DefinitionProblem[] {
  if (!below) return [];
  const problems: DefinitionProblem[] = [];
  const less = (is: string, was: string) => `${tier.name} is above ${below.name} but earns less: ${is} instead of ${was}.`;
  if (tier.pointsPerMajorUnit < below.pointsPerMajorUnit) {
    problems.push({
      path: ['tiers', place, 'pointsPerMajorUnit'],
      message: less(number(tier.pointsPerMajorUnit), number(below.pointsPerMajorUnit)),
    });
  }
  for (const [currency, { points, perMajorUnits }] of Object.entries(tier.rateIn ?? {})) {
    const was = below.rateIn?.[currency];
    if (was === undefined || points * was.perMajorUnits >= was.points * perMajorUnits) continue;
    const say = (rate: { points: number; perMajorUnits: number }) => `${rate.points} per ${rate.perMajorUnits} ${currency}`;
    problems.push({ path: ['tiers', place, 'rateIn', currency], message: less(say({ points, perMajorUnits }), say(was)) });
  }
  return problems;
}

/** A higher tier that gives less of something beside the rate; it may be meant. */
export function tierWarnings({ tiers, currency }: Definition): DefinitionProblem[] {
  return tiers.flatMap((tier, place) => {
    const below = tiers[place - 1];
    if (!below) return [];
    const warnings: DefinitionProblem[] = [];
    if (below.birthdayPoints !== undefined && (tier.birthdayPoints ?? 0) < below.birthdayPoints)
      warnings.push({
        path: ['tiers', place, 'birthdayPoints'],
        message: `${tier.name} is above ${below.name} but gives fewer points on a birthday: ${number(tier.birthdayPoints ?? 0)} instead of ${number(below.birthdayPoints)}.`,
      });
    const [from, belowFrom] = [tier.freeShippingFromMinor, below.freeShippingFromMinor];
    if (belowFrom !== undefined && (from === undefined || from > belowFrom))
      warnings.push({
        path: ['tiers', place, 'freeShippingFromMinor'],
        message: `${tier.name} is above ${below.name} but ships free ${from === undefined ? 'never' : `from ${money(from, currency)} only`}; ${below.name} does from ${money(belowFrom, currency)} on.`,
      });
    return warnings;
  });
}

function amount(measure: Measure, value: number, currency: string): string {
  if (measure === 'thresholdMinor') return money(value, currency);
  return count(value, measure === 'thresholdPoints' ? 'point' : 'order');
}
