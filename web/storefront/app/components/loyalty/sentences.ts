import type { MemberOverview, PublicProgram, RewardView, WhyNot } from '@laurel/server/api';
import { formatPoints, formatRound } from '../../lib/money';

/** The sentences of the kit: facts in, plain English out. */

export type NextTier = NonNullable<MemberOverview['next']>;
export type TierFacts = PublicProgram['tiers'][number];

/** "100 points", "1 point". */
export function pointsSentence(points: number): string {
  return `${formatPoints(points)} ${points === 1 ? 'point' : 'points'}`;
}

/** What is missing for a reward, as something a person can do about it. */
export function whyNotSentence(why: WhyNot, currency: string): string {
  switch (why.code) {
    case 'not-enough-points':
      return `${pointsSentence(why.missingPoints)} to go`;
    case 'order-too-small':
      return `Add ${formatRound(why.missingMinor, currency)} more to your cart`;
    case 'nothing-to-discount':
      return 'Nothing in your cart that it could take something off';
    default:
      return 'Not right now';
  }
}

/** What a reward asks for besides points; null when nothing. */
export function conditionSentence(reward: Pick<RewardView, 'minimumOrderMinor'>, currency: string): string | null {
  return reward.minimumOrderMinor > 0 ? `On orders from ${formatRound(reward.minimumOrderMinor, currency)}` : null;
}

/** How far the next tier is. */
export function nextTierSentence(next: NextTier, currency: string): string {
  if (next.missingPoints !== null || next.missingOrders !== null) return next.text;
  return `Spend ${formatRound(next.missingMinor, currency)} more to become ${next.tier.name}`;
}

/** What a tier earns: "4 points per $1". */
export function rateSentence(tier: Pick<TierFacts, 'pointsPerMajorUnit'>, currency: string): string {
  return `${pointsSentence(tier.pointsPerMajorUnit)} per ${majorUnit(currency)}`;
}

/** What reaches a tier. */
export function thresholdSentence(tier: Pick<TierFacts, 'thresholdMinor'>, currency: string): string {
  return tier.thresholdMinor === 0 ? 'From your first visit' : `From ${formatRound(tier.thresholdMinor, currency)} spent`;
}

/** How long a hold still lasts: "for 58 more minutes". */
export function holdSentence(minutesLeft: number): string {
  if (minutesLeft < 1) return 'for less than a minute more';
  if (minutesLeft < 120) return `for ${minutesLeft} more ${minutesLeft === 1 ? 'minute' : 'minutes'}`;
  const hours = Math.floor(minutesLeft / 60);
  if (hours < 48) return `for ${hours} more hours`;
  return `for ${Math.floor(hours / 24)} more days`;
}

/** "30 November 2026", from a shop-local day. */
export function daySentence(day: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

function majorUnit(currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return formatRound(10 ** digits, currency);
}
