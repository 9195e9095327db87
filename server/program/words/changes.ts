import { unreachable } from '../../core/assert.ts';
import type { Action, Campaign, Earning, EarningRule } from '../definition/earning.ts';
import type { Referral } from '../definition/referral.ts';
import type { Qualification, Tier } from '../definition/tiers.ts';
import type { Definition, Reward } from '../definition.ts';
import * as say from './terms.ts';

/** How one setting is called, and what is said of its value. */
type Said<T> = readonly [label: string, words: (whole: T) => string];

/** Every setting of a part of the document; the compiler asks for each. `null`: it is told with another. */
type Settings<T> = { readonly [K in keyof Required<T>]: Said<T> | null };

interface Names {
  readonly currency: string;
  tier(id: string): string;
  reward(id: string): string;
}

/** What differs between two definitions, one sentence each, in the order of the document. Empty: nothing differs. */
export function describeChanges(from: Definition, to: Definition): string[] {
  const names = namesOf(to, from);
  return [
    ...changed('The programme’s name', from.name, to.name),
    ...changed('The currency', from.currency, to.currency),
    ...listChanges('tier', from.tiers, to.tiers, tierSettings(names, to.earning.perMajorUnits)),
    ...orderChanges('tiers', from.tiers, to.tiers),
    ...differences(qualificationSettings, '', from.qualification, to.qualification),
    ...listChanges('earning rule', from.earning.rules.map(named), to.earning.rules.map(named), ruleSettings(names)),
    ...differences(earningSettings(names), '', from.earning, to.earning),
    ...listChanges('action', from.actions ?? [], to.actions ?? [], actionSettings),
    ...listChanges('campaign', from.campaigns ?? [], to.campaigns ?? [], campaignSettings(names)),
    ...listChanges('reward', from.rewards, to.rewards, rewardSettings(names)),
    ...orderChanges('rewards', from.rewards, to.rewards),
    ...changed('How long a code stays good', say.minutesWords(from.redemption.holdMinutes), say.minutesWords(to.redemption.holdMinutes)),
    ...changed('Points used on refunded goods', say.giveBackWords(from.redemption.giveBack), say.giveBackWords(to.redemption.giveBack)),
    ...referralChanges(from.referral, to.referral, names),
    ...differences(economySettings(names), '', from.economy ?? {}, to.economy ?? {}),
  ];
}

function tierSettings(names: Names, perMajorUnits: number | undefined): Settings<Tier> {
  return {
    id: null,
    name: ['name', (tier) => tier.name],
    nameIn: ['name in other languages', (tier) => say.translations(tier.nameIn)],
    thresholdMinor: ['threshold', (tier) => say.money(tier.thresholdMinor, names.currency)],
    thresholdPoints: ['threshold in points', (tier) => optional(tier.thresholdPoints, (points) => say.count(points, 'point'))],
    thresholdOrders: ['threshold in orders', (tier) => optional(tier.thresholdOrders, (orders) => say.count(orders, 'order'))],
    inviteOnly: ['invitation', (tier) => (tier.inviteOnly ? 'reached by invitation only' : 'not needed')],
    pointsPerMajorUnit: [`points per ${say.unitWords(names.currency, perMajorUnits)}`, (tier) => say.number(tier.pointsPerMajorUnit)],
    rateIn: ['rates in other currencies', (tier) => ratesWords(tier.rateIn)],
    perks: ['benefits', (tier) => say.list(tier.perks)],
    perksIn: ['benefits in other languages', (tier) => say.translations(tier.perksIn)],
    entryGift: ['entry gift', (tier) => say.giftWords(tier.entryGift, names.reward)],
    accessTag: ['customer tag', (tier) => tier.accessTag ?? say.nothing],
    freeShippingFromMinor: [
      'free shipping',
      (tier) => optional(tier.freeShippingFromMinor, (from) => `from ${say.money(from, names.currency)} on`),
    ],
    birthdayPoints: ['birthday points', (tier) => optional(tier.birthdayPoints, say.number)],
  };
}

const qualificationSettings: Settings<Qualification> = {
  need: ['What a tier asks for', ({ need }) => (need === 'any' ? 'one of its thresholds' : 'all of its thresholds')],
  period: ['What counts for tiers', ({ period }) => `what they did ${say.periodWords(period)}`],
  graceDays: ['How long a tier stays after time took it', ({ graceDays }) => say.count(graceDays, 'day')],
  drop: ['When a tier ends', ({ drop }) => (drop === 'recompute' ? 'members stand where they belong' : 'members drop by one tier')],
};

function ruleSettings({ currency }: Names): (rule: Named<EarningRule>) => string[] {
  return (rule) => [rule.name, say.ruleWords(rule, currency), rule.kind === 'purchase' ? '' : say.translations(rule.nameIn)];
}

function earningSettings({ currency }: Names): Settings<Earning> {
  return {
    rules: null,
    perMajorUnits: ['The unit of the rates', ({ perMajorUnits }) => say.unitWords(currency, perMajorUnits)],
    rounding: ['Rounding', say.roundingWords],
    roundingPer: null,
    include: ['What counts beside merchandise', ({ include }) => say.list(Object.keys(include ?? {}).map(camelWords))],
    exclude: ['What does not count', ({ exclude }) => excludeWords(exclude)],
    minimumOrderMinor: [
      'The smallest order that earns',
      ({ minimumOrderMinor }) => optional(minimumOrderMinor, (from) => say.money(from, currency)),
    ],
    caps: ['The most points from purchases', ({ caps }) => capsWords(caps)],
    vesting: ['When points become available', ({ vesting }) => say.vestingWords(vesting)],
    expiry: ['When points expire', ({ expiry }) => say.expiryWords(expiry)],
    expiryOf: ['When other points expire', ({ expiryOf }) => expiryOfWords(expiryOf)],
    expiryNoticeDays: ['When members are told that points expire', ({ expiryNoticeDays }) => noticeWords(expiryNoticeDays)],
    clawback: ['When an order is refunded', ({ clawback }) => say.clawbackWords[clawback]],
  };
}

const actionSettings: Settings<Action> = {
  id: null,
  name: ['name', (action) => action.name],
  nameIn: ['name in other languages', (action) => say.translations(action.nameIn)],
  kind: ['kind', (action) => action.kind],
  points: ['points', (action) => say.number(action.points)],
  limit: ['limit', (action) => say.limitWords(action.limit)],
};

function campaignSettings(names: Names): Settings<Campaign> {
  return {
    id: null,
    name: ['name', (campaign) => campaign.name],
    nameIn: ['name in other languages', (campaign) => say.translations(campaign.nameIn)],
    from: ['first day', (campaign) => campaign.from],
    to: ['last day', (campaign) => campaign.to],
    audience: ['audience', (campaign) => say.audienceWords(campaign.audience, names.tier)],
    effect: ['effect', (campaign) => say.effectWords(campaign.effect, names.currency)],
    capPerMember: ['most points for a member', (campaign) => optional(campaign.capPerMember, say.number)],
  };
}

type RewardTerms = Pick<
  Reward,
  | 'id'
  | 'kind'
  | 'name'
  | 'nameIn'
  | 'points'
  | 'minimumOrderMinor'
  | 'tierFrom'
  | 'limitPerMember'
  | 'limitTotal'
  | 'validFrom'
  | 'validTo'
  | 'combinesWith'
>;

function rewardSettings(names: Names): Settings<RewardTerms> & { readonly gives: Said<Reward> } {
  return {
    id: null,
    kind: null,
    name: ['name', (reward) => reward.name],
    nameIn: ['name in other languages', (reward) => say.translations(reward.nameIn)],
    points: ['price', (reward) => say.count(reward.points, 'point')],
    minimumOrderMinor: ['smallest order', (reward) => say.money(reward.minimumOrderMinor, names.currency)],
    gives: ['What {name} gives', (reward) => say.rewardWords(reward, names.currency)],
    tierFrom: ['lowest tier', (reward) => optional(reward.tierFrom, names.tier)],
    limitPerMember: ['limit for a member', (reward) => say.limitWords(reward.limitPerMember)],
    limitTotal: ['limit in all', (reward) => optional(reward.limitTotal, say.number)],
    validFrom: ['first day', (reward) => reward.validFrom ?? say.nothing],
    validTo: ['last day', (reward) => reward.validTo ?? say.nothing],
    combinesWith: ['combinations', (reward) => say.combinesWords(reward.combinesWith)],
  };
}

function referralChanges(from: Referral | undefined, to: Referral | undefined, names: Names): string[] {
  if (from === undefined || to === undefined) {
    if (from === to) return [];
    return [to === undefined ? 'Members are no longer thanked for bringing friends.' : 'New: members are thanked for bringing friends.'];
  }
  const settings: Settings<Referral> = {
    friend: ['What a friend gets', ({ friend }) => say.thanksWords(friend, names.reward)],
    advocate: ['What a member gets for a friend', ({ advocate }) => say.thanksWords(advocate, names.reward)],
    ladder: ['What a member gets for many friends', ({ ladder }) => say.ladderWords(ladder, names.reward)],
    minimumOrderMinor: ['A friend’s smallest order', ({ minimumOrderMinor }) => say.money(minimumOrderMinor, names.currency)],
    newCustomersOnly: ['Who can be a friend', ({ newCustomersOnly }) => (newCustomersOnly ? 'new customers' : 'everybody')],
    vestDays: ['How long the thanks for a friend wait', ({ vestDays }) => say.count(vestDays, 'day')],
    limitPerAdvocate: ['How many friends count', ({ limitPerAdvocate }) => say.limitWords(limitPerAdvocate)],
    inviteAfterOrder: [
      'Whether members are asked to bring friends',
      ({ inviteAfterOrder }) => (inviteAfterOrder === false ? 'no' : 'after an order'),
    ],
    from: ['First day for bringing friends', (referral) => referral.from ?? say.nothing],
    to: ['Last day for bringing friends', (referral) => referral.to ?? say.nothing],
  };
  return differences(settings, '', from, to);
}

function economySettings({ currency }: Names): Settings<Partial<NonNullable<Definition['economy']>>> {
  return {
    marginPercent: ['The margin you reckon with', ({ marginPercent }) => optional(marginPercent, (margin) => `${margin}%`)],
    pointValueMicros: [
      'What a point costs',
      ({ pointValueMicros }) => optional(pointValueMicros, (micros) => `${say.number(micros)} millionths of ${say.unitWords(currency)}`),
    ],
  };
}

/** One sentence for each setting that differs; `whose` is "Gold’s " or nothing. */
function differences<T>(settings: Readonly<Record<string, Said<T> | null>>, whose: string, before: T, after: T, name = ''): string[] {
  return Object.values(settings).flatMap((setting) => {
    if (setting === null) return [];
    const [label, words] = setting;
    return changed(label.includes('{name}') ? label.replace('{name}', name) : `${whose}${label}`, words(before), words(after));
  });
}

function listChanges<T extends { readonly id: string; readonly name: string }>(
  noun: string,
  from: readonly T[],
  to: readonly T[],
  settings: Readonly<Record<string, Said<T> | null>> | ((one: T) => string[]),
): string[] {
  const before = new Map(from.map((one) => [one.id, one]));
  const kept = new Set(to.map(({ id }) => id));
  return [
    ...to.flatMap((after) => {
      const was = before.get(after.id);
      if (was === undefined) return [`New ${noun}: ${after.name}.`];
      if (typeof settings !== 'function') return itemChanges(settings, was, after);
      return changed(after.name, settings(was).filter(Boolean).join('; '), settings(after).filter(Boolean).join('; '));
    }),
    ...from.filter(({ id }) => !kept.has(id)).map(({ name }) => `The ${noun} ${name} is gone.`),
  ];
}

/** A new name is told of the old one, all else of the new one. */
function itemChanges<T extends { readonly name: string }>(settings: Readonly<Record<string, Said<T> | null>>, was: T, after: T): string[] {
  return Object.entries(settings).flatMap(([key, setting]) =>
    differences({ [key]: setting }, `${key === 'name' ? was.name : after.name}’s `, was, after, after.name),
  );
}

/** Told only when the same ones stand in another order. */
function orderChanges(noun: string, from: readonly { id: string; name: string }[], to: readonly { id: string; name: string }[]): string[] {
  const [were, are] = [from.filter(({ id }) => to.some((one) => one.id === id)), to.filter(({ id }) => from.some((one) => one.id === id))];
  if (were.every(({ id }, i) => are[i]?.id === id)) return [];
  return [`The order of the ${noun}: ${say.list(to.map(({ name }) => name))}.`];
}

function changed(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}.`];
}

function optional<T>(value: T | undefined, words: (value: T) => string): string {
  return value === undefined ? say.nothing : words(value);
}

function ratesWords(rates: Tier['rateIn']): string {
  return say.list(
    Object.entries(rates ?? {}).map(
      ([currency, { points, perMajorUnits }]) => `${say.number(points)} per ${say.unitWords(currency, perMajorUnits)}`,
    ),
  );
}

function excludeWords(exclude: Earning['exclude']): string {
  if (exclude === undefined) return say.nothing;
  const { saleLines, codeLines, lines, customerTags, channels } = exclude;
  return say.list(
    [
      saleLines && 'what is on sale',
      codeLines && 'what a discount code made cheaper',
      lines && say.matchWords(lines),
      customerTags && `customers tagged ${customerTags.join(', ')}`,
      channels && `orders by ${channels.join(', ')}`,
    ].filter((one) => typeof one === 'string'),
  );
}

function capsWords(caps: Earning['caps']): string {
  return say.list(
    (['order', 'day', 'month'] as const).flatMap((per) => (caps?.[per] === undefined ? [] : [`${say.number(caps[per])} per ${per}`])),
  );
}

function expiryOfWords(expiryOf: Earning['expiryOf']): string {
  const sources = ['action', 'gift', 'referral', 'adjustment'] as const;
  return say.list(
    sources.flatMap((source) => {
      const expiry = expiryOf?.[source];
      return expiry === undefined ? [] : [`${sourceWords(source)} ${say.expiryWords(expiry)}`];
    }),
  );
}

function sourceWords(source: keyof NonNullable<Earning['expiryOf']>): string {
  switch (source) {
    case 'action':
      return 'of actions';
    case 'gift':
      return 'of entry gifts';
    case 'referral':
      return 'for friends';
    case 'adjustment':
      return 'given by staff';
    default:
      return unreachable(source);
  }
}

function noticeWords(days: readonly number[] | undefined): string {
  return days === undefined || days.length === 0 ? 'not at all' : `${days.map(say.number).join(', ')} days before`;
}

function camelWords(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

type Named<T> = T & { readonly name: string };

/** The rule that every programme has bears no name. */
function named(rule: EarningRule): Named<EarningRule> {
  return rule.kind === 'purchase' ? { ...rule, name: 'Purchases' } : rule;
}

function namesOf(...definitions: readonly Definition[]): Names {
  const name = (id: string, lists: (definition: Definition) => readonly { id: string; name: string }[]) =>
    definitions.flatMap(lists).find((one) => one.id === id)?.name ?? id;
  return {
    currency: definitions[0]?.currency ?? 'USD',
    tier: (id) => name(id, ({ tiers }) => tiers),
    reward: (id) => name(id, ({ rewards }) => rewards),
  };
}
