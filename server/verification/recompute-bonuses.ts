import type { Cause } from '../ledger/index.ts';
import type { Definition } from '../program/index.ts';
import { MOST, priced, rounded, total, unlike, whole, type Discrepancy, type Reason } from './recompute-numbers.ts';

type Rule = Definition['earning']['rules'][number];
type Campaign = NonNullable<Definition['campaigns']>[number];

/** Factors, milestones, units and campaigns: each is one of the version's, gives what that says, and only once. */
export function wrongBonuses(cause: Cause, definition: Definition): Discrepancy | undefined {
  const reasons = cause.reasons ?? [];
  const weighing = weighed(priced(reasons));
  const seen = new Set<string>();
  for (const reason of reasons) {
    const wrong = wrongBonus(reason, cause, definition, weighing);
    if (wrong) return wrong;
    const { rule, id, lineId } = reason;
    if (id === undefined) continue;
    const name = `${String(rule)} ${String(id)} ${String(lineId)}`;
    if (seen.has(name)) return { why: `“${String(id)}” is counted twice in its cause`, stated: whole(reason['points']), derived: 0 };
    seen.add(name);
  }
  return wrongRounding(reasons, weighing);
}

function wrongBonus(reason: Reason, cause: Cause, definition: Definition, weighing: Weighing): Discrepancy | undefined {
  const id = String(reason['id']);
  const rule = definition.earning.rules.find((one) => one.id === id && one.kind === reason['rule']);
  switch (reason['rule']) {
    case 'line-factor':
    case 'subscription-factor':
    case 'channel-factor': {
      const factor = rule && 'factorHundredths' in rule ? rule.factorHundredths : undefined;
      const ofLines = reason['rule'] !== 'channel-factor';
      return wrongFactor(reason, factor, ofLines, weighing) ?? unlike(whole(reason['points']), weighing.gained, `the points of “${id}”`);
    }
    case 'campaign-factor':
    case 'campaign-bonus':
      return wrongCampaign(
        reason,
        cause,
        definition.campaigns?.find((one) => one.id === id),
        weighing,
      );
    case 'line-points':
    case 'first-order':
    case 'order-milestone':
    case 'spend-milestone':
      return unlike(whole(reason['points']), promisedBy(reason, rule, weighing) ?? 0, `the points of “${id}”`);
    default:
      return undefined;
  }
}

/** What a fixed rule gives with the numbers that its reason says. */
function promisedBy(reason: Reason, rule: Rule | undefined, { lines }: Weighing): number | undefined {
  switch (rule?.kind) {
    case 'line-points':
      return reason['each'] === rule.points && lines.some(({ lineId, baseMinor }) => lineId === reason['lineId'] && whole(baseMinor) > 0)
        ? Math.min(Number(MOST), whole(reason['quantity']) * rule.points)
        : undefined;
    case 'first-order':
      return rule.points;
    case 'order-milestone': {
      const times = whole(reason['orderNumber']) / rule.orders;
      return times === 1 || (rule.every && times >= 1 && Number.isInteger(times)) ? rule.points : undefined;
    }
    case 'spend-milestone': {
      const before = whole(reason['spentBeforeMinor']);
      const reached = before < rule.spendMinor && before + whole(reason['spendMinor']) >= rule.spendMinor;
      return reached && reason['reachedMinor'] === rule.spendMinor ? rule.points : undefined;
    }
    default:
      return undefined;
  }
}

function wrongCampaign(reason: Reason, cause: Cause, campaign: Campaign | undefined, weighing: Weighing): Discrepancy | undefined {
  const id = String(reason['id']);
  const day = String(reason['day']);
  const stated = whole(reason['points']);
  const tiers = campaign?.audience?.tiers;
  const on = campaign && day >= campaign.from && day <= campaign.to && (tiers === undefined || tiers.includes(String(cause.tierId)));
  if (!on) return { why: `the campaign “${id}” was not on for this order`, stated, derived: 0 };
  const { effect } = campaign;
  let gained: number;
  if (effect.kind === 'factor') {
    const factor = reason['rule'] === 'campaign-factor' ? effect.factorHundredths : undefined;
    const wrong = wrongFactor(reason, factor, effect.match !== undefined, weighing);
    if (wrong) return wrong;
    gained = weighing.gained;
  } else {
    const enough = reason['minimumMinor'] === effect.minimumOrderMinor && whole(reason['baseMinor']) >= effect.minimumOrderMinor;
    gained = reason['rule'] === 'campaign-bonus' && enough ? effect.points : 0;
  }
  const { capPerMember } = campaign;
  if (reason['capPerMember'] !== capPerMember) return unlike(whole(reason['capPerMember']), capPerMember ?? 0, `the cap of “${id}”`);
  const left = capPerMember === undefined ? gained : Math.max(0, capPerMember - whole(reason['givenBefore']));
  const uncapped = reason['uncapped'] ?? stated;
  return unlike(whole(uncapped), gained, `what “${id}” would give`) ?? unlike(stated, Math.min(gained, left), `the points of “${id}”`);
}

/** Bases in hundredths, to which each factor adds; for the order, or for each line. */
interface Weighing {
  readonly lines: readonly Reason[];
  readonly weights: bigint[];
  factors: number;
  /** By all factors so far. */
  points: number;
  /** By the last of them. */
  gained: number;
}

function weighed(lines: readonly Reason[]): Weighing {
  const weights = lines.map((line) => 100n * BigInt(whole(line['baseMinor'])));
  return { lines, weights, factors: 0, points: total(lines.map((line) => line['points'])), gained: 0 };
}

/** Applies a factor to the weights, unless it is not what the programme says. */
function wrongFactor(reason: Reason, factor: number | undefined, ofLines: boolean, weighing: Weighing): Discrepancy | undefined {
  const id = String(reason['id']);
  if (factor === undefined || reason['factor'] !== factor)
    return { why: `the factor of “${id}” is not the programme’s`, stated: whole(reason['factor']), derived: factor ?? 0 };
  const { lines, weights } = weighing;
  const lineIds = reason['lineIds'];
  if (Array.isArray(lineIds) !== ofLines) return { why: `“${id}” is not about what the programme says`, stated: 0, derived: 0 };
  let base = 0;
  for (const [i, line] of lines.entries()) {
    if (Array.isArray(lineIds) && !(line['rule'] === 'purchase' && lineIds.includes(line['lineId']))) continue;
    base += whole(line['baseMinor']);
    weights[i] = (weights[i] ?? 0n) + BigInt(factor - 100) * BigInt(whole(line['baseMinor']));
  }
  const points = pointsOf(weighing);
  weighing.gained = points - weighing.points;
  weighing.points = points;
  weighing.factors += 1;
  return unlike(whole(reason['baseMinor']), base, `what “${id}” is about`);
}

function pointsOf({ lines, weights }: Weighing): number {
  const { rate, unitMinor, rounding, per } = lines[0] ?? {};
  const points = (weight: bigint) => Number(rounded(weight, whole(rate), 100n * BigInt(whole(unitMinor)), rounding));
  return per === 'line' ? weights.reduce((sum, weight) => sum + points(weight), 0) : points(weights.reduce((sum, one) => sum + one, 0n));
}

/** What was rounded is what everything comes to. */
function wrongRounding(reasons: readonly Reason[], { lines, weights, factors }: Weighing): Discrepancy | undefined {
  const said = reasons.find(({ rule }) => rule === 'rounding');
  const { rate, unitMinor, rounding, per } = lines[0] ?? {};
  if (said === undefined) return undefined;
  if (said['rounding'] !== rounding || said['per'] !== per)
    return { why: 'it was not rounded as the programme says', stated: 0, derived: 0 };
  if (per === 'line') return undefined;
  const hundredths = factors > 0 ? 1n : 100n;
  const of = (100n / hundredths) * BigInt(whole(unitMinor));
  const exact = (weights.reduce((sum, one) => sum + one, 0n) / hundredths) * BigInt(whole(rate));
  return (
    unlike(whole(said['of']), Number(of), 'what was rounded') ??
    unlike(whole(said['whole']), Number(exact / of), 'what was rounded') ??
    unlike(whole(said['rest']), Number(exact % of), 'what was rounded')
  );
}
