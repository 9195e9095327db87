import { pointsBalance, type Points } from '../core/points.ts';
import { minor, type Minor } from '../core/money.ts';
import { countParts, whyNotLine, whyNotOrder, type Counted, type EarnFacts, type Part } from './earn-base.ts';
import { cutByCaps, fixedPoints, nothingFixed } from './earn-fixed.ts';
import { factorReasons } from './earn-factors.ts';
import type { EarnReason } from './earn-reasons.ts';
import type { EarnTerms, TierTerms } from './earn-terms.ts';
import { roundedPoints } from './rounding.ts';
import { largestRemainder } from './shares.ts';

export { termsOf, type EarnTerms } from './earn-terms.ts';
export type { EarnFacts } from './earn-base.ts';
export type { EarnReason, EarnRule, ReasonOf } from './earn-reasons.ts';

export interface Award {
  /** All of them are points of a purchase and count for the caps of its day and month. */
  readonly points: Points;
  /** What counts towards a tier: net merchandise that counts, in minor units of the shop's currency; no tax, shipping, gift cards or tips. */
  readonly baseMinor: Minor;
  /** The points of all reasons sum to the award. */
  readonly reasons: readonly EarnReason[];
  /** What each campaign gave, before the caps of order, day and month; for the campaigns' own caps. */
  readonly campaigns: Readonly<Record<string, number>>;
}

/**
 * What an order earns under the given terms, and why. Whole numbers only, in this order:
 *
 * 1. Does the order count: its currency, its customer's tags, its channel?
 * 2. Which lines count, and for how much: gift cards, tips, sale, code and excluded lines do not, tax does, as the programme says.
 *    Money is the shop's, or what was paid in another currency for which the tier has a rate. Refunds that name no line are shared
 *    over the lines. Shipping and duties come on top if they count, but never alone.
 * 3. Is that as much as the smallest order that earns? If not, nothing is earned, but the spend counts towards the tier.
 * 4. Base × rate, and the factors on each line: they add up, 2× and 1.5× to 2.5×. Rounded once, for the order or for each line,
 *    and split over the lines by largest remainder. A factor's points are what it adds to all before it, in the order of the
 *    programme, so their sum is the exact product, rounded. A campaign's are cut to what it has left for the member.
 * 5. Fixed points on top: for units of lines that count, and, where merchandise counts, for first order, milestones and campaigns.
 * 6. Caps last: order, day, month; none gives more than one posting may move.
 *
 * Never throws for what a shop can send: what does not count is named among the reasons.
 */
export function earn(order: EarnFacts, { tier, context }: EarnTerms): Award {
  const whyNot = whyNotOrder(order, tier);
  if (whyNot) return { points: pointsBalance(0), baseMinor: minor(0), reasons: [whyNot], campaigns: none };
  const counted = countParts(order, tier);
  if (counted.baseMinor === 0 || counted.worthMinor < tier.minimumOrderMinor) return uncounted(order, tier, counted);

  const own = ownPoints(counted, tier);
  const reasons = lineReasons(order, tier, counted, own.shares);
  if (counted.byHandMinor > 0) reasons.push(byHandReason(counted));
  let total = own.total;
  let campaigns: Record<string, number> | undefined;
  const add = (reason: EarnReason) => {
    reasons.push(reason);
    total += reason.points;
    if (reason.rule === 'campaign-factor' || reason.rule === 'campaign-bonus') {
      campaigns ??= {};
      campaigns[reason.id] = (campaigns[reason.id] ?? 0) + reason.points;
    }
  };
  const { factors, rounding } = factorReasons(order, tier, context, counted, own.total);
  for (const reason of factors) add(reason);
  if (rounding) reasons.push(rounding);
  for (const reason of fixedPoints(order, tier, context, counted)) add(reason);
  for (const reason of cutByCaps(tier, context, total)) add(reason);
  return { points: pointsBalance(total), baseMinor: minor(counted.spendMinor), reasons, campaigns: campaigns ?? none };
}

const none: Readonly<Record<string, number>> = Object.freeze({});

/** The tier's rate on every part, before any factor. */
function ownPoints({ parts, baseMinor, rate }: Counted, { rounding, perLine }: TierTerms): { total: number; shares: readonly number[] } {
  const of = (base: number) => roundedPoints(base, rate.points, rate.unitMinor, rounding);
  if (!perLine) {
    const total = of(baseMinor);
    return { total, shares: largestRemainder(total, parts.map(baseOf)) };
  }
  const shares = parts.map((part) => of(part.baseMinor));
  return { total: shares.reduce((sum, share) => sum + share, 0), shares };
}

function baseOf({ baseMinor }: Part): number {
  return baseMinor;
}

/** No money that counts, or too little: nothing is earned, nothing fixed either. */
function uncounted(order: EarnFacts, tier: TierTerms, counted: Counted): Award {
  const reasons: EarnReason[] = [];
  if (counted.baseMinor === 0) {
    reasons.push(...lineReasons(order, tier, counted, []));
    if (counted.byHandMinor > 0) reasons.push(byHandReason(counted));
    reasons.push(...nothingFixed(tier));
  } else {
    for (const line of order.lines) {
      const rule = whyNotLine(line, tier);
      if (rule !== undefined) reasons.push({ rule, lineId: line.lineId, points: 0 });
    }
    reasons.push({ rule: 'below-minimum', baseMinor: counted.worthMinor, minimumMinor: tier.minimumOrderMinor, points: 0 });
  }
  return { points: pointsBalance(0), baseMinor: minor(counted.spendMinor), reasons, campaigns: none };
}

/** Every line in the order in which they stand, then shipping and duties: what its points can be computed from again, or why it has none. */
function lineReasons(order: EarnFacts, tier: TierTerms, { parts, rate, byHandMinor }: Counted, shares: readonly number[]): EarnReason[] {
  const reasons: EarnReason[] = [];
  const part = (i: number, { kind, line, grossMinor, baseMinor }: Part) => {
    const priced = {
      baseMinor,
      ...(rate.foreign !== undefined && { currency: rate.foreign }),
      rate: rate.points,
      unitMinor: rate.unitMinor,
      rounding: tier.rounding,
      ...(tier.perLine && ({ per: 'line' } as const)),
      points: shares[i] ?? 0,
    };
    if (kind !== 'purchase' || line === undefined) reasons.push({ rule: kind as 'shipping' | 'duties', ...priced });
    else reasons.push({ rule: 'purchase', lineId: line.lineId, ...(byHandMinor > 0 && { netMinor: grossMinor }), ...priced });
  };
  let next = 0;
  for (const line of order.lines) {
    const counted = parts[next];
    if (counted?.line === line) part(next++, counted);
    else reasons.push({ rule: whyNotLine(line, tier) ?? 'nothing-paid', lineId: line.lineId, points: 0 });
  }
  for (const sent of parts.slice(next)) part(next++, sent);
  return reasons;
}

function byHandReason({ byHandMinor, rate }: Counted): EarnReason {
  const currency = rate.foreign === undefined ? {} : { currency: rate.foreign };
  return { rule: 'refunded-by-hand', refundedMinor: byHandMinor, ...currency, points: 0 };
}
