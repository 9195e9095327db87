import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import type { MemberOverview } from '../views/index.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const call = (path: string, token?: string, init: RequestInit = {}) =>
  fetch(`${stage.appUrl}${path}`, {
    ...init,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  });

const customerPaths = ['/rpc/member', '/rpc/member/history'];
const staffPaths = ['/rpc/admin/overview', '/rpc/admin/program', '/rpc/admin/members', '/rpc/admin/webhooks', '/rpc/admin/verifications'];

describe('without a good token nothing is told', () => {
  const forgeries: readonly [string, () => Promise<string | undefined>, () => Promise<string | undefined>][] = [
    ['none', async () => undefined, async () => undefined],
    ['nonsense', async () => 'abc.def.ghi', async () => 'abc.def.ghi'],
    ['of another app', () => customerToken(stage, '1', { audience: 'another' }), () => staffToken(stage, { audience: 'another' })],
    [
      'signed by another',
      () => customerToken(stage, '1', { secret: 'not-our-secret-not-our-secret-xx' }),
      () => staffToken(stage, { secret: 'not-our-secret-not-our-secret-xx' }),
    ],
    ['expired', () => customerToken(stage, '1', { secondsLeft: -60 }), () => staffToken(stage, { secondsLeft: -60 })],
    [
      'of a shop that has not installed us',
      () => customerToken(stage, '1', { shopDomain: 'stranger.myshopify.com' }),
      () => staffToken(stage, { shopDomain: 'stranger.myshopify.com' }),
    ],
  ];
  it.each(forgeries)('token %s', async (_name, customer, staff) => {
    for (const path of customerPaths) await expectRefused(await call(path, await customer()));
    for (const path of staffPaths) await expectRefused(await call(path, await staff()));
  });

  it('a shopper is no staff member, a staff member no shopper', async () => {
    for (const path of staffPaths) await expectRefused(await call(path, await customerToken(stage, '1')));
    for (const path of customerPaths) await expectRefused(await call(path, await staffToken(stage)));
  });
});

async function expectRefused(answer: Response): Promise<void> {
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({ code: 'unauthenticated', message: 'Please sign in again.', requestId: expect.any(String) });
}

describe('a guest', () => {
  it('sees the programme, and no member', async () => {
    const answer = await call('/rpc/member', await customerToken(stage, undefined));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      member: null,
      points: null,
      tier: null,
      program: { name: 'Glow Club' },
      rewards: [{ id: 'three-off' }, {}, {}],
    });
  });

  it('cannot redeem', async () => {
    const body = JSON.stringify({ rewardId: 'three-off', attempt: 'attempt-1' });
    await expectRefused(await call('/rpc/member/redemptions', await customerToken(stage, undefined), { method: 'POST', body }));
  });
});

describe('a shopper', () => {
  it('is enrolled by the first visit, once', async () => {
    const token = await customerToken(stage, '71');
    const [first, second] = await Promise.all([call('/rpc/member', token), call('/rpc/member', token)]);
    const a = (await first.json()) as MemberOverview;
    const b = (await second.json()) as MemberOverview;
    expect(a).toMatchObject({ member: { customerId: '71' }, points: { available: 0, pending: 0, held: 0, debt: 0 }, tier: { id: 'fan' } });
    expect(a.member?.id).toBe(b.member?.id);
  });

  it('gets the missing number with a refusal', async () => {
    const body = JSON.stringify({ rewardId: 'three-off', attempt: 'attempt-1', cart: { subtotalMinor: 4800, currency: 'USD' } });
    const answer = await call('/rpc/member/redemptions', await customerToken(stage, '71'), { method: 'POST', body });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: 'refused',
      message: '100 more points are needed for this reward.',
      details: { code: 'not-enough-points', missingPoints: 100 },
    });
  });

  it.each([
    ['no body', ''],
    ['no JSON', 'rewardId=x'],
    ['no attempt', JSON.stringify({ rewardId: 'three-off' })],
    ['an absurd cart', JSON.stringify({ rewardId: 'three-off', attempt: 'attempt-1', cart: { subtotalMinor: 1e18, currency: 'USD' } })],
    ['a negative cart', JSON.stringify({ rewardId: 'three-off', attempt: 'attempt-1', cart: { subtotalMinor: -1, currency: 'USD' } })],
    [
      'a fraction of a cent',
      JSON.stringify({ rewardId: 'three-off', attempt: 'attempt-1', cart: { subtotalMinor: 10.5, currency: 'USD' } }),
    ],
  ])('who sends %s is told what is wrong, and nothing is stored', async (_name, body) => {
    const answer = await call('/rpc/member/redemptions', await customerToken(stage, '71'), { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ code: 'invalid_request', message: expect.any(String), requestId: expect.any(String) });
    const { rows } = await stage.test.owner.query('select from redemption');
    expect(rows).toEqual([]);
  });

  it('may ask from any origin, and reads errors too', async () => {
    const preflight = await fetch(`${stage.appUrl}/rpc/member/redemptions`, {
      method: 'OPTIONS',
      headers: { origin: 'null', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    const refused = await fetch(`${stage.appUrl}/rpc/member`, { headers: { origin: 'null' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('what no database can keep', () => {
  const nul = '\\u0000';
  const half = '\\ud800';
  const tooLong = '9'.repeat(15);
  const member = '019a0000-0000-7000-8000-000000000000';
  type Request = readonly [
    name: string,
    who: 'customer' | 'staff' | 'nobody',
    path: string,
    method: string,
    body: string | undefined,
    status: number,
  ];
  const redeem = (attempt: string) => `{"rewardId":"three-off","attempt":"${attempt}"}`;
  const edit = (name: string) => `{"basedOnVersion":1,"definition":{"name":"${name}"}}`;
  const requests: readonly Request[] = [
    ['NUL in an attempt', 'customer', '/rpc/member/redemptions', 'POST', redeem(`attempt-${nul}`), 400],
    ['half a character in an attempt', 'customer', '/rpc/member/redemptions', 'POST', redeem(`attempt-${half}`), 400],
    ['a page beyond all numbers', 'customer', `/rpc/member/history?before=${tooLong}`, 'GET', undefined, 400],
    ['a page just beyond', 'customer', '/rpc/member/history?before=2147483648', 'GET', undefined, 400],
    ['a page of a member beyond all numbers', 'staff', `/rpc/admin/members/${member}/history?before=${tooLong}`, 'GET', undefined, 400],
    ['NUL in a search', 'staff', '/rpc/admin/members?search=%00', 'GET', undefined, 400],
    ['NUL in a tier', 'staff', '/rpc/admin/members?tier=%00', 'GET', undefined, 400],
    ['NUL in the name of a webhook', 'staff', '/rpc/admin/webhooks/orders%2fpaid/%00/retries', 'POST', undefined, 400],
    ['NUL in a programme', 'staff', '/rpc/admin/program', 'PUT', edit(`Club${nul}`), 400],
    ['half a character in a programme', 'staff', '/rpc/admin/program', 'PUT', edit(`Club${half}`), 400],
    [
      'a token that fits into no header',
      'nobody',
      '/rpc/storefront/sessions',
      'POST',
      `{"shop":"glow-and-co.myshopify.com","customerAccessToken":"a${nul}"}`,
      401,
    ],
  ];
  it.each(requests)('%s is refused by the door', async (_name, who, path, method, body, status) => {
    const token = who === 'customer' ? await customerToken(stage, '71') : who === 'staff' ? await staffToken(stage) : undefined;
    const answer = await call(path, token, { method, ...(body !== undefined && { body }) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ code: expect.any(String), message: expect.any(String), requestId: expect.any(String) });
  });

  it('a customer with more digits than Shopify has is none', async () => {
    await expectRefused(await call('/rpc/member', await customerToken(stage, '9'.repeat(21))));
  });
});

describe('a cart in another currency', () => {
  it('says nothing about rewards: the points alone decide', async () => {
    const at = async (currency: string) => {
      const answer = await call(`/rpc/member?subtotalMinor=100&currency=${currency}`, await customerToken(stage, '72'));
      return ((await answer.json()) as MemberOverview).rewards[0];
    };
    expect(await at('USD')).toMatchObject({ discountMinor: 100 });
    expect(await at('JPY')).toMatchObject({ discountMinor: null, whyNot: { code: 'not-enough-points' } });
  });
});

describe('the API document', () => {
  it('names every path with its errors', async () => {
    const document = (await (await call('/openapi.json')).json()) as { paths: object; components: { schemas: object } };
    expect(Object.keys(document.paths).sort()).toEqual([
      '/rpc/admin/activity',
      '/rpc/admin/api-keys',
      '/rpc/admin/api-keys/{id}',
      '/rpc/admin/approvals',
      '/rpc/admin/approvals/{id}',
      '/rpc/admin/approvals/{id}/decisions',
      '/rpc/admin/corrections',
      '/rpc/admin/me',
      '/rpc/admin/members',
      '/rpc/admin/members/{id}',
      '/rpc/admin/members/{id}/actions',
      '/rpc/admin/members/{id}/adjustments',
      '/rpc/admin/members/{id}/history',
      '/rpc/admin/members/{id}/referral-blocks',
      '/rpc/admin/members/{id}/tier-words',
      '/rpc/admin/members/{id}/tier-words/{no}/end',
      '/rpc/admin/overview',
      '/rpc/admin/program',
      '/rpc/admin/program/draft',
      '/rpc/admin/program/draft/from-version',
      '/rpc/admin/program/examples',
      '/rpc/admin/program/publications',
      '/rpc/admin/program/reward-uses',
      '/rpc/admin/program/simulations',
      '/rpc/admin/program/simulations/{id}',
      '/rpc/admin/program/versions',
      '/rpc/admin/program/versions/{version}',
      '/rpc/admin/program/versions/{version}/compare/{other}',
      '/rpc/admin/redemptions/{id}/releases',
      '/rpc/admin/referrals',
      '/rpc/admin/referrals/figures',
      '/rpc/admin/referrals/threshold-previews',
      '/rpc/admin/referrals/thresholds',
      '/rpc/admin/referrals/{id}/judgements',
      '/rpc/admin/settings',
      '/rpc/admin/staff',
      '/rpc/admin/staff/{userId}/role',
      '/rpc/admin/verifications',
      '/rpc/admin/webhooks',
      '/rpc/admin/webhooks/{topic}/{id}/retries',
      '/rpc/member',
      '/rpc/member/actions',
      '/rpc/member/birthday',
      '/rpc/member/carts',
      '/rpc/member/estimates',
      '/rpc/member/history',
      '/rpc/member/orders/{id}',
      '/rpc/member/preferences',
      '/rpc/member/redemptions',
      '/rpc/member/redemptions/{id}',
      '/rpc/member/redemptions/{id}/keeps',
      '/rpc/member/referral/claims',
      '/rpc/member/referral/friends',
      '/rpc/member/statement-links',
      '/rpc/member/statement.csv',
      '/rpc/programs/{shop}',
      '/rpc/programs/{shop}/invitations/{code}',
      '/rpc/programs/{shop}/invitations/{code}/promises',
      '/rpc/shops/{shop}/actions',
      '/rpc/storefront/sessions',
    ]);
    expect(document.components.schemas).toMatchObject({ Problem: {}, MemberOverview: {} });
  });

  it('has a readable page', async () => {
    const page = await call('/openapi');
    expect(await page.text()).toContain('swagger-ui');
    expect((await call('/openapi/assets/swagger-ui-bundle.js')).status).toBe(200);
  });
});
