import { numbersIn } from '../../core/intl.ts';
import { currencyDigits, formatMoney, minor } from '../../core/money.ts';
import type { Definition, Tier } from '../definition.ts';
import type { Locale } from '../definition/common.ts';
import { plural } from './plural.ts';
import { spokenFor, type Spoken } from './say.ts';

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

/** The name members read in a language, as far as the merchant wrote one. */
export function nameFor({ name, nameIn }: { name: string; nameIn?: Tier['nameIn'] }, locale: Locale | undefined): string {
  return (locale && nameIn?.[locale]) ?? name;
}

/** The tier with its name and perks as members read them in a language, as far as the merchant wrote them. */
export function inLocale(tier: Tier, locale: Locale): Tier {
  return { ...tier, name: tier.nameIn?.[locale] ?? tier.name, perks: tier.perksIn?.[locale] ?? tier.perks };
}

interface Words {
  readonly rate: (points: number, unit: string) => string;
  readonly freeShipping: string;
  readonly freeShippingFrom: (amount: string) => string;
  readonly birthday: (points: number) => string;
  readonly access: string;
  readonly gift: (points: number) => string;
  readonly giftReward: (name: string) => string;
}

/** "1,240 points", in the forms of the language. */
const count = (language: Locale, one: string, other: string) => (points: number) =>
  `${numbersIn(language).format(points)}${plural(language, points, one, other)}`;
const en = count('en', ' point', ' points');
const de = count('de', ' Punkt', ' Punkte');
const fr = count('fr', ' point', ' points');
const es = count('es', ' punto', ' puntos');
const ja = count('ja', 'ポイント', 'ポイント');
const th = count('th', ' คะแนน', ' คะแนน');
const zh = count('zh-TW', ' 點', ' 點');

const words: Readonly<Record<Spoken, Words>> = {
  en: {
    rate: (points, unit) => `${en(points)} per ${unit}`,
    freeShipping: 'Free shipping',
    freeShippingFrom: (amount) => `Free shipping from ${amount}`,
    birthday: (points) => `${en(points)} on your birthday`,
    access: 'Early access',
    gift: (points) => `${en(points)} when you first enter`,
    giftReward: (name) => `“${name}” as a present when you first enter`,
  },
  de: {
    rate: (points, unit) => `${de(points)} je ${unit}`,
    freeShipping: 'Kostenloser Versand',
    freeShippingFrom: (amount) => `Kostenloser Versand ab ${amount}`,
    birthday: (points) => `${de(points)} zum Geburtstag`,
    access: 'Früher Zugang',
    gift: (points) => `${de(points)} beim ersten Erreichen`,
    giftReward: (name) => `„${name}“ als Geschenk beim ersten Erreichen`,
  },
  fr: {
    rate: (points, unit) => `${fr(points)} par ${unit}`,
    freeShipping: 'Livraison offerte',
    freeShippingFrom: (amount) => `Livraison offerte dès ${amount}`,
    birthday: (points) => `${fr(points)} pour votre anniversaire`,
    access: 'Accès en avant-première',
    gift: (points) => `${fr(points)} à la première accession`,
    giftReward: (name) => `« ${name} » offert à la première accession`,
  },
  es: {
    rate: (points, unit) => `${es(points)} por cada ${unit}`,
    freeShipping: 'Envío gratis',
    freeShippingFrom: (amount) => `Envío gratis desde ${amount}`,
    birthday: (points) => `${es(points)} por tu cumpleaños`,
    access: 'Acceso anticipado',
    gift: (points) => `${es(points)} al entrar por primera vez`,
    giftReward: (name) => `«${name}» de regalo al entrar por primera vez`,
  },
  ja: {
    rate: (points, unit) => `${unit}につき${ja(points)}`,
    freeShipping: '送料無料',
    freeShippingFrom: (amount) => `${amount}以上で送料無料`,
    birthday: (points) => `お誕生日に${ja(points)}`,
    access: '先行アクセス',
    gift: (points) => `初めての到達で${ja(points)}`,
    giftReward: (name) => `初めての到達で「${name}」をプレゼント`,
  },
  th: {
    rate: (points, unit) => `${th(points)} ต่อ ${unit}`,
    freeShipping: 'จัดส่งฟรี',
    freeShippingFrom: (amount) => `จัดส่งฟรีเมื่อซื้อตั้งแต่ ${amount}`,
    birthday: (points) => `${th(points)} ในวันเกิดของคุณ`,
    access: 'สิทธิ์เข้าถึงก่อนใคร',
    gift: (points) => `${th(points)} เมื่อถึงระดับนี้ครั้งแรก`,
    giftReward: (name) => `รับ “${name}” เป็นของขวัญเมื่อถึงระดับนี้ครั้งแรก`,
  },
  'zh-TW': {
    rate: (points, unit) => `每 ${unit} 得 ${zh(points)}`,
    freeShipping: '免運費',
    freeShippingFrom: (amount) => `滿 ${amount} 免運費`,
    birthday: (points) => `生日當天得 ${zh(points)}`,
    access: '搶先選購',
    gift: (points) => `首次升上此等級得 ${zh(points)}`,
    giftReward: (name) => `首次升上此等級贈送「${name}」`,
  },
};
