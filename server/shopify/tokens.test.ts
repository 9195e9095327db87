import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readCustomerToken, readStaffToken } from './tokens.ts';

const now = new Date('2026-11-22T10:00:00Z');
const settings = { apiKey: 'our-app', apiSecrets: ['new-secret-new-secret-new-secret', 'old-secret-old-secret-old-secret'] };

interface Forged {
  secret?: string;
  claims?: Record<string, unknown>;
  alg?: string;
  expiresInSeconds?: number;
  audience?: string;
}

async function sign({
  secret = 'new-secret-new-secret-new-secret',
  claims = {},
  alg = 'HS256',
  expiresInSeconds = 300,
  audience = 'our-app',
}: Forged = {}) {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ dest: 'glow.myshopify.com', sub: 'gid://shopify/Customer/7', ...claims })
    .setProtectedHeader({ alg })
    .setAudience(audience)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + expiresInSeconds)
    .sign(new TextEncoder().encode(secret));
}

const staffClaims = { dest: 'https://glow.myshopify.com', iss: 'https://glow.myshopify.com/admin', sub: '42' };

describe('an extension token', () => {
  it('names the shop and the customer', async () => {
    expect(await readCustomerToken(await sign(), settings, now)).toEqual({ shopDomain: 'glow.myshopify.com', customerId: '7' });
  });

  it('of a guest names no customer', async () => {
    expect(await readCustomerToken(await sign({ claims: { sub: undefined } }), settings, now)).toEqual({
      shopDomain: 'glow.myshopify.com',
      customerId: undefined,
    });
  });

  it('under the previous secret is good while the secret is rotated', async () => {
    const token = await sign({ secret: 'old-secret-old-secret-old-secret' });
    expect((await readCustomerToken(token, settings, now)).customerId).toBe('7');
  });

  const bad: readonly [string, Forged][] = [
    ['signed with another secret', { secret: 'somebody-elses-secret-somebody-el' }],
    ['of another app', { audience: 'another-app' }],
    ['expired beyond the clock tolerance', { expiresInSeconds: -11 }],
    ['with another algorithm', { alg: 'HS384' }],
    ['for something that is not a shop', { claims: { dest: 'evil.example.com' } }],
    ['for a shop look-alike', { claims: { dest: 'glow.myshopify.com.evil.example' } }],
    ['without a shop', { claims: { dest: undefined } }],
    ['whose subject is no customer', { claims: { sub: 'gid://shopify/Order/7' } }],
    ['whose subject is a bare number', { claims: { sub: '7' } }],
  ];
  it.each(bad)('%s is refused', async (_name, forged) => {
    await expect(readCustomerToken(await sign(forged), settings, now)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('without a signature is refused', async () => {
    const [, claims] = (await sign()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    await expect(readCustomerToken(`${none}.${claims}.`, settings, now)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('never appears in the error', async () => {
    const token = await sign({ audience: 'another-app' });
    const error: unknown = await readCustomerToken(token, settings, now).catch((caught: unknown) => caught);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(token);
  });
});

describe('a staff token', () => {
  it('names the shop and the staff member', async () => {
    expect(await readStaffToken(await sign({ claims: staffClaims }), settings, now)).toEqual({
      shopDomain: 'glow.myshopify.com',
      userId: '42',
    });
  });

  it.each([
    ['issued by another shop', { iss: 'https://other.myshopify.com/admin' }],
    ['a customer’s token', { sub: 'gid://shopify/Customer/7' }],
    ['without an issuer', { iss: undefined }],
  ])('%s is refused', async (_name, claims) => {
    await expect(readStaffToken(await sign({ claims: { ...staffClaims, ...claims } }), settings, now)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
});
