import { expect } from 'vitest';
import { locales, type Locale } from '../definition/common.ts';

/** The languages beside English. */
export const others: readonly Locale[] = locales.filter((one) => one !== 'en');

/** That a sentence exists in every language, is its own in each, and names the same numbers as the English one, however they are grouped. */
export function sameFactsInAll(say: (locale: Locale) => string | undefined): void {
  const english = say('en') ?? '';
  const texts = others.map((locale) => say(locale) ?? '');
  for (const text of texts) {
    expect(text).toMatch(/^[^{}]{2,}$/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(digits(text), `${text} | ${english}`).toBe(digits(english));
  }
  expect([...new Set([english, ...texts])]).toEqual([english, ...texts]);
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '').split('').sort().join('');
}
