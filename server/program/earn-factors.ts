import type { Counted, EarnFacts, Part } from './earn-base.ts';
import type { EarnContext } from './earn-context.ts';
import type { EarnReason, FactorReason } from './earn-reasons.ts';
import { anyOf, type LineFactor, type Running, type TierTerms } from './earn-terms.ts';
import { plus, quotient, roundedPoints, type Whole } from './rounding.ts';

/**
 * What each factor adds to what stands before it, and what rounding did in the end. `own` is what the tier's rate alone gives. The
 * parts' bases are weighed in hundredths, factor by factor, so that nothing is rounded twice.
 */
export function factorReasons(
  order: EarnFacts,
  tier: TierTerms,
  context: EarnContext,
  counted: Counted,
  own: number,
): { factors: readonly FactorReason[]; rounding: EarnReason | undefined } {
  if (tier.factors.length === 0) return { factors: [], rounding: roundingOf(tier, counted, undefined) };
  const { parts, baseMinor, rate } = counted;
  const weights: Whole[] = tier.perLine ? parts.map((part) => plus(0, part.baseMinor, 100)) : [plus(0, baseMinor, 100)];
  const factors: FactorReason[] = [];
  let before = own;
  for (const factor of tier.factors) {
    if (!applies(factor, order, context)) continue;
    const matched = matchedBy(factor, parts);
    if (matched.baseMinor === 0) continue;
    const more = factor.factor - 100;
    if (tier.perLine) for (const i of matched.places) weights[i] = plus(weights[i] ?? 0, parts[i]?.baseMinor ?? 0, more);
    else weights[0] = plus(weights[0] ?? 0, matched.baseMinor, more);
    let total = 0;
    for (const weight of weights) total += roundedPoints(weight, rate.points, 100 * rate.unitMinor, tier.rounding);
    factors.push(reasonOf(factor, matched, rate.foreign, context, total - before));
    before = total;
  }
  return { factors, rounding: roundingOf(tier, counted, factors.length > 0 ? weights : undefined) };
}

function applies({ channels, campaign }: LineFactor, order: EarnFacts, context: EarnContext): boolean {
  if (channels && (order.channel === undefined || anyOf(channels, [order.channel]) === undefined)) return false;
  return campaign === undefined || runs(campaign, order, context);
}

/** Whether a campaign is on for an order: its days, inclusive, and its customers. */
export function runs({ from, to, customerTags }: Running, order: EarnFacts, { day }: EarnContext): boolean {
  return from <= day && day <= to && (customerTags === undefined || anyOf(customerTags, order.customerTags) !== undefined);
}

interface Matched {
  readonly places: readonly number[];
  readonly baseMinor: number;
  readonly lineIds: readonly string[] | undefined;
}

/** Shipping and duties take part in what is about the whole order. */
function matchedBy({ matches }: LineFactor, parts: readonly Part[]): Matched {
  const places: number[] = [];
  const lineIds: string[] = [];
  let baseMinor = 0;
  for (const [i, { line, baseMinor: base }] of parts.entries()) {
    if (matches !== undefined && (line === undefined || base === 0 || !matches(line))) continue;
    places.push(i);
    if (line !== undefined) lineIds.push(line.lineId);
    baseMinor += base;
  }
  return { places, baseMinor, lineIds: matches && lineIds };
}

function reasonOf(
  { rule, id, factor, campaign }: LineFactor,
  { baseMinor, lineIds }: Matched,
  currency: string | undefined,
  context: EarnContext,
  gained: number,
): FactorReason {
  const about = { id, factor, baseMinor, ...(currency !== undefined && { currency }), ...(lineIds && { lineIds }) };
  if (campaign === undefined || rule !== 'campaign-factor')
    return { rule: rule as 'line-factor' | 'channel-factor' | 'subscription-factor', ...about, points: gained };
  return { rule, ...about, ...cutByCampaign(id, campaign, context, gained) };
}

/** What a campaign gives of what it would, with the numbers of its cap. */
export function cutByCampaign(id: string, { capPerMember }: Running, { day, campaignPoints }: EarnContext, gained: number) {
  if (capPerMember === undefined) return { day, points: gained };
  const givenBefore = campaignPoints[id] ?? 0;
  const points = Math.min(gained, Math.max(0, capPerMember - givenBefore));
  return { day, capPerMember, givenBefore, ...(points < gained && { uncapped: gained }), points };
}

/** undefined: there was nothing to round. `weights` are in hundredths; undefined: no factor was applied. */
function roundingOf(
  { perLine, rounding }: TierTerms,
  { parts, baseMinor, rate }: Counted,
  weights: readonly Whole[] | undefined,
): EarnReason | undefined {
  const of = weights ? 100 * rate.unitMinor : rate.unitMinor;
  if (perLine) {
    const values = weights ?? parts.map((part) => part.baseMinor);
    const exact = values.every((value) => quotient(value, rate.points, of).rest === 0);
    return exact ? undefined : { rule: 'rounding', rounding, per: 'line', points: 0 };
  }
  const { whole, rest } = quotient(weights?.[0] ?? baseMinor, rate.points, of);
  // What is beyond any posting is not rounded but cut.
  return rest === 0 || !Number.isSafeInteger(Number(whole))
    ? undefined
    : { rule: 'rounding', rounding, whole: Number(whole), rest, of, points: 0 };
}
