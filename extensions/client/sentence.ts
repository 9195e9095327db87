import type { I18n } from './speak.ts';

/** A value inside a sentence. The surface formats it for the shopper's locale. */
export type Value =
  | string
  | number
  | { readonly minor: number; readonly currency: string }
  /** Shop-local calendar day, YYYY-MM-DD. */
  | { readonly day: string }
  /** Formatted its own way: what one surface only needs is in no other's bundle. */
  | { readonly by: (i18n: I18n) => string }
  /** ISO 8601 instant, shown in the shopper's time zone. */
  | { readonly instant: string };

/** A text by key, with its values. `count` alone chooses the plural form and is never shown. */
export interface Sentence<Key extends string = SentenceKey> {
  readonly key: Key;
  readonly values?: Readonly<Record<string, Value>>;
}

export function sentence<Key extends string = SentenceKey>(key: Key, values?: Readonly<Record<string, Value>>): Sentence<Key> {
  return values === undefined ? { key } : { key, values };
}

/** Values for a text about a number of points: the form and the number shown. */
export function points(count: number): { count: number; points: number } {
  return { count, points: count };
}

/** Every text this package can ask for. A surface whose locale lacks one does not compile. */
export type SentenceKey =
  | 'failure.offline'
  | 'failure.slow'
  | 'failure.busy'
  | 'failure.signed-out'
  | 'failure.unknown'
  | 'why-not.not-enough-points'
  | 'why-not.order-too-small'
  | 'why-not.nothing-to-discount'
  | 'why-not.tier-too-low'
  | 'why-not.all-gone'
  | 'why-not.limit-reached'
  | 'why-not.not-yet'
  | 'why-not.over'
  | 'why-not.gone'
  | 'why-not.not-in-cart'
  | 'why-not.shipping-too-dear'
  | 'why-not.does-not-combine'
  | 'why-not.steps-out-of-range'
  | 'why-not.needs-cart'
  | 'notice.applied'
  | 'notice.code-ready'
  | 'notice.code-coming'
  | 'notice.declined'
  | 'notice.declined-returning'
  | 'notice.declined-kept'
  | 'notice.removed'
  | 'notice.undone'
  | 'notice.undo-underway'
  | 'notice.already-used'
  | 'notice.delivered'
  | 'notice.by-hand'
  | 'progress.missing'
  | 'progress.top';
