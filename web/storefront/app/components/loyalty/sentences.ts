import type { MemberOverview, PublicProgram, RewardView, WhyNot } from '@laurel/server/api';
import { currencyDigits, formatPoints, formatRound } from '../../lib/money';

/** The sentences of the kit: facts in, plain English out. */

export type NextTier = NonNullable<MemberOverview['next']>;
export type TierFacts = PublicProgram['tiers'][number];
/** What is needed to speak of tiers; both the overview's programme and the public one have it. */
export type ProgramFacts = Pick<PublicProgram, 'currency' | 'perMajorUnits' | 'need' | 'tiers'>;

/** "100 points", "1 point". */
export function pointsSentence(points: number): string {
  return `${formatPoints(points)} ${points === 1 ? 'point' : 'points'}`;
}

/** Why a reward can't be had now, as something a person can act on. `tiers` gives the name of the tier it is for. */
export function whyNotSentence(why: WhyNot, currency: string, tiers: readonly Pick<TierFacts, 'id' | 'name'>[] = []): string {
  switch (why.code) {
    case 'not-enough-points':
      return `${pointsSentence(why.missingPoints)} to go`;
    case 'order-too-small':
      return `Add ${formatRound(why.missingMinor, currency)} more to your cart`;
    case 'nothing-to-discount':
      return 'Nothing in your cart that it could take something off';
    case 'tier-too-low':
      return `For members from ${tiers.find(({ id }) => id === why.tierId)?.name ?? 'a higher tier'} on`;
    case 'not-yet':
      return `From ${daySentence(why.from)} on`;
    case 'over':
      return `It could be had until ${daySentence(why.lastDay)}`;
    case 'limit-reached':
      return `You have had it ${timesSentence(why.times)}${why.per === 'ever' ? '' : ` this ${why.per}`}; that is as often as it can be had`;
    case 'all-gone':
      return 'All gone';
    case 'steps-out-of-range':
      return `Choose from ${formatPoints(why.minimum)} to ${formatPoints(why.maximum)} steps`;
    case 'not-in-cart':
      return 'Put its product into your cart first';
    case 'shipping-too-dear':
      return `For shipping of at most ${formatRound(why.capMinor, currency)}`;
    case 'does-not-combine':
      return `It does not go together with ${why.with}`;
    default:
      return unknownReason(why);
  }
}

// A newer Laurel may know more reasons than this shop.
function unknownReason(_: never): string {
  return 'Not right now';
}

/** What a reward asks for besides points; null when nothing. */
export function conditionSentence(reward: Pick<RewardView, 'minimumOrderMinor'>, currency: string): string | null {
  return reward.minimumOrderMinor > 0 ? `On orders from ${formatRound(reward.minimumOrderMinor, currency)}` : null;
}

/** "100 points"; of a slider "100 points for each $1, from $5 to $50". */
export function priceSentence({ points, slider }: Pick<RewardView, 'points' | 'slider'>, currency: string): string {
  if (!slider) return pointsSentence(points);
  const off = (steps: number) => formatRound(steps * slider.stepMinor, currency);
  return `${pointsSentence(points)} for each ${off(1)}, from ${off(slider.minimum)} to ${off(slider.maximum)}`;
}

/** What brings points beside buying: "50 points, once a month". */
export function actionSentence({ points, times, per }: Pick<PublicProgram['actions'][number], 'points' | 'times' | 'per'>): string {
  const often = `${times === 1 ? '' : 'up to '}${timesSentence(times)}${per === 'ever' ? '' : ` a ${per}`}`;
  return `${pointsSentence(points)}, ${often}`;
}

/** What a campaign gives and how long: "2× points on some products, until November 30, 2026". */
export function campaignSentence(campaign: PublicProgram['campaigns'][number], currency: string): string {
  const { factorHundredths, someProducts, points, minimumOrderMinor, lastDay } = campaign;
  const times = `${formatPoints((factorHundredths ?? 100) / 100)}× points${someProducts ? ' on some products' : ''}`;
  const from = minimumOrderMinor ? ` on orders from ${formatRound(minimumOrderMinor, currency)}` : ' on every order';
  return `${points === null ? times : pointsSentence(points) + from}, until ${daySentence(lastDay)}`;
}

/** How far the next tier is. */
export function nextTierSentence(next: NextTier, currency: string): string {
  if (next.missingPoints !== null || next.missingOrders !== null) return next.text;
  return `Spend ${formatRound(next.missingMinor, currency)} more to become ${next.tier.name}`;
}

/** What a tier earns: "4 points per $1", "1 point per ¥100". */
export function rateSentence(
  tier: Pick<TierFacts, 'pointsPerMajorUnit'>,
  { currency, perMajorUnits }: Pick<ProgramFacts, 'currency' | 'perMajorUnits'>,
): string {
  return `${pointsSentence(tier.pointsPerMajorUnit)} per ${formatRound(perMajorUnits * 10 ** currencyDigits(currency), currency)}`;
}

/** What reaches a tier: "From $150 spent or 3 orders". */
export function thresholdSentence(tier: Threshold, { currency, need }: Pick<ProgramFacts, 'currency' | 'need'>): string {
  if (tier.inviteOnly) return 'By invitation';
  const { thresholdMinor, thresholdPoints: points, thresholdOrders: orders } = tier;
  const asks = [
    ...(thresholdMinor > 0 ? [`${formatRound(thresholdMinor, currency)} spent`] : []),
    ...(points === undefined ? [] : [`${pointsSentence(points)} earned`]),
    ...(orders === undefined ? [] : [`${formatPoints(orders)} ${orders === 1 ? 'order' : 'orders'}`]),
  ];
  return asks.length === 0 ? 'From your first visit' : `From ${asks.join(need === 'all' ? ' and ' : ' or ')}`;
}

type Threshold = Pick<TierFacts, 'thresholdMinor' | 'thresholdPoints' | 'thresholdOrders' | 'inviteOnly'>;

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

function timesSentence(times: number): string {
  return times === 1 ? 'once' : `${formatPoints(times)} times`;
}
