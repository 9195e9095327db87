import { jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientId, secret, start, startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
beforeEach(async () => {
  shop = await startDevstore();
});
afterEach(() => shop.close());

const key = new TextEncoder().encode(secret);
const seconds = start.getTime() / 1000;

async function claimsOf(kind: string, cookie?: string) {
  const answer = await shop.request(`/session-token?kind=${kind}`, cookie === undefined ? {} : { headers: { cookie } });
  const { token } = (await answer.json()) as { token: string };
  return jwtVerify(token, key, { algorithms: ['HS256'], audience: clientId, currentDate: start });
}

it('an extension’s token names the shop without scheme and the signed-in customer, for five minutes', async () => {
  const { payload, protectedHeader } = await claimsOf('extension', 'devstore_person=102');
  expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
  expect(payload).toEqual({
    dest: 'test-shop.myshopify.com',
    aud: clientId,
    sub: 'gid://shopify/Customer/102',
    iat: seconds,
    nbf: seconds,
    exp: seconds + 300,
    jti: expect.any(String) as string,
  });
});

it('a guest’s token has no subject, and a made-up person is a guest', async () => {
  expect((await claimsOf('extension')).payload).not.toHaveProperty('sub');
  expect((await claimsOf('extension', 'devstore_person=999')).payload).not.toHaveProperty('sub');
});

it('the admin’s token names the shop with scheme, its admin as issuer and a staff member, for one minute', async () => {
  const { payload } = await claimsOf('admin');
  expect(payload).toMatchObject({
    iss: 'https://test-shop.myshopify.com/admin',
    dest: 'https://test-shop.myshopify.com',
    sub: '1',
    exp: seconds + 60,
    sid: expect.any(String) as string,
  });
});

it('the admin’s token is that of whoever was chosen to work there, and of the first while nobody was', async () => {
  const chosen = async (staffId: string) => {
    const answer = await shop.request('/admin/session', {
      method: 'POST',
      body: new URLSearchParams({ staffId, back: '/devstore/admin/app' }),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/devstore/admin/app']);
    return (await claimsOf('admin', (answer.headers.get('set-cookie') ?? '').split(';')[0])).payload.sub;
  };
  expect([await chosen('2'), await chosen('nobody')]).toEqual(['2', '1']);
});

it('tokens count by the machine’s time, however far the shop’s clock was moved', async () => {
  await shop.control('clock', { advanceMs: 90 * 86_400_000 });
  expect((await claimsOf('admin')).payload.iat).toBe(seconds);
});

it('the app’s access token is given only for a good id token and the app’s secret', async () => {
  const { token } = (await (await shop.request('/session-token?kind=admin')).json()) as { token: string };
  const exchange = async (change: Record<string, string>) => {
    const form = {
      client_id: clientId,
      client_secret: secret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
      ...change,
    };
    const answer = await shop.request('/admin/oauth/access_token', { method: 'POST', body: new URLSearchParams(form) });
    return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
  };
  expect(await exchange({})).toMatchObject({ status: 200, access_token: 'shpat_test' });
  expect(await exchange({ expiring: '1' })).toMatchObject({ status: 200, expires_in: 3600, refresh_token: expect.any(String) as string });
  expect(await exchange({ requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token' })).toMatchObject({
    associated_user: { id: 1, first_name: 'Mara', last_name: 'Lindt' },
  });
  expect(await exchange({ client_secret: 'wrong' })).toEqual({ status: 400, error: 'invalid_client' });
  expect(await exchange({ subject_token: `${token}x` })).toEqual({ status: 400, error: 'invalid_subject_token' });
});
