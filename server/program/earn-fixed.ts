import { unreachable } from '../core/assert.ts';
import { POINTS_PER_POSTING_MAX } from '../core/points.ts';
import type { Counted, EarnFacts } from './earn-base.ts';
import type { EarnContext } from './earn-context.ts';
import { cutByCampaign, runs } from './earn-factors.ts';
import type { EarnReason, ReasonOf } from './earn-reasons.ts';
import type { Milestone, TierTerms } from './earn-terms.ts';

/** Points that no rate makes: for units of lines that count and, where merchandise counts, for first order, milestones and campaigns. */
export function fixedPoints(order: EarnFacts, tier: TierTerms, context: EarnContext, counted: Counted): readonly EarnReason[] {
  if (tier.linePoints.length === 0 && tier.milestones.length === 0 && tier.bonuses.length === 0) return [];
  const forUnits = unitPoints(tier, counted);
  if (counted.spendMinor === 0) return [...forUnits, ...nothingFixed(tier)];
  return [
    ...forUnits,
    ...tier.milestones.flatMap((milestone) => milestonePoints(milestone, context, counted.spendMinor)),
    ...bonusPoints(order, tier, context, counted),
  ];
}

/** Says that nothing fixed is given, where something is promised. */
export function nothingFixed({ milestones, bonuses }: TierTerms): readonly EarnReason[] {
  return milestones.length === 0 && bonuses.length === 0 ? [] : [{ rule: 'nothing-counts', points: 0 }];
}

function unitPoints({ linePoints }: TierTerms, { parts }: Counted): ReasonOf<'line-points'>[] {
  return linePoints.flatMap(({ id, points: each, matches }) =>
    parts.flatMap(({ line, baseMinor }) => {
      if (line === undefined || baseMinor === 0 || line.quantity <= 0 || !matches(line)) return [];
      const points = Math.min(POINTS_PER_POSTING_MAX, each * line.quantity);
      return [{ rule: 'line-points' as const, id, lineId: line.lineId, quantity: line.quantity, each, points }];
    }),
  );
}

function milestonePoints(milestone: Milestone, context: EarnContext, spendMinor: number): EarnReason[] {
  const { id, points } = milestone;
  switch (milestone.kind) {
    case 'first-order':
      return context.ordersBefore === 0 ? [{ rule: 'first-order', id, points }] : [];
    case 'order-milestone': {
      const orderNumber = context.ordersBefore + 1;
      const reached = milestone.every ? orderNumber % milestone.orders === 0 : orderNumber === milestone.orders;
      return reached ? [{ rule: 'order-milestone', id, orderNumber, points }] : [];
    }
    case 'spend-milestone': {
      const { spentBeforeMinor } = context;
      const reached = spentBeforeMinor < milestone.spendMinor && milestone.spendMinor <= spentBeforeMinor + spendMinor;
      return reached ? [{ rule: 'spend-milestone', id, spentBeforeMinor, spendMinor, reachedMinor: milestone.spendMinor, points }] : [];
    }
    default:
      return unreachable(milestone);
  }
}

function bonusPoints(order: EarnFacts, { bonuses }: TierTerms, context: EarnContext, { worthMinor }: Counted): EarnReason[] {
  return bonuses
    .filter(({ campaign, minimumOrderMinor }) => worthMinor >= minimumOrderMinor && runs(campaign, order, context))
    .map(({ id, points, minimumOrderMinor, campaign }) => {
      const given = cutByCampaign(id, campaign, context, points);
      return { rule: 'campaign-bonus', id, baseMinor: worthMinor, minimumMinor: minimumOrderMinor, ...given };
    });
}

/** What the caps take off a total, each of what the one before it left. */
export function cutByCaps({ caps }: TierTerms, { earnedThatDay, earnedThatMonth }: EarnContext, total: number): readonly EarnReason[] {
  const reasons: EarnReason[] = [];
  let left = total;
  const cut = (cap: ReasonOf<'cap'>['cap'], most: number | undefined, earnedBefore?: number) => {
    if (most === undefined) return;
    const allowed = Math.max(0, most - (earnedBefore ?? 0));
    if (left <= allowed) return;
    reasons.push({ rule: 'cap', cap, most, ...(earnedBefore !== undefined && { earnedBefore }), points: allowed - left });
    left = allowed;
  };
  cut('order', caps.order);
  cut('day', caps.day, earnedThatDay);
  cut('month', caps.month, earnedThatMonth);
  cut('posting', POINTS_PER_POSTING_MAX);
  return reasons;
}
