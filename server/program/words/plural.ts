import { pluralsIn } from '../../core/intl.ts';
import type { Locale } from '../definition/common.ts';

/** The form a language uses with a whole number. Languages without a singular write both alike. */
export function plural(language: Locale, count: number, one: string, other: string): string {
  return pluralsIn(language).select(count) === 'one' ? one : other;
}
