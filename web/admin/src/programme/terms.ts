import type { Definition, Reward } from '@laurel/server/api';
import { count, currencyDigits, day, money, number, points } from '../words/numbers.ts';

/** The parts of a definition as a merchant would say them. No full stop: they stand in lists, in tables and after colons. */

type Earning = Definition['earning'];
type LineMatch = NonNullable<NonNullable<Earning['exclude']>['lines']>;
type Limit = NonNullable<Reward['limitPerMember']>;

/** "$3.00 off the order" */
export function rewardWords(reward: Reward, currency: string): string {
  switch (reward.kind) {
    case 'amount':
      return `${money(reward.amountMinor, currency)} off ${onWords(reward.on)}`;
    case 'percentage':
      return `${number(reward.percent)}% off ${onWords(reward.on)}${reward.capMinor === undefined ? '' : `, at most ${money(reward.capMinor, currency)}`}`;
    case 'slider':
      return `${money(reward.stepMinor, currency)} off for each step, ${number(reward.minimumSteps)} to ${count(reward.maximumSteps, 'step')}`;
    case 'free-shipping':
      return reward.capMinor === undefined ? 'shipping costs nothing' : `shipping up to ${money(reward.capMinor, currency)} costs nothing`;
    case 'product':
      return `product ${reward.productId} for nothing, worth ${money(reward.valueMinor, currency)}`;
    case 'gift-card':
      return `a gift card of ${money(reward.amountMinor, currency)}`;
    case 'store-credit':
      return `${money(reward.amountMinor, currency)} of store credit`;
    case 'early-access':
      return `early access for ${count(reward.days, 'day')}, by the customer tag ${reward.tag}`;
    case 'custom':
      return reward.instructions;
  }
}

/** Who can have a reward, when and how often; empty: every member, always. */
export function conditionWords(reward: Reward, { tiers, currency }: Definition): string {
  const tier = tiers.find(({ id }) => id === reward.tierFrom);
  return [
    ...(reward.minimumOrderMinor > 0 ? [`orders from ${money(reward.minimumOrderMinor, currency)}`] : []),
    ...(tier === undefined ? [] : [`from ${tier.name}`]),
    ...(reward.limitPerMember === undefined ? [] : [`${limitWords(reward.limitPerMember)} for each member`]),
    ...(reward.limitTotal === undefined ? [] : [`${count(reward.limitTotal, 'time')} in all`]),
    ...(reward.validFrom === undefined ? [] : [`from ${day(reward.validFrom)}`]),
    ...(reward.validTo === undefined ? [] : [`until ${day(reward.validTo)}`]),
  ].join(' · ');
}

/** What a reward takes off, or is worth, in minor units; null where it depends on the order or can't be said. */
export function rewardValueMinor(reward: Reward): number | null {
  switch (reward.kind) {
    case 'amount':
    case 'gift-card':
    case 'store-credit':
      return reward.amountMinor;
    case 'slider':
      return reward.stepMinor;
    case 'product':
      return reward.valueMinor;
    case 'custom':
      return reward.costMinor ?? null;
    case 'percentage':
    case 'free-shipping':
    case 'early-access':
      return null;
  }
}

/** The money value of one point spent on a reward: "$0.03"; "–" where it depends on the order. */
export function pointValueWords(reward: Reward, currency: string): string {
  const value = rewardValueMinor(reward);
  if (value === null) return '–';
  const digits = currencyDigits(currency);
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + 2,
  });
  return format.format(value / 10 ** digits / reward.points);
}

/** What a rate is per: "$1", or "¥100" where the rate is for a hundred units. */
export function unitWords({ currency, earning }: Pick<Definition, 'currency' | 'earning'>): string {
  return money((earning.perMajorUnits ?? 1) * 10 ** currencyDigits(currency), currency).replace(/\.0+(?=\D*$)/, '');
}

/** "$150.00 of spend or 10 orders" */
export function thresholdWords(tier: Definition['tiers'][number], { currency, qualification, tiers }: Definition): string {
  if (tier.inviteOnly === true) return 'By invitation';
  if (tiers[0]?.id === tier.id) return 'Every member begins here';
  const asked = [
    ...(tier.thresholdMinor > 0 ? [`${money(tier.thresholdMinor, currency)} of spend`] : []),
    ...(tier.thresholdPoints === undefined ? [] : [points(tier.thresholdPoints)]),
    ...(tier.thresholdOrders === undefined ? [] : [count(tier.thresholdOrders, 'order')]),
  ];
  return asked.join(qualification.need === 'all' ? ' and ' : ' or ') || 'Nothing is asked for';
}

/** What a tier gives beside its rate and what members read about it. */
export function benefitWords(tier: Definition['tiers'][number], { currency, rewards }: Definition): string[] {
  const { entryGift, birthdayPoints, freeShippingFromMinor, accessTag } = tier;
  const gift = entryGift?.kind === 'reward' ? rewards.find(({ id }) => id === entryGift.rewardId)?.name : undefined;
  return [
    ...tier.perks,
    ...(entryGift === undefined
      ? []
      : [`On entering: ${entryGift.kind === 'points' ? points(entryGift.points) : (gift ?? entryGift.rewardId)}`]),
    ...(birthdayPoints === undefined ? [] : [`${points(birthdayPoints)} on their birthday`]),
    ...(freeShippingFromMinor === undefined ? [] : [`Free shipping from ${money(freeShippingFromMinor, currency)}`]),
    ...(accessTag === undefined ? [] : [`Customer tag ${accessTag}`]),
  ];
}

export function qualificationWords({ qualification: { period, graceDays, drop } }: Definition): string {
  const grace = graceDays === 0 ? '' : `, after ${count(graceDays, 'day')} of grace`;
  const end = drop === 'one-step' ? `go one tier down${grace}` : `stand where their activity says${grace}`;
  return `what they did ${periodWords(period)}. When a tier ends, they ${end}`;
}

function periodWords(period: Definition['qualification']['period']): string {
  switch (period.kind) {
    case 'rolling-months':
      return `in the last ${count(period.months, 'month')}`;
    case 'lifetime':
      return 'since they joined';
    case 'calendar-year':
      return 'in the calendar year';
    case 'membership-year':
      return 'in the year since the day they joined';
  }
}

/** What an earning rule gives: "×2 on tag refill". */
export function ruleWords(rule: Earning['rules'][number], currency: string): string {
  switch (rule.kind) {
    case 'purchase':
      return 'the tier’s rate on what was paid for goods, after discounts';
    case 'line-factor':
      return `${factorWords(rule.factorHundredths)} on ${matchWords(rule.match)}`;
    case 'line-points':
      return `${points(rule.points)} for each piece of ${matchWords(rule.match)}`;
    case 'channel-factor':
      return `${factorWords(rule.factorHundredths)} in ${rule.channels.join(', ')}`;
    case 'subscription-factor':
      return `${factorWords(rule.factorHundredths)} on subscriptions`;
    case 'first-order':
      return `${points(rule.points)} with the first order`;
    case 'order-milestone':
      return `${points(rule.points)} with order number ${number(rule.orders)}${rule.every ? ' and each multiple of it' : ''}`;
    case 'spend-milestone':
      return `${points(rule.points)} when all orders together reach ${money(rule.spendMinor, currency)}`;
  }
}

export function campaignWords(
  { effect, from, to, audience, capPerMember }: NonNullable<Definition['campaigns']>[number],
  { currency, tiers }: Definition,
): string {
  const gives =
    effect.kind === 'factor'
      ? `${factorWords(effect.factorHundredths)} on ${effect.match === undefined ? 'everything' : matchWords(effect.match)}`
      : `${points(effect.points)} for each order from ${money(effect.minimumOrderMinor, currency)}`;
  const who = [
    ...(audience?.tiers === undefined
      ? []
      : [
          tiers
            .filter(({ id }) => audience.tiers?.includes(id))
            .map(({ name }) => name)
            .join(', '),
        ]),
    ...(audience?.customerTags === undefined ? [] : [`customers tagged ${audience.customerTags.join(', ')}`]),
  ];
  const most = capPerMember === undefined ? '' : `, at most ${points(capPerMember)} each`;
  return `${day(from)} to ${day(to)}: ${gives}${who.length === 0 ? '' : ` for ${who.join(' and ')}`}${most}`;
}

export function actionWords({ points: given, limit }: NonNullable<Definition['actions']>[number]): string {
  return `${points(given)}, ${limitWords(limit)}`;
}

export function limitWords({ times, per }: Limit): string {
  const often = times === 1 ? 'once' : count(times, 'time');
  return per === 'ever' ? often : `${often} a ${per}`;
}

/** What counts beside goods, and what does not: sentences without a full stop. */
export function countingWords({ include = {}, exclude = {}, minimumOrderMinor, caps = {} }: Earning, currency: string): string[] {
  const named = { tax: 'tax', shipping: 'shipping', duties: 'duties', tips: 'tips', giftCards: 'gift cards' } as const;
  const counts = (Object.keys(named) as (keyof typeof named)[]).filter((one) => include[one] === true).map((one) => named[one]);
  const not = [
    ...(exclude.saleLines === true ? ['products on sale'] : []),
    ...(exclude.codeLines === true ? ['lines with a discount code'] : []),
    ...(exclude.lines === undefined ? [] : [matchWords(exclude.lines)]),
    ...(exclude.customerTags === undefined ? [] : [`customers tagged ${exclude.customerTags.join(', ')}`]),
    ...(exclude.channels === undefined ? [] : [`orders from ${exclude.channels.join(', ')}`]),
  ];
  const most = (['order', 'day', 'month'] as const).flatMap((per) =>
    caps[per] === undefined ? [] : [`${points(caps[per])} in ${per === 'order' ? 'an' : 'a'} ${per}`],
  );
  return [
    `Goods after discounts${counts.length === 0 ? ', without tax, shipping, tips and gift cards' : `, and ${counts.join(', ')}`}`,
    ...(not.length === 0 ? [] : [`Earns nothing: ${not.join('; ')}`]),
    ...(minimumOrderMinor === undefined ? [] : [`Orders that count for less than ${money(minimumOrderMinor, currency)} earn nothing`]),
    ...(most.length === 0 ? [] : [`At most ${most.join(', ')}`]),
  ];
}

function matchWords({ products, collections, tags, vendors }: LineMatch): string {
  const some = [
    ...(products === undefined ? [] : [count(products.length, 'product')]),
    ...(collections === undefined ? [] : [count(collections.length, 'collection')]),
    ...(tags === undefined ? [] : [`products tagged ${tags.join(', ')}`]),
    ...(vendors === undefined ? [] : [`products of ${vendors.join(', ')}`]),
  ];
  return some.join(' or ');
}

function onWords(match: LineMatch | undefined): string {
  return match === undefined ? 'the order' : matchWords(match);
}

function factorWords(hundredths: number): string {
  return `×${String(hundredths / 100)}`;
}

export function roundingWords({ earning }: Definition): string {
  const words = { down: 'rounded down', 'half-up': 'rounded to the nearest point, halves up', up: 'rounded up' };
  return `${words[earning.rounding]}, once per ${earning.roundingPer ?? 'order'}`;
}

export function vestingWords({ earning: { vesting } }: Definition): string {
  switch (vesting.kind) {
    case 'at-once':
      return 'as soon as the order is paid';
    case 'after-days':
      return `${count(vesting.days, 'day')} after the order is paid`;
    case 'on-fulfilment':
      return vesting.days === 0 ? 'when the order is sent' : `${count(vesting.days, 'day')} after the order is sent`;
    case 'on-delivery':
      return vesting.days === 0 ? 'when the order has arrived' : `${count(vesting.days, 'day')} after the order has arrived`;
    case 'return-window':
      return `after the return window of ${count(vesting.days, 'day')}`;
  }
}

export function expiryWords({ earning: { expiry, expiryNoticeDays } }: Definition): string {
  const told =
    expiryNoticeDays === undefined || expiryNoticeDays.length === 0 ? '' : `; members are told ${expiryNoticeDays.join(', ')} days before`;
  return expiryRule(expiry) + told;
}

function expiryRule(expiry: Earning['expiry']): string {
  switch (expiry.kind) {
    case 'never':
      return 'never';
    case 'months-after-earning':
      return `${count(expiry.months, 'month')} after they were earned`;
    case 'inactivity':
      return `after ${count(expiry.months, 'month')} without an order or a reward`;
    case 'calendar-date':
      return `on ${day(`2026-${two(expiry.month)}-${two(expiry.day)}`).replace(/,? 2026/, '')}, at least ${count(expiry.atLeastMonths, 'month')} after they were earned`;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function clawbackWords({ earning }: Definition): string {
  const words = {
    never: 'members keep the points',
    'pending-only': 'points that are still pending are taken back',
    'within-balance': 'points are taken back as far as the balance goes',
    unlimited: 'points are taken back; what is already spent is owed and settled by the next points',
  };
  return words[earning.clawback];
}

export function holdWords({ redemption: { holdMinutes } }: Definition): string {
  if (holdMinutes % (24 * 60) === 0) return count(holdMinutes / (24 * 60), 'day');
  return holdMinutes % 60 === 0 ? count(holdMinutes / 60, 'hour') : count(holdMinutes, 'minute');
}

/** What friends bring; empty: nothing is promised. */
export function referralWords({ referral, rewards, currency }: Definition): string[] {
  if (referral === undefined) return [];
  const thanks = (one: typeof referral.friend) =>
    one.kind === 'points' ? points(one.points) : (rewards.find(({ id }) => id === one.rewardId)?.name ?? one.rewardId);
  const who = referral.newCustomersOnly ? 'New customers only' : 'Anybody who orders';
  const least = referral.minimumOrderMinor > 0 ? `, with an order from ${money(referral.minimumOrderMinor, currency)}` : '';
  return [
    `The friend gets ${thanks(referral.friend)}, the member ${thanks(referral.advocate)}`,
    ...(referral.ladder ?? []).map(({ friends, advocate }) => `With friend number ${number(friends)}: ${thanks(advocate)}`),
    `${who}${least}; thanks come ${count(referral.vestDays, 'day')} after the order; ${limitWords(referral.limitPerAdvocate)} for each member`,
    referral.inviteAfterOrder === false ? 'Nobody is asked by e-mail' : 'Members who agreed to marketing e-mails are asked after an order',
  ];
}
