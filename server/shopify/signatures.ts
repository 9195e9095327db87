import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `signature` (base64) is Shopify's HMAC-SHA256 of exactly these bytes under one of the secrets. */
export function isSignedByShopify(body: Uint8Array, signature: string | undefined, secrets: readonly string[]): boolean {
  if (signature === undefined) return false;
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
