import type { Context as Call } from 'hono';
import { parseAccept } from 'hono/utils/accept';
import { locales, type Locale } from '../program/index.ts';

/** The language a caller reads best, of those shoppers are spoken to in; English when none of them is. */
export function localeOf(call: Call): Locale {
  for (const { type } of parseAccept(call.req.header('Accept-Language') ?? '').toSorted((a, b) => b.q - a.q)) {
    const known = localeNamed(type);
    if (known) return known;
  }
  return 'en';
}

/** The language of a name such as "de" or "de-CH"; undefined: shoppers are not spoken to in it. */
export function localeNamed(name: string): Locale | undefined {
  const wanted = name.toLowerCase();
  return locales.find((one) => one.toLowerCase() === wanted) ?? locales.find((one) => one === wanted.split('-')[0]);
}
