import { listsIn } from '../../core/intl.ts';
import { formatDecimal, formatMoney, minor } from '../../core/money.ts';
import { remembered } from '../../core/remembered.ts';
import { locales, type Locale } from '../definition/common.ts';
import type { Definition } from '../definition.ts';

/** What reasons, which are data, do not say themselves. */
export interface ReasonNames {
  readonly currency: string;
  /** The version by which the points were counted; undefined: not known, then rules have no names. */
  readonly definition: Definition | undefined;
  /** The title of an order's line; undefined: not known. */
  title(lineId: string): string | undefined;
}

/** Languages that shoppers are spoken to in; others read English. */
export type Spoken = Locale;

/** Numbers, money and names as a language writes them. */
export interface Say {
  /** The programme's. */
  readonly currency: string;
  readonly number: (value: number) => string;
  readonly money: (amountMinor: number, currency?: string) => string;
  /** "$1", "¥100": a round amount without decimals. */
  readonly unit: (amountMinor: number, currency?: string) => string;
  /** 150 → "1.5×" */
  readonly factor: (hundredths: number) => string;
  readonly title: (lineId: string) => string | undefined;
  readonly titles: (lineIds: readonly string[]) => string | undefined;
  readonly rule: (id: string) => string | undefined;
  readonly campaign: (id: string) => string | undefined;
}

/** Says in the words of a language, with the merchant's names in `locale` as far as there are any. */
export function sayIn(language: Spoken, locale: string, names: ReasonNames): Say {
  const number = (value: number) => fractionsIn(language).format(value);
  const money = (amountMinor: number, currency = names.currency) => formatMoney({ minor: minor(amountMinor), currency }, language);
  const title = (lineId: string) => names.title(lineId);
  return {
    currency: names.currency,
    number,
    money,
    unit: (amountMinor, currency = names.currency) =>
      unitsIn(language)(currency).format(formatDecimal({ minor: minor(amountMinor), currency }) as `${number}`),
    factor: (hundredths) => `${number(hundredths / 100)}×`,
    title,
    titles: (lineIds) => listIn(language, lineIds, title),
    rule: (id) => nameOf(names.definition?.earning.rules, id, locale),
    campaign: (id) => nameOf(names.definition?.campaigns, id, locale),
  };
}

/** The language to speak for a locale such as "de" or "de-CH"; English where it is none of ours. */
export function spokenFor(locale: string): Spoken {
  return known(locale) ?? 'en';
}

type Named = { readonly id: string } & (
  { readonly kind: 'purchase' } | { readonly name: string; readonly nameIn?: Definition['tiers'][number]['nameIn'] }
);

/** In the locale, as far as the merchant gave a name in it. */
function nameOf(all: readonly Named[] | undefined, id: string, locale: string): string | undefined {
  const named = all?.find((one) => one.id === id);
  if (!named || !('name' in named)) return undefined;
  const near = known(locale);
  return (near && named.nameIn?.[near]) ?? named.name;
}

/** The language itself, or the one without its region; undefined: neither is spoken. */
function known(locale: string): Locale | undefined {
  const wanted = locale.toLowerCase();
  return locales.find((one) => one.toLowerCase() === wanted) ?? locales.find((one) => one === wanted.split('-')[0]);
}

/** At most three titles; of more only how many they are can be said in a line. */
function listIn(language: Spoken, lineIds: readonly string[], title: (lineId: string) => string | undefined): string | undefined {
  const titles = [...new Set(lineIds.map(title))];
  if (titles.length > 3 || titles.includes(undefined)) return undefined;
  return listsIn(language)('conjunction').format(titles.filter((one) => one !== undefined));
}

// Making one costs a hundred times as much as using it.
const unitsIn = remembered((language: Spoken) =>
  remembered((currency: string) => new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })),
);

const fractionsIn = remembered((language: Spoken) => new Intl.NumberFormat(language, { maximumFractionDigits: 4 }));
