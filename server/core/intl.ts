import { remembered } from './remembered.ts';

// Making one costs a hundred times as much as using it, and there are as many as languages times currencies.

/** "1,240" as a language writes whole numbers. */
export const numbersIn = remembered((locale: string) => new Intl.NumberFormat(locale));

export const pluralsIn = remembered((locale: string) => new Intl.PluralRules(locale));

/** "a, b, and c", "a, b, or c". */
export const listsIn = remembered((locale: string) =>
  remembered((type: 'conjunction' | 'disjunction') => new Intl.ListFormat(locale, { type })),
);

/** "March 1, 2026" of an instant, in universal time. */
export const daysIn = remembered((locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
