import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultDefinition, publish } from '../program/index.ts';
import { actions } from '../actions/testing.ts';
import { createApp } from '../app.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';
import type { HistoryPage, MemberOverview } from '../views/index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const ctx = { ...stage.context(), actor: { kind: 'staff', userId: '42' } as const };
  await publish(ctx, { basedOnVersion: 1, definition: { ...defaultDefinition('USD'), actions: [...actions] } });
});
afterAll(() => stage.close());

let customer = 500;
beforeEach(() => {
  customer += 1;
});

async function call<T = Record<string, unknown>>(
  path: string,
  token: string | undefined,
  method = 'GET',
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${stage.appUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const asCustomer = async <T = Record<string, unknown>>(path: string, method = 'GET', body?: unknown) =>
  call<T>(path, await customerToken(stage, String(customer)), method, body);
const asStaff = async <T = Record<string, unknown>>(path: string, method = 'GET', body?: unknown) =>
  call<T>(path, await staffToken(stage), method, body);
const overview = async () => (await asCustomer<MemberOverview>('/rpc/member')).body;

describe('a member', () => {
  it('sees what can be earned, how, and how far they have come', async () => {
    await asCustomer('/rpc/member/actions', 'POST', { actionId: 'follow', attempt: 'attempt-1' });
    expect((await overview()).actions).toEqual([
      {
        id: 'join',
        kind: 'sign-up',
        name: 'Join',
        points: 25,
        times: 1,
        per: 'ever',
        done: 0,
        left: 1,
        again: null,
        how: 'by-itself',
        birthday: null,
      },
      {
        id: 'birthday',
        kind: 'birthday',
        name: 'Birthday',
        points: 100,
        times: 1,
        per: 'year',
        done: 0,
        left: 1,
        again: null,
        how: 'tell-birthday',
        birthday: null,
      },
      {
        id: 'review',
        kind: 'review',
        name: 'Write a review',
        points: 20,
        times: 2,
        per: 'month',
        done: 0,
        left: 2,
        again: null,
        how: 'reported',
        birthday: null,
      },
      {
        id: 'follow',
        kind: 'social-follow',
        name: 'Follow us',
        points: 15,
        times: 1,
        per: 'ever',
        done: 1,
        left: 0,
        again: null,
        how: 'click',
        birthday: null,
      },
      {
        id: 'letter',
        kind: 'newsletter',
        name: 'Newsletter',
        points: 30,
        times: 1,
        per: 'year',
        done: 0,
        left: 1,
        again: null,
        how: 'by-itself',
        birthday: null,
      },
      {
        id: 'visit',
        kind: 'custom',
        name: 'Visit the studio',
        points: 5,
        times: 1,
        per: 'day',
        done: 0,
        left: 1,
        again: null,
        how: 'reported',
        birthday: null,
      },
    ]);
  });

  it('claims once, and is told why not a second time', async () => {
    const claim = (attempt: string, actionId = 'follow') => asCustomer('/rpc/member/actions', 'POST', { actionId, attempt });
    expect(await claim('attempt-1')).toEqual({ status: 201, body: { points: 15, repeated: false } });
    expect(await claim('attempt-1')).toEqual({ status: 200, body: { points: 15, repeated: true } });
    expect(await claim('attempt-2')).toMatchObject({
      status: 422,
      body: { code: 'refused', message: 'This counts once in all, and was done.', details: { code: 'limit-reached', again: null } },
    });
    expect(await claim('attempt-3', 'review')).toMatchObject({
      status: 422,
      body: { message: 'This is seen by the shop; there is nothing to click.' },
    });
    expect((await overview()).points).toMatchObject({ available: 15 });
    const history = await asCustomer<HistoryPage>('/rpc/member/history');
    expect(history.body.entries).toMatchObject([{ kind: 'issue', points: 15, why: [{ text: 'Follow us', points: 15 }] }]);
  });

  it('tells a birthday, and is paid on the day by the worker', async () => {
    expect(await asCustomer('/rpc/member/birthday', 'PUT', { month: 11, day: 4 })).toEqual({ status: 200, body: { month: 11, day: 4 } });
    expect((await overview()).actions[1]).toMatchObject({ birthday: { month: 11, day: 4 }, left: 1 });
    await stage.worker.round();
    expect((await overview()).actions[1]).toMatchObject({ left: 1 });
    stage.advance(2 * 86_400_000);
    await stage.worker.round();
    expect((await overview()).actions[1]).toMatchObject({ done: 1, left: 0, again: '2027-01-01' });
  });

  it.each([
    ['a day that no year has', 'PUT', '/rpc/member/birthday', { month: 2, day: 30 }],
    ['a month that is none', 'PUT', '/rpc/member/birthday', { month: 13, day: 1 }],
    ['no attempt', 'POST', '/rpc/member/actions', { actionId: 'follow' }],
    ['no action', 'POST', '/rpc/member/actions', { attempt: 'attempt-1' }],
  ])('who sends %s is told so', async (_what, method, path, body) => {
    expect(await asCustomer(path, method, body)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', message: expect.any(String) },
    });
  });

  it('a guest claims nothing', async () => {
    const token = await customerToken(stage, undefined);
    expect((await call('/rpc/member/actions', token, 'POST', { actionId: 'follow', attempt: 'attempt-1' })).status).toBe(401);
    expect((await call<MemberOverview>('/rpc/member', token)).body.actions).toMatchObject([{ id: 'join', left: 1 }, {}, {}, {}, {}, {}]);
  });
});

describe('another app of the shop', () => {
  const path = () => `/rpc/shops/${stage.shop.domain}/actions`;
  const key = async (name = 'Reviews app') => {
    const made = await asStaff<{ id: string; secret: string }>('/rpc/admin/api-keys', 'POST', { name });
    expect(made).toMatchObject({ status: 201 });
    return made.body;
  };

  it('reports with a key, once for each event', async () => {
    await overview();
    const { secret } = await key();
    const event = { eventId: 'r-1', customerId: String(customer), actionId: 'review' };
    expect(await call(path(), secret, 'POST', event)).toEqual({ status: 201, body: { points: 20, repeated: false } });
    expect(await call(path(), secret, 'POST', event)).toEqual({ status: 200, body: { points: 20, repeated: true } });
    expect(await call(path(), secret, 'POST', { ...event, actionId: 'visit' })).toMatchObject({
      status: 409,
      body: { code: 'key_reused' },
    });
    expect(await call(path(), secret, 'POST', { ...event, eventId: 'r-2', customerId: '99999' })).toMatchObject({
      status: 422,
      body: { message: 'This customer is not in the programme.' },
    });
    expect(await call(path(), secret, 'POST', { ...event, eventId: '' })).toMatchObject({ status: 400 });
    expect((await overview()).points).toMatchObject({ available: 20 });
  });

  it('gets no further without a key, with one that was taken back, or that was made up', async () => {
    const { id, secret } = await key();
    const event = { eventId: 'r-9', customerId: String(customer), actionId: 'review' };
    expect(await asStaff(`/rpc/admin/api-keys/${id}`, 'DELETE')).toMatchObject({ status: 200 });
    for (const token of [secret, `${secret}x`, 'laurel_', await staffToken(stage), await customerToken(stage, String(customer)), undefined])
      expect((await call(path(), token, 'POST', event)).status).toBe(401);
    expect((await call('/rpc/shops/stranger.myshopify.com/actions', secret, 'POST', event)).status).toBe(401);
  });

  it('finds a key in no other place than where it was made', async () => {
    const { secret } = await key('Studio');
    const { rows } = await stage.test.owner.query('select hash from api_key');
    expect(rows.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash) && !secret.includes(hash))).toBe(true);
    const { body } = await asStaff<{ keys: { name: string; revokedAt: string | null }[] }>('/rpc/admin/api-keys');
    expect(body.keys[0]).toMatchObject({ name: 'Studio', revokedAt: null });
    expect(JSON.stringify(body)).not.toContain(secret);
    const audit = await stage.test.owner.query(`select details from audit_entry where action = 'keys.create'`);
    expect(JSON.stringify(audit.rows)).not.toContain(secret);
  });

  it('that asks too often has to wait, and another does not', async () => {
    const [busy, calm] = [await key('Busy'), await key('Calm')];
    // On a clock that stands still.
    const app = createApp({ ...stage.deps, wallClock: () => new Date('2026-11-02T15:00:00Z') });
    const ask = async (secret: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
      const body = JSON.stringify({ eventId: 'e', customerId: '99999', actionId: 'review' });
      return app.request(path(), { method: 'POST', headers, body });
    };
    const statuses: number[] = [];
    for (let i = 0; i < 101; i++) statuses.push((await ask(busy.secret)).status);
    expect(statuses).toEqual([...Array.from({ length: 100 }, () => 422), 429]);
    expect(await (await ask(busy.secret)).json()).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 1 } });
    expect((await ask(calm.secret)).status).toBe(422);
  });
});

describe('what Shopify tells', () => {
  it('of a newcomer pays for joining, of a subscription for the newsletter', async () => {
    const { customerId } = await stage.control<{ customerId: string }>('customers', {
      firstName: 'Kim',
      email: `kim${customer}@example.com`,
    });
    customer = Number(customerId);
    await overview();
    const [greeting] = (
      await stage.test.owner.query(
        `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
         where k.identifier = 'greet-member' and j.payload ->> 'customerId' = $1`,
        [customerId],
      )
    ).rows;
    expect(greeting).toBeDefined();
    const { jobHandlers } = await import('../worker.ts');
    await jobHandlers(stage.deps)['greet-member'](greeting.payload);
    await jobHandlers(stage.deps)['greet-member'](greeting.payload);
    expect((await overview()).points).toMatchObject({ available: 25 });

    await fetch(`${stage.devstoreUrl}/control/customers/${customerId}`, { method: 'PATCH', body: JSON.stringify({ newsletter: true }) });
    await stage.control('webhooks/settled', {});
    await stage.worker.round();
    expect((await overview()).points).toMatchObject({ available: 55 });
  });
});

describe('staff', () => {
  it('record what they know a member did', async () => {
    const { member } = await overview();
    const record = (attempt: string) => asStaff(`/rpc/admin/members/${member?.id}/actions`, 'POST', { actionId: 'review', attempt });
    expect(await record('attempt-1')).toEqual({ status: 201, body: { points: 20, repeated: false } });
    expect(await record('attempt-1')).toEqual({ status: 200, body: { points: 20, repeated: true } });
    expect(await record('attempt-2')).toMatchObject({ status: 201 });
    expect(await record('attempt-3')).toMatchObject({ status: 422, body: { message: expect.stringContaining('2 times a month') } });
  });
});
