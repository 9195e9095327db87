import { numbersIn } from '../core/intl.ts';
import { formatMoney, minor } from '../core/money.ts';
import type { Day } from '../core/time.ts';
import { dayWords, plural, type Locale } from '../program/index.ts';

/** What a mail says, part by part, in one language; text and HTML are made of the same parts. */
export interface Letter {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** What can be opened, and a code that does the same where there is one. */
  readonly link: { readonly label: string; readonly url: string };
  readonly code?: { readonly label: string; readonly code: string };
}

/** What somebody gets: points, or a reward under the name it has in the reader's language. */
export type Offer = { readonly kind: 'points'; readonly points: number } | { readonly kind: 'reward'; readonly name: string };

/** Numbers, days and money as a language writes them. */
export interface Say {
  readonly number: (value: number) => string;
  /** "1,000 points" */
  readonly points: (count: number) => string;
  /** "1,000 points", or the reward's name in quotation marks. */
  readonly offer: (offer: Offer) => string;
  /** "March 1, 2026" */
  readonly day: (day: Day) => string;
  readonly money: (amountMinor: number, currency: string) => string;
  /** The form that goes with a number. */
  readonly plural: (value: number, one: string, other: string) => string;
}

/** A template's words in one language. Pure. */
export type Words<P> = (params: P, say: Say) => Letter;

/** One kind of mail in every language. */
export type InEveryLanguage<P> = Readonly<Record<Locale, Words<P>>>;

/** A point, several of them, and quotation marks. */
const written: Readonly<Record<Locale, readonly [one: string, other: string, open: string, close: string]>> = {
  en: [' point', ' points', '“', '”'],
  de: [' Punkt', ' Punkte', '„', '“'],
  fr: [' point', ' points', '«\u00a0', '\u00a0»'],
  es: [' punto', ' puntos', '«', '»'],
  ja: ['ポイント', 'ポイント', '「', '」'],
  th: [' คะแนน', ' คะแนน', '“', '”'],
  'zh-TW': [' 點', ' 點', '「', '」'],
};

/** How a language writes what is no word. */
export function sayIn(locale: Locale): Say {
  const [one, other, open, close] = written[locale];
  const number = (value: number) => numbersIn(locale).format(value);
  const points = (count: number) => number(count) + plural(locale, count, one, other);
  return {
    number,
    points,
    offer: (offer) => (offer.kind === 'points' ? points(offer.points) : open + offer.name + close),
    day: (day) => dayWords(day, locale),
    money: (amountMinor, currency) => formatMoney({ minor: minor(amountMinor), currency }, locale),
    plural: (value, singular, several) => plural(locale, value, singular, several),
  };
}
