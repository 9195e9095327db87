import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
beforeEach(async () => {
  shop = await startDevstore();
});
afterEach(() => shop.close());

const verifier = 'a-code-verifier-of-some-length-0123456789';
// Hydrogen asks for https, also at home.
const redirect = 'https://127.0.0.1:3000/account/authorize';
const query = new URLSearchParams({
  client_id: 'storefront',
  redirect_uri: redirect,
  response_type: 'code',
  scope: 'openid email customer-account-api:full',
  state: 'the-state',
  nonce: 'the-nonce',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
const authorize = `/customer/authentication/1/oauth/authorize?${query.toString()}`;

async function grant(customerId: string): Promise<URL> {
  const answer = await shop.request(authorize, { method: 'POST', body: new URLSearchParams({ customerId }) });
  return new URL(answer.headers.get('location') ?? '');
}
async function trade(form: Record<string, string>) {
  const answer = await shop.request('/customer/authentication/1/oauth/token', { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}
const codeForm = (code: string) => ({
  grant_type: 'authorization_code',
  client_id: 'storefront',
  redirect_uri: redirect,
  code,
  code_verifier: verifier,
});
const ask = (
  token: string | undefined,
  text = '{ customer { id firstName emailAddress { emailAddress } orders(first: 5) { nodes { name totalPrice { amount } } } } shop { myshopifyDomain } }',
) =>
  shop.request('/customer/1/account/customer/api/2026-04/graphql', {
    method: 'POST',
    body: JSON.stringify({ query: text }),
    ...(token === undefined ? {} : { headers: { authorization: token } }),
  });

describe('signing in to a storefront', () => {
  it('offers people to be', async () => {
    const text = await (await shop.request(authorize)).text();
    for (const name of ['Ada Moreau', 'Ben Osei', 'Chiara Rossi']) expect(text).toContain(name);
  });

  it('goes home with a code and the state, over http where there is no https', async () => {
    const back = await grant('102');
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:3000/account/authorize');
    expect(back.searchParams.get('state')).toBe('the-state');
  });

  it('trades the code once, for the one who holds the verifier', async () => {
    const code = (await grant('102')).searchParams.get('code') ?? '';
    expect(await trade({ ...codeForm(code), code_verifier: 'wrong' })).toEqual({ status: 400, body: { error: 'invalid_grant' } });
    // A wrong try uses the code up.
    expect((await trade(codeForm(code))).status).toBe(400);
    const good = await trade(codeForm((await grant('102')).searchParams.get('code') ?? ''));
    expect(good.status).toBe(200);
    const [, claims] = (good.body['id_token'] ?? '').split('.');
    expect(JSON.parse(atob(claims ?? ''))).toMatchObject({ nonce: 'the-nonce', sub: '102', email: 'ben@example.com' });
  });

  it('refreshes: the old token ends with the new one', async () => {
    const { body } = await trade(codeForm((await grant('103')).searchParams.get('code') ?? ''));
    const fresh = await trade({ grant_type: 'refresh_token', client_id: 'storefront', refresh_token: body['refresh_token'] ?? '' });
    expect((await ask(fresh.body['access_token'])).status).toBe(200);
    expect((await ask(body['access_token'])).status).toBe(401);
  });
});

describe('the Customer Account API', () => {
  it('answers the bare token’s customer and nobody else', async () => {
    await shop.control('orders', { customerId: '102', lines: [{ handle: 'rose-face-mist' }] });
    await shop.control('orders', { customerId: '103', lines: [{ handle: 'the-ritual-set' }] });
    const token = (await trade(codeForm((await grant('102')).searchParams.get('code') ?? ''))).body['access_token'] ?? '';
    expect(await (await ask(token)).json()).toEqual({
      data: {
        customer: {
          id: 'gid://shopify/Customer/102',
          firstName: 'Ben',
          emailAddress: { emailAddress: 'ben@example.com' },
          orders: { nodes: [{ name: '#1001', totalPrice: { amount: '13.64' } }] },
        },
        shop: { myshopifyDomain: 'test-shop.myshopify.com' },
      },
    });
    // As at Shopify, the header is the token itself.
    for (const wrong of [undefined, `Bearer ${token}`, 'shcat_forged']) expect((await ask(wrong)).status).toBe(401);
  });
});
