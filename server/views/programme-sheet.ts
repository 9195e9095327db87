import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { formatMoney, minor } from '../core/money.ts';
import { benefitWords, dayWords, inLocale, nameFor, programInForce, type Definition, type Locale, type Tier } from '../program/index.ts';
import { pointsText } from './points-text.ts';
import { programmeWords, type ProgrammeWords } from './programme-words.ts';

/** The programme in force as anybody may read it, in the words of a language. */
export interface ProgrammeSheet {
  readonly name: string;
  readonly locale: Locale;
  /** Changes when what is said may have changed: a version, a language, a day on which a campaign begins or ends. */
  readonly tag: string;
  readonly words: Pick<ProgrammeWords, 'tiers' | 'ways' | 'rewards' | 'noRewards'>;
  readonly tiers: readonly { readonly name: string; readonly asks: string; readonly benefits: readonly string[] }[];
  readonly ways: readonly { readonly name: string; readonly gives: string }[];
  readonly rewards: readonly { readonly name: string; readonly price: string; readonly condition: string | null }[];
}

/** What the public page says: tiers with what they ask for and give, ways to earn as they are on the shop's day, rewards with prices. */
export async function programmeSheet(ctx: Context, locale: Locale): Promise<ProgrammeSheet> {
  const { definition, version } = await ctx.db.read(ctx.shop.id, (tx) => programInForce(tx, ctx.shop.id, ctx.now));
  const words = programmeWords[locale];
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  const money = (amountMinor: number) => formatMoney({ minor: minor(amountMinor), currency: definition.currency }, locale);
  return {
    name: definition.name,
    locale,
    tag: `${version}-${locale}-${today}`,
    words,
    tiers: definition.tiers.map((tier, i) => ({
      name: inLocale(tier, locale).name,
      asks: i === 0 ? words.fromTheStart : asksOf(tier, definition, words, locale),
      benefits: benefitWords(definition, tier, locale),
    })),
    ways: waysOf(definition, today, words, locale),
    rewards: definition.rewards
      .filter(({ validTo }) => validTo === undefined || validTo >= today)
      .map((reward) => ({
        name: nameFor(reward, locale),
        price: pointsText(reward.kind === 'slider' ? reward.points * reward.minimumSteps : reward.points, locale),
        condition: reward.minimumOrderMinor === 0 ? null : words.minimum(money(reward.minimumOrderMinor)),
      })),
  };
}

function asksOf(tier: Tier, { currency, qualification }: Definition, words: ProgrammeWords, locale: Locale): string {
  if (tier.inviteOnly) return words.byInvitation;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const asks = [
    ...(tier.thresholdMinor > 0 ? [words.spend(formatMoney({ minor: minor(tier.thresholdMinor), currency }, locale))] : []),
    ...(tier.thresholdPoints === undefined ? [] : [words.points(number(tier.thresholdPoints))]),
    ...(tier.thresholdOrders === undefined ? [] : [words.orders(number(tier.thresholdOrders))]),
  ];
  return asks.join(` ${qualification.need === 'all' ? words.and : words.or} `);
}

function waysOf(definition: Definition, today: string, words: ProgrammeWords, locale: Locale): ProgrammeSheet['ways'] {
  const [first] = definition.tiers;
  // Those for tags are told to whom they are for.
  const running = (definition.campaigns ?? []).filter(
    ({ from, to, audience }) => from <= today && today <= to && audience?.customerTags === undefined,
  );
  return [
    ...(first ? [{ name: words.purchases, gives: benefitWords(definition, { ...first, perks: [] }, locale)[0] ?? '' }] : []),
    ...running.map(({ effect, to, ...campaign }) => {
      const gives =
        effect.kind === 'factor'
          ? `${new Intl.NumberFormat(locale).format(effect.factorHundredths / 100)}×`
          : pointsText(effect.points, locale);
      return { name: nameFor(campaign, locale), gives: `${gives}, ${words.until(dayWords(to, locale))}` };
    }),
    ...(definition.actions ?? []).map((action) => ({ name: nameFor(action, locale), gives: pointsText(action.points, locale) })),
  ];
}
