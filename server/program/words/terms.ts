import { currencyDigits, formatMoney, minor } from '../../core/money.ts';
import type { LineMatch, Limit } from '../definition/common.ts';
import type { Campaign, EarningRule, Expiry, Vesting } from '../definition/earning.ts';
import type { Referral } from '../definition/referral.ts';
import type { Qualification, Tier } from '../definition/tiers.ts';
import type { Definition, Reward } from '../definition.ts';

/** The parts of a definition as a merchant would say them. No full stop: they stand in lists and after colons. */

export const nothing = 'none';

/** "1,240" */
export function number(value: number): string {
  return value.toLocaleString('en');
}

/** "3 months", "1 month" */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function money(amountMinor: number, currency: string): string {
  return formatMoney({ minor: minor(amountMinor), currency });
}

/** What a rate is per: "$1", "¥100" */
export function unitWords(currency: string, majors = 1): string {
  return money(majors * 10 ** currencyDigits(currency), currency).replace(/\.0+(?=\D*$)/, '');
}

export function list(words: readonly string[] | undefined): string {
  return words === undefined || words.length === 0 ? nothing : words.join(', ');
}

/** "in English: Gold; in German: Gold" */
export function translations(names: object | undefined): string {
  const said = Object.entries(names ?? {}).filter(([, value]) => value !== undefined);
  return list(said.map(([locale, value]) => `${locale}: ${Array.isArray(value) ? value.join(' / ') : String(value)}`));
}

/** 150 is "1.5×" */
export function factorWords(hundredths: number): string {
  return `${hundredths / 100}×`;
}

export function matchWords({ products, collections, tags, vendors }: LineMatch): string {
  const kinds = [
    ['products', products],
    ['collections', collections],
    ['tags', tags],
    ['vendors', vendors],
  ] as const;
  return kinds.flatMap(([kind, values]) => (values === undefined ? [] : [`${kind} ${values.join(', ')}`])).join(' or ');
}

export function limitWords(limit: Limit | undefined): string {
  if (limit === undefined) return 'no limit';
  const times = limit.times === 1 ? 'once' : `${number(limit.times)} times`;
  return limit.per === 'ever' ? `${times} ever` : `${times} a ${limit.per}`;
}

export function periodWords(period: Qualification['period']): string {
  switch (period.kind) {
    case 'rolling-months':
      return `in the last ${count(period.months, 'month')}`;
    case 'lifetime':
      return 'since they joined';
    case 'calendar-year':
      return `in the calendar year, to last until the end of ${lastsWords(period.lasts)}`;
    case 'membership-year':
      return `in the year since the day they joined, to last until the end of ${lastsWords(period.lasts)}`;
  }
}

function lastsWords(lasts: 'this-year' | 'next-year'): string {
  return lasts === 'this-year' ? 'that year' : 'the next year';
}

export function vestingWords(vesting: Vesting): string {
  switch (vesting.kind) {
    case 'at-once':
      return 'as soon as the order is paid';
    case 'after-days':
      return `${count(vesting.days, 'day')} after the order is paid`;
    case 'on-fulfilment':
      return `${count(vesting.days, 'day')} after the order is sent`;
    case 'on-delivery':
      return `${count(vesting.days, 'day')} after the order arrived`;
    case 'return-window':
      return `after the return window of ${count(vesting.days, 'day')}`;
  }
}

export function expiryWords(expiry: Expiry): string {
  switch (expiry.kind) {
    case 'never':
      return 'never';
    case 'months-after-earning':
      return `${count(expiry.months, 'month')} after they were earned`;
    case 'inactivity':
      return `after ${count(expiry.months, 'month')} without earning or spending`;
    case 'calendar-date':
      return `on day ${expiry.day} of month ${expiry.month}, at least ${count(expiry.atLeastMonths, 'month')} after they were earned`;
  }
}

export function roundingWords({ rounding, roundingPer }: Pick<Definition['earning'], 'rounding' | 'roundingPer'>): string {
  const words = { down: 'rounded down', 'half-up': 'rounded to the nearest point, halves up', up: 'rounded up' };
  return `${words[rounding]}, once per ${roundingPer ?? 'order'}`;
}

export const clawbackWords = {
  never: 'members keep the points',
  'pending-only': 'points that are still pending are taken back',
  'within-balance': 'points are taken back as far as the balance goes',
  unlimited: 'points are taken back; what is already spent is owed and settled by the next points',
} as const satisfies Record<Definition['earning']['clawback'], string>;

/** What a rule gives, beyond its name. */
export function ruleWords(rule: EarningRule, currency: string): string {
  switch (rule.kind) {
    case 'purchase':
      return 'the tier’s rate';
    case 'line-factor':
      return `${factorWords(rule.factorHundredths)} on ${matchWords(rule.match)}`;
    case 'line-points':
      return `${count(rule.points, 'point')} for each of ${matchWords(rule.match)}`;
    case 'channel-factor':
      return `${factorWords(rule.factorHundredths)} on orders by ${list(rule.channels)}`;
    case 'subscription-factor':
      return `${factorWords(rule.factorHundredths)} on subscriptions`;
    case 'first-order':
      return `${count(rule.points, 'point')} with the first order`;
    case 'order-milestone':
      return `${count(rule.points, 'point')} with ${rule.every ? `every ${number(rule.orders)} orders` : `order ${number(rule.orders)}`}`;
    case 'spend-milestone':
      return `${count(rule.points, 'point')} when ${money(rule.spendMinor, currency)} are spent in all`;
  }
}

export function effectWords(effect: Campaign['effect'], currency: string): string {
  if (effect.kind === 'factor')
    return `${factorWords(effect.factorHundredths)} on ${effect.match ? matchWords(effect.match) : 'everything'}`;
  return `${count(effect.points, 'point')} for each order from ${money(effect.minimumOrderMinor, currency)} on`;
}

export function audienceWords(audience: Campaign['audience'], tierName: (id: string) => string): string {
  if (audience === undefined || (audience.tiers === undefined && audience.customerTags === undefined)) return 'everybody';
  const tiers = audience.tiers && `members in ${audience.tiers.map(tierName).join(', ')}`;
  const tags = audience.customerTags && `customers tagged ${audience.customerTags.join(', ')}`;
  return [tiers, tags].filter((one) => one !== undefined).join(' who are also ');
}

/** What a reward gives, beyond name, price and terms: "$3.00 off the order" */
export function rewardWords(reward: Reward, currency: string): string {
  const of = (on: LineMatch | undefined) => (on === undefined ? 'the order' : matchWords(on));
  const cap = (capMinor: number | undefined) => (capMinor === undefined ? '' : `, at most ${money(capMinor, currency)}`);
  switch (reward.kind) {
    case 'amount':
      return `${money(reward.amountMinor, currency)} off ${of(reward.on)}`;
    case 'percentage':
      return `${number(reward.percent)}% off ${of(reward.on)}${cap(reward.capMinor)}`;
    case 'slider':
      return `${money(reward.stepMinor, currency)} off for each step, ${number(reward.minimumSteps)} to ${count(reward.maximumSteps, 'step')}`;
    case 'free-shipping':
      return `Shipping costs nothing${cap(reward.capMinor)}`;
    case 'product':
      return `product ${reward.productId}${reward.variantId === undefined ? '' : `, variant ${reward.variantId},`} for nothing, worth ${money(reward.valueMinor, currency)}`;
    case 'gift-card':
      return `a gift card of ${money(reward.amountMinor, currency)}`;
    case 'store-credit':
      return `store credit of ${money(reward.amountMinor, currency)}`;
    case 'early-access':
      return `the customer tag ${reward.tag} for ${count(reward.days, 'day')}`;
    case 'custom':
      return `${reward.instructions}${reward.costMinor === undefined ? '' : ` (costs ${money(reward.costMinor, currency)})`}`;
  }
}

export function combinesWords(combines: Reward['combinesWith']): string {
  return list(Object.entries(combines ?? {}).flatMap(([kind, yes]) => (yes === true ? [`${kind} discounts`] : [])));
}

export function giftWords(gift: Tier['entryGift'], rewardName: (id: string) => string): string {
  if (gift === undefined) return nothing;
  return gift.kind === 'points' ? count(gift.points, 'point') : rewardName(gift.rewardId);
}

export function thanksWords(thanks: Referral['friend'], rewardName: (id: string) => string): string {
  return thanks.kind === 'points' ? count(thanks.points, 'point') : rewardName(thanks.rewardId);
}

export function ladderWords(ladder: Referral['ladder'], rewardName: (id: string) => string): string {
  return list(ladder?.map(({ friends, advocate }) => `${thanksWords(advocate, rewardName)} from friend ${number(friends)} on`));
}

export function giveBackWords(policy: Definition['redemption']['giveBack']): string {
  return policy === 'fair-share' ? 'their share is given back' : 'stay used';
}

export function minutesWords(minutes: number): string {
  if (minutes % (24 * 60) === 0) return count(minutes / (24 * 60), 'day');
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute');
}
