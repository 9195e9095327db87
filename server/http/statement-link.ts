import { jwtVerify, SignJWT } from 'jose';
import { LaurelError } from '../core/errors.ts';
import { locales, type Locale } from '../program/index.ts';
import { findShop } from '../shopify/index.ts';
import { customerOf, type CustomerCaller } from './callers.ts';
import type { Deps } from './deps.ts';

const audience = 'laurel-statement';
const minutes = 10;

/** A key that opens one customer's statement and nothing else, for ten minutes: a link has no header for a token. */
export async function statementLink(
  deps: Deps,
  shopDomain: string,
  customerId: string,
  locale: Locale,
): Promise<{ key: string; until: Date }> {
  const until = new Date(deps.wallClock().getTime() + minutes * 60_000);
  const key = await new SignJWT({ dest: shopDomain, locale })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setSubject(customerId)
    .setExpirationTime(until)
    .sign(deps.secrets.key('statement-link'));
  return { key, until };
}

/** Whose statement a link opens, and in which language. Throws `unauthenticated` for one that has run out or is not ours. */
export async function readStatementLink(deps: Deps, key: string): Promise<{ caller: CustomerCaller; locale: Locale }> {
  const payload = await verified(deps, key);
  const shop = await findShop(deps.db, String(payload['dest']));
  return { caller: customerOf(deps, shop, String(payload.sub)), locale: locales.find((one) => one === payload['locale']) ?? 'en' };
}

async function verified(deps: Deps, key: string) {
  try {
    const settings = { algorithms: ['HS256'], audience, currentDate: deps.wallClock(), requiredClaims: ['exp', 'sub', 'dest'] };
    return (await jwtVerify(key, deps.secrets.key('statement-link'), settings)).payload;
  } catch (cause) {
    throw new LaurelError('unauthenticated', 'no key of a statement', {
      cause,
      publicMessage: 'This link has run out. Please ask for a new one.',
    });
  }
}
