import { currencyDigits, decimalText, money, number } from './numbers.ts';

/** What a person typed, read exactly; or a sentence saying what to change. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Reads an amount in major units ("150", "1,250.50") as minor units of the currency. Never a float. */
export function readMoney(text: string, currency: string, maxMinor: number): Read<number> {
  const example = decimalText(150 * 10 ** currencyDigits(currency), currency);
  const typed = text.trim();
  if (typed === '') return refuse(`Enter an amount, for example ${example}.`);
  if (/^[-−]/.test(typed)) return refuse('Enter an amount that is not below zero.');
  const parts = /^(\d+|\d{1,3}(?:,\d{3})+|)(?:\.(\d*))?$/.exec(typed);
  const major = parts?.[1]?.replaceAll(',', '') ?? '';
  const decimals = parts?.[2] ?? '';
  if (major + decimals === '') return refuse(`Use digits and a point, for example ${example}.`);
  return asMinor(major, decimals.replace(/0+$/, ''), currency, maxMinor);
}

function asMinor(major: string, decimals: string, currency: string, maxMinor: number): Read<number> {
  const digits = currencyDigits(currency);
  if (decimals.length > digits) {
    return refuse(digits === 0 ? `${currency} has no decimals: enter a whole amount.` : `${currency} has at most ${digits} decimals.`);
  }
  const amountMinor = BigInt(major + decimals.padEnd(digits, '0'));
  return amountMinor > BigInt(maxMinor) ? refuse(`Enter at most ${money(maxMinor, currency)}.`) : { ok: true, value: Number(amountMinor) };
}

/** Reads a whole number ("1,250") between the limits, both included. */
export function readWhole(text: string, min: number, max: number): Read<number> {
  const typed = text.trim().replace('−', '-');
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)$/.test(typed)) return refuse(`Enter a whole number, for example ${number(Math.max(min, 4))}.`);
  const value = BigInt(typed.replaceAll(',', ''));
  if (value < BigInt(min)) return refuse(`Enter ${number(min)} or more.`);
  if (value > BigInt(max)) return refuse(`Enter ${number(max)} or less.`);
  return { ok: true, value: Number(value) };
}

/** Reads a name, without the blanks around it. */
export function readName(text: string, lengthMax: number): Read<string> {
  const name = text.trim();
  if (name === '') return refuse('Give it a name.');
  if (name.length > lengthMax) return refuse(`Use at most ${lengthMax} characters; this has ${name.length}.`);
  return { ok: true, value: name };
}

function refuse(problem: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem };
}
