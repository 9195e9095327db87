import { errors, jwtVerify, type JWTPayload } from 'jose';
import { LaurelError } from '../core/errors.ts';
import { gidNumber } from '../core/id.ts';

export interface TokenSettings {
  /** Our client id: a token made for another app is refused. */
  readonly apiKey: string;
  readonly apiSecrets: readonly string[];
}

export interface CustomerToken {
  readonly shopDomain: string;
  /** Numeric id; absent for a guest. The only source of who the shopper is. */
  readonly customerId: string | undefined;
}

export interface StaffToken {
  readonly shopDomain: string;
  readonly userId: string;
}

const domainPattern = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Reads a checkout or customer-account session token. Throws `unauthenticated` for anything forged, expired, early or foreign. */
export async function readCustomerToken(token: string, settings: TokenSettings, now: Date): Promise<CustomerToken> {
  const claims = await verify(token, settings, now);
  const customerId = claims.sub === undefined ? undefined : gidNumber(claims.sub, 'Customer');
  if (claims.sub !== undefined && !/^\d{1,20}$/.test(customerId ?? '')) throw refused('sub is not a customer');
  return { shopDomain: shopDomain(claims['dest']), customerId };
}

/** Reads an App Bridge id token: `iss` and `dest` must be the same shop. Throws `unauthenticated`. */
export async function readStaffToken(token: string, settings: TokenSettings, now: Date): Promise<StaffToken> {
  const claims = await verify(token, settings, now);
  const domain = shopDomain(claims['dest']);
  if (claims.iss !== `https://${domain}/admin`) throw refused('iss and dest differ');
  if (claims.sub === undefined || !/^\d{1,20}$/.test(claims.sub)) throw refused('sub is not a staff member');
  return { shopDomain: domain, userId: claims.sub };
}

async function verify(token: string, settings: TokenSettings, now: Date): Promise<JWTPayload> {
  for (const secret of settings.apiSecrets) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        audience: settings.apiKey,
        clockTolerance: 10,
        currentDate: now,
        requiredClaims: ['exp', 'nbf', 'dest'],
      });
      return payload;
    } catch (error) {
      // Only a wrong signature may still be right under the previous secret. The error's text can hold the token: never passed on.
      if (!(error instanceof errors.JWSSignatureVerificationFailed))
        throw refused(error instanceof errors.JOSEError ? error.code : 'unreadable');
    }
  }
  throw refused('signature');
}

function shopDomain(dest: unknown): string {
  const domain = typeof dest === 'string' ? dest.replace(/^https:\/\//, '') : '';
  if (!domainPattern.test(domain)) throw refused('dest is not a shop');
  return domain;
}

function refused(why: string): LaurelError {
  return new LaurelError('unauthenticated', `session token refused: ${why}`);
}
