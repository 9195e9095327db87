import { currencyDigits } from '../../core/money.ts';
import type { DefinitionProblem } from '../check.ts';
import type { Campaign } from '../definition/earning.ts';
import type { Definition, Reward } from '../definition.ts';
import { pointValue, rewardValueMinor } from '../reward-value.ts';
import { count, money, number } from '../words/terms.ts';
import { lifeOfPoints, rhythmWords, roughPoints, type Rhythm } from './rhythm.ts';

/** Above this, members who know take one reward only. */
const valueRatioMax = 3;

/** What the promise costs and is worth, reckoned with how the shop's members buy. */
export function economyWarnings(definition: Definition, rhythm: Rhythm): DefinitionProblem[] {
  return [
    ...valueWarnings(definition, rhythm),
    ...marginWarnings(definition, rhythm),
    ...reachWarnings(definition, rhythm),
    ...lifeWarnings(definition, rhythm),
  ];
}

interface Priced {
  readonly reward: Reward;
  readonly i: number;
  /** What a point is worth with it, in millionths of a major unit. */
  readonly micros: number;
}

function valueWarnings(definition: Definition, { typicalOrderMinor }: Rhythm): DefinitionProblem[] {
  const major = 10 ** currencyDigits(definition.currency);
  const priced = definition.rewards.flatMap((reward, i): Priced[] => {
    const value = rewardValueMinor(reward, typicalOrderMinor);
    return value === undefined || value === 0 ? [] : [{ reward, i, micros: (value * 1_000_000) / (reward.points * major) }];
  });
  const [least, most] = [priced.toSorted((a, b) => a.micros - b.micros)[0], priced.toSorted((a, b) => b.micros - a.micros)[0]];
  if (!least || !most || most.micros <= valueRatioMax * least.micros) return [];
  const hundred = ({ micros }: Priced) => money(Math.round((micros * 100 * major) / 1_000_000), definition.currency);
  const times = Math.round((most.micros / least.micros) * 10) / 10;
  const message = `100 points are worth ${hundred(most)} with “${most.reward.name}” and ${hundred(least)} with “${least.reward.name}”, ${number(times)} times less. Hardly anybody will choose the latter.`;
  return [{ path: ['rewards', least.i, 'points'], message }];
}

function marginWarnings(definition: Definition, { typicalOrderMinor }: Rhythm): DefinitionProblem[] {
  const margin = definition.economy?.marginPercent;
  if (margin === undefined) return [];
  const { micros } = pointValue(definition, typicalOrderMinor);
  return definition.tiers.flatMap((tier, i) => {
    const { hundredths, because } = highestFactor(definition, tier.id);
    const costPercent = (tier.pointsPerMajorUnit * hundredths * micros) / 1_000_000 / (definition.earning.perMajorUnits ?? 1);
    if (costPercent <= margin) return [];
    const by = because.length === 0 ? '' : `, with ${because.map((name) => `“${name}”`).join(' and ')} added,`;
    const cost = Math.round(costPercent * 10) / 10;
    const message = `Orders in ${tier.name}${by} give back ${number(cost)}% of what is paid; the margin you reckon with is ${margin}%.`;
    return [{ path: ['tiers', i, 'pointsPerMajorUnit'], message }];
  });
}

/** The most that factors can add up to on one line, in hundredths, and of which: rules count always, campaigns on their best day. */
function highestFactor({ earning, campaigns = [] }: Definition, tierId: string): { hundredths: number; because: string[] } {
  const rules = earning.rules.flatMap((rule) => ('factorHundredths' in rule ? [{ name: rule.name, factor: rule.factorHundredths }] : []));
  const mine = campaigns.filter(({ effect, audience }) => effect.kind === 'factor' && (audience?.tiers?.includes(tierId) ?? true));
  const best = bestDay(mine);
  const all = [...rules, ...best.map(({ name, effect }) => ({ name, factor: effect.kind === 'factor' ? effect.factorHundredths : 100 }))];
  return { hundredths: all.reduce((sum, { factor }) => sum + factor - 100, 100), because: all.map(({ name }) => name) };
}

/** The campaigns that run together on the day on which they give most; a day on which one begins is enough to look at. */
function bestDay(campaigns: readonly Campaign[]): Campaign[] {
  const worth = (running: readonly Campaign[]) =>
    running.reduce((sum, { effect }) => sum + (effect.kind === 'factor' ? effect.factorHundredths - 100 : 0), 0);
  return campaigns
    .map(({ from }) => campaigns.filter((one) => one.from <= from && from <= one.to))
    .reduce<Campaign[]>((best, running) => (worth(running) > worth(best) ? running : best), []);
}

/** Prices that even a member of the highest tier does not come to before the first points are gone. */
function reachWarnings(definition: Definition, rhythm: Rhythm): DefinitionProblem[] {
  const life = lifeOfPoints(definition);
  const top = definition.tiers.at(-1);
  if (life === undefined || !top || top.pointsPerMajorUnit === 0) return [];
  const days = Math.max(life, rhythm.daysBetweenOrders);
  const spend = Math.round((days * yearlySpend(definition, rhythm)) / 365);
  const reach = roughPoints(definition, top.pointsPerMajorUnit, spend);
  return definition.rewards.flatMap((reward, i) => {
    const price = reward.kind === 'slider' ? reward.points * reward.minimumSteps : reward.points;
    if (price <= reach) return [];
    const message = `Hardly anybody can have “${reward.name}”: a typical member of ${top.name} earns about ${count(reach, 'point')} before the first expire, and it costs ${number(price)}.`;
    return [{ path: ['rewards', i, 'points'], message }];
  });
}

/** Of a member of the highest tier, in minor units: what the tier asks for, or as everybody buys, whichever is more. */
function yearlySpend({ tiers, qualification: { period } }: Definition, { typicalOrderMinor, daysBetweenOrders }: Rhythm): number {
  const usual = (typicalOrderMinor * 365) / Math.max(1, daysBetweenOrders);
  const threshold = tiers.at(-1)?.thresholdMinor ?? 0;
  const months = period.kind === 'rolling-months' ? period.months : 12;
  return period.kind === 'lifetime' ? usual : Math.max(usual, (threshold * 12) / months);
}

/** Points that are gone before the cheapest reward is reached, for a member of the first tier who buys as usual. */
function lifeWarnings(definition: Definition, rhythm: Rhythm): DefinitionProblem[] {
  const life = lifeOfPoints(definition);
  const [first] = definition.tiers;
  const open = definition.rewards.filter(({ tierFrom }) => tierFrom === undefined || tierFrom === first?.id);
  const cheapest = open.toSorted((a, b) => a.points - b.points)[0];
  if (life === undefined || !first || !cheapest) return [];
  const perOrder = roughPoints(definition, first.pointsPerMajorUnit, rhythm.typicalOrderMinor);
  if (perOrder === 0) return [];
  const orders = Math.ceil(cheapest.points / perOrder);
  const days = Math.round((orders - 1) * rhythm.daysBetweenOrders);
  if (days <= life) return [];
  const order = money(rhythm.typicalOrderMinor, definition.currency);
  const message = `Points last about ${count(life, 'day')}, but “${cheapest.name}” takes a member of ${first.name} ${count(orders, 'order')} and about ${count(days, 'day')}, ${rhythmWords(rhythm, order)}.`;
  return [{ path: ['earning', 'expiry'], message }];
}
