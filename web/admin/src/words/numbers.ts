/** Numbers, money and dates as people read them. Money stays in minor units and decimal text; nothing here goes through a float. */

const LOCALE = 'en';

const whole = new Intl.NumberFormat(LOCALE);
const signed = new Intl.NumberFormat(LOCALE, { signDisplay: 'exceptZero' });
const share = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const instant = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });
const dayOnly = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeZone: 'UTC' });
const moneyFormats = new Map<string, Intl.NumberFormat>();

/** "1,240" */
export function number(value: number): string {
  return whole.format(value);
}

/** "+96", "−40", "0" */
export function change(value: number): string {
  return signed.format(value).replace('-', '−');
}

/** "1,240 points", "1 point" */
export function points(value: number): string {
  return count(value, 'point');
}

/** "3 members", "1 member": the noun takes an s, or `many` when that is wrong. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Part of a whole as "12.5%"; "–" when there is no whole. */
export function percent(part: number, total: number): string {
  return total === 0 ? '–' : share.format(part / total);
}

/** An ISO instant in the reader's time zone: "Nov 22, 2026, 5:04 AM". */
export function when(isoInstant: string): string {
  return instant.format(new Date(isoInstant));
}

/** An ISO instant as it is in a time zone with an IANA name: "Nov 22, 2026, 5:04 AM". */
export function whenIn(isoInstant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(isoInstant));
}

/** The day of an ISO instant in the reader's time zone: "Nov 22, 2026". */
export function onDay(isoInstant: string): string {
  return date.format(new Date(isoInstant));
}

/** A shop-local day as it is, whatever the reader's time zone: "Nov 22, 2026". */
export function day(isoDay: string): string {
  return dayOnly.format(new Date(`${isoDay}T00:00:00Z`));
}

/** Minor units as "$48.00", exactly. */
export function money(amountMinor: number, currency: string): string {
  return moneyFormat(currency).format(decimalText(amountMinor, currency) as `${number}`);
}

/** How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Minor units as the decimal text of a field: 15000 USD is "150.00", 15000 JPY is "15000". */
export function decimalText(amountMinor: number, currency: string): string {
  const digits = currencyDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function moneyFormat(currency: string): Intl.NumberFormat {
  const known = moneyFormats.get(currency);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(LOCALE, { style: 'currency', currency });
  moneyFormats.set(currency, made);
  return made;
}
