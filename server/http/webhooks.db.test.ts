import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { staffToken, webhookHeaders } from '../testing/tokens.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.test.owner.query('delete from webhook'));

const stored = async () =>
  (
    await stage.test.owner.query<{ topic: string; state: string; problem: string | null; attempts: number }>(
      'select topic, state, problem, attempts from webhook',
    )
  ).rows;

const deliver = (topic: string, body: string, options: Parameters<typeof webhookHeaders>[3] = {}) =>
  fetch(`${stage.appUrl}/webhooks`, { method: 'POST', body, headers: webhookHeaders(stage, topic, body, options) });

describe('a webhook', () => {
  it('is written down and answered before it is worked through', async () => {
    expect((await deliver('orders/paid', '{"id": 1}')).status).toBe(200);
    expect(await stored()).toEqual([{ topic: 'orders/paid', state: 'received', problem: null, attempts: 0 }]);
  });

  it('delivered twice, even at once, is one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver('orders/paid', '{"id": 1}', { id: 'same' })));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    ['a wrong signature', { secret: 'forged' }, 401],
    ['a shop that has not installed us', { shopDomain: 'stranger.myshopify.com' }, 401],
    ['a shop that is none', { shopDomain: 'evil.example.com' }, 401],
  ])('with %s is refused and leaves nothing', async (_name, options, status) => {
    const answer = await deliver('orders/paid', '{"id": 1}', options);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ code: 'unauthenticated', message: expect.any(String), requestId: expect.any(String) });
    expect(await stored()).toEqual([]);
  });

  it('whose body was changed on the way is refused', async () => {
    const headers = webhookHeaders(stage, 'orders/paid', '{"id": 1}');
    const answer = await fetch(`${stage.appUrl}/webhooks`, { method: 'POST', body: '{"id": 2}', headers });
    expect(answer.status).toBe(401);
  });

  it.each([
    ['no JSON at all', 'orders/paid', 'id=1', /not JSON/],
    ['no order in it', 'refunds/create', '{"id": 5}', /order_id/],
    ['a topic we never asked for', 'themes/publish', '{"id": 5}', /unknown topic/],
  ])('with %s is kept as failed, with the reason, and does not hold up others', async (_name, topic, body, reason) => {
    await deliver(topic, body);
    await deliver('customers/create', '{"id": 1}');
    await stage.worker.round();
    const rows = await stored();
    expect(rows.find((row) => row.topic === topic)).toMatchObject({ state: 'failed', problem: expect.stringMatching(reason) });
    expect(rows.find((row) => row.topic === 'customers/create')).toMatchObject({ state: 'done' });
  });

  it('about an order that Shopify does not show yet is tried again later', async () => {
    await deliver('orders/paid', '{"id": 424242}');
    await stage.worker.round();
    expect(await stored()).toEqual([
      expect.objectContaining({ state: 'received', problem: 'Shopify does not know order 424242', attempts: 1 }),
    ]);
  });

  it('waits out an outage of Shopify, however many tries it takes', async () => {
    await stage.control('webhooks', { mode: 'drop' });
    const order = await stage.control<{ orderId: string }>('orders', {
      customerId: 101,
      lines: [{ handle: 'dew-drops-serum', quantity: 1 }],
    });
    await deliver('orders/paid', `{"id": ${order.orderId}}`, { id: 'patient' });
    await stage.control('faults', { operation: '*', mode: '500', times: 10_000 });
    for (let i = 0; i < 10; i++) {
      await stage.test.owner.query(`update webhook set due_at = received_at`);
      await stage.worker.round();
    }
    expect(await stored()).toEqual([expect.objectContaining({ state: 'received', attempts: 10 })]);
    await stage.control('faults', { mode: 'clear' });
    await stage.test.owner.query(`update webhook set due_at = received_at`);
    await stage.worker.round();
    expect(await stored()).toEqual([expect.objectContaining({ state: 'done' })]);
  });

  it('that was lost is made up for by asking Shopify what changed, once', async () => {
    await stage.control('webhooks', { mode: 'drop' });
    const order = await stage.control<{ orderId: string }>('orders', {
      customerId: 103,
      lines: [{ handle: 'the-ritual-set', quantity: 1 }],
    });
    const points = async () =>
      (await stage.test.owner.query('select posted_points from shop_order where order_id = $1', [order.orderId])).rows;
    expect(await points()).toEqual([]);
    await stage.worker.reconcile();
    await stage.worker.reconcile();
    expect(await points()).toEqual([{ posted_points: 128 }]);
  });

  it('of an uninstallation that is older than the installation changes nothing', async () => {
    await stage.test.owner.query(`update shop set installed_at = now() + interval '1 day'`);
    await deliver('app/uninstalled', '{"id": 1}');
    await stage.worker.round();
    expect(await stored()).toEqual([expect.objectContaining({ state: 'done' })]);
    const { rows } = await stage.test.owner.query('select from shop where uninstalled_at is null');
    expect(rows).toHaveLength(1);
  });

  it('that failed is shown to staff and worked through again when they say so', async () => {
    await deliver('orders/paid', 'broken', { id: 'bad-one' });
    await stage.worker.round();
    const headers = { authorization: `Bearer ${await staffToken(stage)}` };
    const list = await (await fetch(`${stage.appUrl}/rpc/admin/webhooks`, { headers })).json();
    expect(list).toMatchObject({ webhooks: [{ id: 'bad-one', topic: 'orders/paid', problem: expect.stringMatching(/JSON/) }] });
    // The fix: what was broken in the stored payload is mended.
    await stage.control('webhooks', { mode: 'drop' });
    const order = await stage.control<{ orderId: string }>('orders', {
      customerId: 101,
      lines: [{ handle: 'dew-drops-serum', quantity: 1 }],
    });
    await stage.test.owner.query(`update webhook set body = $1 where webhook_id = 'bad-one'`, [Buffer.from(`{"id": ${order.orderId}}`)]);
    const retry = await fetch(`${stage.appUrl}/rpc/admin/webhooks/${encodeURIComponent('orders/paid')}/bad-one/retries`, {
      method: 'POST',
      headers,
    });
    expect(retry.status).toBe(202);
    await stage.worker.round();
    expect(await stored()).toEqual([expect.objectContaining({ state: 'done' })]);
  });
});
