import type { Value } from './sentence.ts';

/** A number with its sign: "+192". */
export function change(points: number): Value {
  return { by: (i18n) => i18n.formatNumber(points, { inExtensionLocale: true, signDisplay: 'exceptZero' }) };
}

/** The name of a month, January being 1. */
export function monthName(month: number): Value {
  return {
    by: (i18n) => i18n.formatDate(new Date(Date.UTC(2024, month - 1, 1)), { inExtensionLocale: true, month: 'long', timeZone: 'UTC' }),
  };
}

/** The day of an ISO 8601 instant, in the shopper's time zone. */
export function dayOf(instant: string): Value {
  return { by: (i18n) => i18n.formatDate(new Date(instant), { inExtensionLocale: true, dateStyle: 'medium' }) };
}
