import type { Locale } from '../definition/common.ts';

// Making one costs a hundred times as much as using it.
const rules = new Map<Locale, Intl.PluralRules>();

/** The form a language uses with a whole number. Languages without a singular write both alike. */
export function plural(language: Locale, count: number, one: string, other: string): string {
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  return rule.select(count) === 'one' ? one : other;
}
