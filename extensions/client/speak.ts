import { majorOf, shownDigits } from './money.ts';
import type { Sentence, Value } from './sentence.ts';

/** The part of Shopify's i18n that speaking needs; the same on every surface. */
export interface I18n {
  translate(key: string, options?: Record<string, string | number>): string;
  formatNumber(value: number, options?: { inExtensionLocale?: boolean } & Intl.NumberFormatOptions): string;
  formatCurrency(value: number, options?: { inExtensionLocale?: boolean } & Intl.NumberFormatOptions): string;
  formatDate(value: Date, options?: { inExtensionLocale?: boolean } & Intl.DateTimeFormatOptions): string;
}

/** A dotted key of the locale files; a plural text counts as one. */
export type KeyOf<Texts> = {
  [Name in keyof Texts & string]: Texts[Name] extends string | { other: string } ? Name : `${Name}.${KeyOf<Texts[Name]>}`;
}[keyof Texts & string];

export interface Speaker<Key extends string> {
  /** The text under a key with its values formatted. */
  say(key: Key, values?: Readonly<Record<string, Value>>): string;
  /** A sentence a view-model asked for. */
  tell(sentence: Sentence<Key>): string;
  format(value: Value): string;
}

/**
 * Speaks in the locale of the extension's texts: numbers, money and days are formatted alike, so that no sentence
 * mixes two locales. `Sentence['key'] extends Key` is what makes a missing text a compile error.
 */
export function createSpeaker<Key extends string>(i18n: I18n, ..._everyKey: Sentence['key'] extends Key ? [] : [never]): Speaker<Key> {
  const format = (value: Value): string => formatValue(i18n, value);
  const say = (key: string, values: Readonly<Record<string, Value>> = {}): string => {
    const options: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      options[name] = name === 'count' && typeof value === 'number' ? value : format(value);
    }
    return i18n.translate(key, options);
  };
  return { say, format, tell: ({ key, values }) => say(key, values) };
}

/** The same for a small surface, which tells nothing that this package asks for. */
export function createSmallSpeaker<Key extends string>(i18n: I18n): Pick<Speaker<Key>, 'say'> {
  const say = (key: string, values: Readonly<Record<string, Value>> = {}): string =>
    i18n.translate(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          name === 'count' && typeof value === 'number' ? value : formatValue(i18n, value),
        ]),
      ),
    );
  return { say };
}

function formatValue(i18n: I18n, value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return i18n.formatNumber(value, { inExtensionLocale: true });
  if ('by' in value) return value.by(i18n);
  if ('minor' in value) {
    const { currency, minor } = value;
    const digits = shownDigits(minor, currency);
    return i18n.formatCurrency(majorOf(minor, currency), {
      inExtensionLocale: true,
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }
  // A shop-local day has no time zone to convert: it is read and shown in UTC.
  if ('day' in value) return i18n.formatDate(new Date(value.day), { inExtensionLocale: true, dateStyle: 'medium', timeZone: 'UTC' });
  return i18n.formatDate(new Date(value.instant), { inExtensionLocale: true, dateStyle: 'medium', timeStyle: 'short' });
}
