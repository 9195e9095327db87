/** Session tokens as Shopify makes them: HS256 with the app's secret. */
import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Store } from '../store/store.ts';

export interface TokenSettings {
  readonly apiKey: string;
  readonly apiSecret: string;
}

const extensionSeconds = 300;
const adminSeconds = 60;

/** For a checkout or customer-account extension. Without a signed-in customer there is no `sub`. */
export function extensionToken(store: Store, settings: TokenSettings, customerId: string | null): Promise<string> {
  const token = new SignJWT({ dest: store.shop.domain }).setAudience(settings.apiKey);
  if (customerId !== null) token.setSubject(`gid://shopify/Customer/${customerId}`);
  return sign(token, settings, store.wallNow(), extensionSeconds);
}

/** For the app in the merchant's admin, as App Bridge's `idToken()` gives it. */
export function adminToken(store: Store, settings: TokenSettings, staffId: string): Promise<string> {
  const shop = `https://${store.shop.domain}`;
  const token = new SignJWT({ dest: shop, sid: randomUUID() }).setIssuer(`${shop}/admin`).setAudience(settings.apiKey).setSubject(staffId);
  return sign(token, settings, store.wallNow(), adminSeconds);
}

function sign(token: SignJWT, { apiSecret }: TokenSettings, now: Date, seconds: number): Promise<string> {
  const at = Math.floor(now.getTime() / 1000);
  return token
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setJti(randomUUID())
    .setIssuedAt(at)
    .setNotBefore(at)
    .setExpirationTime(at + seconds)
    .sign(new TextEncoder().encode(apiSecret));
}

/** The staff member of an id token of this shop's admin; undefined: it is none, or no longer valid. */
export async function readIdToken(token: string, { apiKey, apiSecret }: TokenSettings, store: Store): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(apiSecret), {
      algorithms: ['HS256'],
      audience: apiKey,
      issuer: `https://${store.shop.domain}/admin`,
      clockTolerance: 10,
      currentDate: store.wallNow(),
    });
    return payload.sub;
  } catch {
    return undefined;
  }
}
