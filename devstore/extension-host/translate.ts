/** `shopify.i18n`: the extension's texts and the shopper's number, money and date formats. */
import type { Translations } from './protocol.ts';

export interface Formats {
  locale: string;
  currency: string;
  timeZone: string;
}

type Replacements = Record<string, unknown>;
type Localised = { inExtensionLocale?: boolean };

/** Builds `shopify.i18n`. Texts and formats share one locale: the dev store serves the file of the shopper's language. */
export function createI18n(translations: Translations, { locale, currency, timeZone }: Formats) {
  const plural = new Intl.PluralRules(locale);
  return {
    translate(key: string, replacements: Replacements = {}): string | unknown[] {
      const text = find(translations, key, replacements, plural);
      if (text === undefined) {
        console.error(`[extension] no translation for “${key}” in ${locale}`);
        return key;
      }
      return fill(text, replacements);
    },
    formatNumber(number: number | bigint, { inExtensionLocale: _, ...options }: Localised & Intl.NumberFormatOptions = {}) {
      return new Intl.NumberFormat(locale, options).format(number);
    },
    formatCurrency(number: number | bigint, { inExtensionLocale: _, ...options }: Localised & Intl.NumberFormatOptions = {}) {
      return new Intl.NumberFormat(locale, { currency, ...options, style: 'currency' }).format(number);
    },
    formatDate(date: Date, { inExtensionLocale: _, ...options }: Localised & Intl.DateTimeFormatOptions = {}) {
      return new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(date);
    },
  };
}

function find(translations: Translations, key: string, replacements: Replacements, plural: Intl.PluralRules) {
  const entry = key
    .split('.')
    .reduce<string | Translations | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), translations);
  if (typeof entry !== 'object') return entry;
  if (!('count' in replacements)) return undefined;
  const form = entry[plural.select(Number(replacements['count']))] ?? entry['other'];
  return typeof form === 'string' ? form : undefined;
}

// Like Shopify: one string, unless a replacement is a component; then the pieces in order.
function fill(text: string, replacements: Replacements): string | unknown[] {
  const pieces = text.split(/{{\s*(\w+)\s*}}/).map((piece, index) => (index % 2 === 0 ? piece : (replacements[piece] ?? '')));
  const isText = pieces.every((piece) => typeof piece !== 'object');
  return isText ? pieces.join('') : pieces.filter((piece) => piece !== '');
}
