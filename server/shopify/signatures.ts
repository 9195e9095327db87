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

/** Whether a query that the shop's app proxy passed on carries Shopify's `signature`: HMAC-SHA256, hex, of all else sorted by name. */
export function isSignedProxyQuery(query: URLSearchParams, secrets: readonly string[]): boolean {
  const given = Buffer.from(query.get('signature') ?? '', 'hex');
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature').sort();
  const message = names.map((name) => `${name}=${query.getAll(name).join(',')}`).join('');
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(message).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
