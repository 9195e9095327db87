import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { listsIn, numbersIn, pluralsIn } from '../core/intl.ts';
import { formatMoney, minor } from '../core/money.ts';
import { benefitWords, dayWords, inLocale, nameFor, programInForce, type Definition, type Locale, type Tier } from '../program/index.ts';
import { pointsText } from './points-text.ts';
import { programmeWords, type Form, type ProgrammeWords } from './programme-words.ts';

/** The programme in force as anybody may read it, in the words of a language. */
export interface ProgrammeSheet {
  readonly name: string;
  readonly locale: Locale;
  readonly words: Pick<ProgrammeWords, 'tiers' | 'ways' | 'rewards' | 'noRewards'>;
  readonly tiers: readonly { readonly name: string; readonly asks: string; readonly benefits: readonly string[] }[];
  readonly ways: readonly { readonly name: string; readonly gives: string; readonly conditions: readonly string[] }[];
  readonly rewards: readonly { readonly name: string; readonly price: string; readonly conditions: readonly string[] }[];
}

interface Speaker {
  readonly definition: Definition;
  readonly locale: Locale;
  readonly words: ProgrammeWords;
  /** The shop's day. */
  readonly today: string;
  money(amountMinor: number): string;
  number(value: number): string;
  form(count: number): Form;
  tierName(id: string): string;
}

/** What the public page says: tiers with what they ask for and give, ways to earn as they are on the shop's day, rewards with prices. */
export async function programmeSheet(ctx: Context, locale: Locale): Promise<ProgrammeSheet> {
  const { definition } = await ctx.db.read(ctx.shop.id, (tx) => programInForce(tx, ctx.shop.id, ctx.now));
  const speaker = speakerOf(definition, locale, calendarOf(ctx.shop.timeZone).dayOf(ctx.now));
  const { words } = speaker;
  return {
    name: definition.name,
    locale,
    words,
    tiers: definition.tiers.map((tier, i) => ({
      name: inLocale(tier, locale).name,
      asks: i === 0 ? words.fromTheStart : asksOf(tier, speaker),
      benefits: benefitWords(definition, tier, locale),
    })),
    ways: [...purchaseWay(speaker), ...campaignWays(speaker), ...actionWays(speaker)],
    rewards: rewardsOf(speaker),
  };
}

function speakerOf(definition: Definition, locale: Locale, today: string): Speaker {
  const names = new Map(definition.tiers.map((tier) => [tier.id, inLocale(tier, locale).name]));
  return {
    definition,
    locale,
    today,
    words: programmeWords[locale],
    money: (amountMinor) => formatMoney({ minor: minor(amountMinor), currency: definition.currency }, locale),
    number: (value) => numbersIn(locale).format(value),
    form: (count) => (pluralsIn(locale).select(count) === 'one' ? 'one' : 'other'),
    tierName: (id) => names.get(id) ?? id,
  };
}

function asksOf(tier: Tier, { definition, words, money, number, form }: Speaker): string {
  if (tier.inviteOnly) return words.byInvitation;
  const { thresholdMinor, thresholdPoints: points, thresholdOrders: orders } = tier;
  const asks = [
    ...(thresholdMinor > 0 ? [words.spend(money(thresholdMinor))] : []),
    ...(points === undefined ? [] : [words.points(number(points), form(points))]),
    ...(orders === undefined ? [] : [words.orders(number(orders), form(orders))]),
  ];
  return asks.join(` ${definition.qualification.need === 'all' ? words.and : words.or} `);
}

function purchaseWay({ definition, locale, words }: Speaker): ProgrammeSheet['ways'] {
  const [first] = definition.tiers;
  const gives = first && benefitWords(definition, { ...first, perks: [] }, locale)[0];
  return gives === undefined ? [] : [{ name: words.purchases, gives, conditions: [] }];
}

/** Those of today; those for tags are told to whom they are for. */
function campaignWays({ definition, locale, today, words, money, number, tierName }: Speaker): ProgrammeSheet['ways'] {
  const running = (definition.campaigns ?? []).filter(
    ({ from, to, audience }) => from <= today && today <= to && audience?.customerTags === undefined,
  );
  return running.map(({ audience, capPerMember, effect, to, ...campaign }) => {
    const byFactor = effect.kind === 'factor';
    const minimumMinor = byFactor ? 0 : effect.minimumOrderMinor;
    return {
      name: nameFor(campaign, locale),
      gives: `${byFactor ? `${number(effect.factorHundredths / 100)}×` : pointsText(effect.points, locale)}, ${words.until(dayWords(to, locale))}`,
      conditions: [
        ...(audience?.tiers ? [words.forTiers(listsIn(locale)('conjunction').format(audience.tiers.map(tierName)))] : []),
        ...(byFactor && effect.match ? [words.someProducts] : []),
        ...(minimumMinor > 0 ? [words.minimum(money(minimumMinor))] : []),
        ...(capPerMember === undefined ? [] : [words.atMost(pointsText(capPerMember, locale))]),
      ],
    };
  });
}

function actionWays({ definition, locale, words, number, form }: Speaker): ProgrammeSheet['ways'] {
  return (definition.actions ?? []).map(({ limit: { times, per }, points, ...action }) => ({
    name: nameFor(action, locale),
    gives: pointsText(points, locale),
    conditions: [words.often(number(times), form(times), per)],
  }));
}

/** Without those whose last day is over. */
function rewardsOf({ definition, locale, today, words, money, tierName }: Speaker): ProgrammeSheet['rewards'] {
  const offered = definition.rewards.filter(({ validTo }) => validTo === undefined || validTo >= today);
  return offered.map((reward) => {
    const { points, minimumOrderMinor, tierFrom, validFrom, validTo } = reward;
    const price = pointsText(points, locale);
    return {
      name: nameFor(reward, locale),
      price: reward.kind === 'slider' ? words.each(price, money(reward.stepMinor)) : price,
      conditions: [
        ...(minimumOrderMinor === 0 ? [] : [words.minimum(money(minimumOrderMinor))]),
        ...(tierFrom === undefined ? [] : [words.fromTier(tierName(tierFrom))]),
        ...(validFrom === undefined || validFrom <= today ? [] : [words.since(dayWords(validFrom, locale))]),
        ...(validTo === undefined ? [] : [words.until(dayWords(validTo, locale))]),
      ],
    };
  });
}
