import Big from 'big.js';
import { LaurelError } from './errors.ts';
import { remembered } from './remembered.ts';

declare const minorUnits: unique symbol;
/** An amount in the currency's smallest unit (cents for USD, yen for JPY). Never a float of majors. */
export type Minor = number & { readonly [minorUnits]: true };

export interface Money {
  readonly minor: Minor;
  /** ISO 4217 code, upper case. */
  readonly currency: string;
}

const digits = new Map<string, number>();

/** How many decimals the currency has (2 for USD, 0 for JPY, 3 for KWD). Throws `invalid_money` for an unknown code. */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  if (!/^[A-Z]{3}$/.test(currency)) throw new LaurelError('invalid_money', `not an ISO 4217 currency: ${currency}`);
  const count = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digits.set(currency, count);
  return count;
}

/** Reads whole minor units. Throws `invalid_money` for fractions and unsafe numbers. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new LaurelError('invalid_money', `not a whole number of minor units: ${value}`);
  return value as Minor;
}

/** Parses a decimal string as Shopify sends it ("12.50"). Throws `invalid_money` when it has more decimals than the currency or is no number. */
export function parseMoney(amount: string, currency: string): Money {
  let decimal: Big;
  try {
    decimal = new Big(amount);
  } catch {
    throw new LaurelError('invalid_money', `not a decimal amount: ${JSON.stringify(amount)}`);
  }
  const scaled = decimal.times(new Big(10).pow(currencyDigits(currency)));
  if (!scaled.eq(scaled.round(0))) throw new LaurelError('invalid_money', `${amount} has too many decimals for ${currency}`);
  return { minor: minor(Number(scaled.toFixed(0))), currency };
}

/** The decimal string Shopify expects: { minor: 1250, currency: 'USD' } → "12.50". */
export function formatDecimal(money: Money): string {
  const places = currencyDigits(money.currency);
  return new Big(money.minor).div(new Big(10).pow(places)).toFixed(places);
}

// Making one costs a hundred times as much as using it.
const formats = remembered((locale: string) =>
  remembered((currency: string) => new Intl.NumberFormat(locale, { style: 'currency', currency })),
);

/** For people: "$12.50" in the given locale. */
export function formatMoney(money: Money, locale = 'en'): string {
  return formats(locale)(money.currency).format(formatDecimal(money) as `${number}`);
}
