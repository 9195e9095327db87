import { createHmac, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Stage } from './stage.ts';

interface TokenOptions {
  readonly shopDomain?: string;
  readonly audience?: string;
  readonly secret?: string;
  readonly secondsLeft?: number;
  /** Which staff member; 42 unless told. */
  readonly userId?: string;
}

/** A session token as Shopify signs it for an extension; `customerId` absent: a guest. */
export async function customerToken(stage: Stage, customerId: string | undefined, options: TokenOptions = {}): Promise<string> {
  const claims = { dest: options.shopDomain ?? stage.shop.domain, ...(customerId && { sub: `gid://shopify/Customer/${customerId}` }) };
  return sign(stage, claims, options);
}

/** An id token as App Bridge gives it to a staff member. */
export async function staffToken(stage: Stage, options: TokenOptions = {}): Promise<string> {
  const dest = `https://${options.shopDomain ?? stage.shop.domain}`;
  return sign(stage, { dest, iss: `${dest}/admin`, sub: options.userId ?? '42', sid: randomUUID() }, options);
}

async function sign(stage: Stage, claims: Record<string, unknown>, options: TokenOptions): Promise<string> {
  const seconds = Math.floor(stage.deps.wallClock().getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(options.audience ?? stage.deps.config.shopify.apiKey)
    .setIssuedAt(seconds - 1)
    .setNotBefore(seconds - 1)
    .setExpirationTime(seconds + (options.secondsLeft ?? 60))
    .setJti(randomUUID())
    .sign(new TextEncoder().encode(options.secret ?? stage.deps.config.shopify.apiSecrets[0]));
}

/** The headers of a webhook delivery; `secret` to forge one. */
export function webhookHeaders(
  stage: Stage,
  topic: string,
  body: string,
  options: { id?: string; secret?: string; shopDomain?: string } = {},
) {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-webhook-id': options.id ?? randomUUID(),
    'x-shopify-shop-domain': options.shopDomain ?? stage.shop.domain,
    'x-shopify-triggered-at': stage.deps.wallClock().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', options.secret ?? stage.deps.config.shopify.apiSecrets[0] ?? '')
      .update(body)
      .digest('base64'),
  };
}
