import { currencyDigits, formatMoney, minor } from '../../core/money.ts';
import type { Definition, Tier } from '../definition.ts';
import type { Locale } from '../definition/common.ts';
import { spokenFor } from './say.ts';

/** What members of a tier have, as a list to read: its rate, what the merchant wrote about it, and what is kept for them by itself. */
export function benefitWords({ currency, earning, rewards }: Definition, tier: Tier, locale: Locale): string[] {
  const speak = spokenFor(locale);
  const say = words[speak];
  const units = earning.perMajorUnits ?? 1;
  const money = (amountMinor: number) => formatMoney({ minor: minor(amountMinor), currency }, speak);
  const unit = money(units * 10 ** currencyDigits(currency)).replace(/[.,]0+(?=\D*$)/, '');
  const { entryGift, accessTag, freeShippingFromMinor: free, birthdayPoints } = tier;
  const all = [
    say.rate(tier.pointsPerMajorUnit, unit),
    ...inLocale(tier, locale).perks,
    ...(free === undefined ? [] : [free === 0 ? say.freeShipping : say.freeShippingFrom(money(free))]),
    ...(birthdayPoints === undefined ? [] : [say.birthday(birthdayPoints)]),
    ...(accessTag === undefined ? [] : [say.access]),
    ...(entryGift?.kind === 'points' ? [say.gift(entryGift.points)] : []),
    ...rewards.flatMap((reward) =>
      entryGift?.kind === 'reward' && reward.id === entryGift.rewardId ? [say.giftReward(reward.nameIn?.[locale] ?? reward.name)] : [],
    ),
  ];
  // What the merchant wrote in the same words stands once.
  return [...new Set(all)];
}

/** The tier with its name and perks as members read them in a language, as far as the merchant wrote them. */
export function inLocale(tier: Tier, locale: Locale): Tier {
  return { ...tier, name: tier.nameIn?.[locale] ?? tier.name, perks: tier.perksIn?.[locale] ?? tier.perks };
}

const number = (speak: 'en' | 'de', value: number) => new Intl.NumberFormat(speak).format(value);

const words = {
  en: {
    rate: (points: number, unit: string) => `${number('en', points)} ${points === 1 ? 'point' : 'points'} per ${unit}`,
    freeShipping: 'Free shipping',
    freeShippingFrom: (amount: string) => `Free shipping from ${amount}`,
    birthday: (points: number) => `${number('en', points)} ${points === 1 ? 'point' : 'points'} on your birthday`,
    access: 'Early access',
    gift: (points: number) => `${number('en', points)} ${points === 1 ? 'point' : 'points'} when you first enter`,
    giftReward: (name: string) => `“${name}” as a present when you first enter`,
  },
  de: {
    rate: (points: number, unit: string) => `${number('de', points)} ${points === 1 ? 'Punkt' : 'Punkte'} je ${unit}`,
    freeShipping: 'Kostenloser Versand',
    freeShippingFrom: (amount: string) => `Kostenloser Versand ab ${amount}`,
    birthday: (points: number) => `${number('de', points)} ${points === 1 ? 'Punkt' : 'Punkte'} zum Geburtstag`,
    access: 'Früher Zugang',
    gift: (points: number) => `${number('de', points)} ${points === 1 ? 'Punkt' : 'Punkte'} beim ersten Erreichen`,
    giftReward: (name: string) => `„${name}“ als Geschenk beim ersten Erreichen`,
  },
} as const;
