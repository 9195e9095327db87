import { currencyDigits, decimalText } from '../words/numbers.ts';
import { readMoney, readName, readWhole, type Read } from '../words/typed.ts';
import { isList, type Json } from './json.ts';
import type { Leaf } from './spec.ts';

const MONEY_MINOR_MAX = 100_000_000_00;
/** What a flag's text is when it is set. */
export const YES = 'yes';

/** The text of a field for the document's value. A value that is not of the field's kind is shown as it is. */
export function leafText(spec: Leaf, value: Json | undefined, currency: string): string {
  if (spec.kind === 'flag' && spec.unlessSaid === true) return value === false ? '' : YES;
  if (value === undefined || value === null) return '';
  switch (spec.kind) {
    case 'money':
      return isWhole(value) ? decimalText(value, currency) : plainText(value);
    case 'factor':
      return isWhole(value) ? trimmed(decimals(value, 2)) : plainText(value);
    case 'micros':
      return isWhole(value) ? trimmed(decimals(value, 6)) : plainText(value);
    case 'flag':
      return value === true ? YES : '';
    case 'texts':
    case 'wholes':
    case 'some':
      return isList(value) ? value.map(plainText).join(spec.kind === 'texts' && spec.per === 'line' ? '\n' : ', ') : plainText(value);
    default:
      return plainText(value);
  }
}

function readFlag({ plain, unlessSaid }: { plain?: boolean; unlessSaid?: boolean }, yes: boolean): boolean | undefined {
  if (plain === true) return yes;
  return unlessSaid === true ? (yes ? undefined : false) : yes ? true : undefined;
}

/** What the text of a field says. `value` undefined: nothing, which is right where the field is optional. */
export function readLeaf(spec: Leaf, text: string, currency: string): Read<Json | undefined> {
  if (spec.kind === 'flag') return { ok: true, value: readFlag(spec, text === YES) };
  if (text.trim() === '' && spec.optional === true) return { ok: true, value: undefined };
  switch (spec.kind) {
    case 'text':
      return readName(text, spec.max);
    case 'whole':
      return readWhole(text, spec.min, spec.max);
    case 'money':
      return atLeast(readMoney(text, currency, spec.max ?? MONEY_MINOR_MAX), spec.min ?? 0, currency);
    case 'factor':
      return readDecimal(text, 2, spec.min, spec.max);
    case 'micros':
      return readDecimal(text, 6, 0, 1_000_000_000);
    case 'wholes':
      return readWholes(text, spec.min, spec.max);
    case 'texts':
      return { ok: true, value: parts(text, spec.per === 'line' ? /\n/ : /[\n,]/) };
    case 'some':
      return { ok: true, value: parts(text, /,/) };
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? { ok: true, value: text } : { ok: false, problem: 'Choose a day.' };
    case 'choice':
      return text === '' ? { ok: false, problem: 'Choose one.' } : { ok: true, value: text };
  }
}

/** "1.5" as 150 for two digits; at most so many decimals, between the limits in the whole unit that is returned. */
export function readDecimal(text: string, digits: number, min: number, max: number): Read<number> {
  const typed = text.trim().replace(/[×x]$/i, '').trim();
  const [, major = '', minor = ''] = /^(\d*)(?:\.(\d*))?$/.exec(typed) ?? [];
  if (major + minor === '') return { ok: false, problem: 'Enter a number, for example 1.5.' };
  if (minor.replace(/0+$/, '').length > digits) return { ok: false, problem: `Use at most ${digits} decimals.` };
  const value = Number(major + minor.slice(0, digits).padEnd(digits, '0'));
  if (value < min) return { ok: false, problem: `Enter ${trimmed(decimals(min, digits))} or more.` };
  if (value > max) return { ok: false, problem: `Enter ${trimmed(decimals(max, digits))} or less.` };
  return { ok: true, value };
}

function readWholes(text: string, min: number, max: number): Read<number[]> {
  const read = parts(text, /[\n, ]/).map((part) => readWhole(part, min, max));
  const wrong = read.find((one) => !one.ok);
  if (wrong !== undefined) return { ok: false, problem: `${wrong.problem} Put commas between them.` };
  return { ok: true, value: read.flatMap((one) => (one.ok ? [one.value] : [])) };
}

function atLeast(read: Read<number>, min: number, currency: string): Read<number> {
  if (!read.ok || read.value >= min) return read;
  return { ok: false, problem: `Enter at least ${decimalText(min, currency)}.` };
}

function parts(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isWhole(value: Json): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function decimals(value: number, digits: number): string {
  const text = String(value).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}

/** An amount of one major unit, such as "1.00", as an example in helps. */
export function oneMajor(currency: string): number {
  return 10 ** currencyDigits(currency);
}
