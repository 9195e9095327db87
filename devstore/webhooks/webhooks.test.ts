import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secret, startDevstore, type TestDevstore } from '../testing.ts';

let shop: TestDevstore;
beforeEach(async () => {
  shop = await startDevstore();
});
afterEach(() => shop.close());

const order = { customerId: '102', lines: [{ handle: 'dew-drops-serum', quantity: 2 }] };
const topics = () => shop.received.map(({ headers }) => headers.get('x-shopify-topic'));

describe('a webhook', () => {
  it('carries Shopify’s headers and a signature of exactly its bytes', async () => {
    await shop.control('orders', order);
    await shop.settled();
    const paid = shop.received.find(({ headers }) => headers.get('x-shopify-topic') === 'orders/paid');
    expect(paid?.headers.get('x-shopify-hmac-sha256')).toBe(
      createHmac('sha256', secret)
        .update(Buffer.from(paid?.text ?? ''))
        .digest('base64'),
    );
    expect(Object.fromEntries(paid?.headers ?? [])).toMatchObject({
      'content-type': 'application/json',
      'x-shopify-shop-domain': 'test-shop.myshopify.com',
      'x-shopify-api-version': '2026-07',
      'x-shopify-triggered-at': '2026-03-01T12:00:00.000Z',
    });
  });

  it('shares its event id with the others of the same act, and its webhook id with none', async () => {
    await shop.control('orders', order);
    await shop.settled();
    const ids = (name: string) => new Set(shop.received.map(({ headers }) => headers.get(name)));
    expect(new Set(topics())).toEqual(new Set(['orders/paid', 'orders/updated']));
    expect(ids('x-shopify-event-id').size).toBe(1);
    expect(ids('x-shopify-webhook-id').size).toBe(2);
  });

  it('about an order has ids as bare numbers beyond 2^53, and money as decimal strings', async () => {
    const { orderId } = await shop.control<{ orderId: string }>('orders', order);
    await shop.settled();
    const text = shop.received[0]?.text ?? '';
    expect(text).toContain(`"id":${orderId},"admin_graphql_api_id":"gid://shopify/Order/${orderId}"`);
    expect(Number(orderId)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(JSON.parse(text)).toMatchObject({
      financial_status: 'paid',
      currency: 'USD',
      customer: { id: 102, admin_graphql_api_id: 'gid://shopify/Customer/102', email: 'ben@example.com' },
      subtotal_price: '48.00',
      total_tax: '3.84',
      total_price: '56.84',
      current_subtotal_price_set: { shop_money: { amount: '48.00', currency_code: 'USD' } },
      line_items: [{ quantity: 2, current_quantity: 2, price: '24.00', gift_card: false, discount_allocations: [] }],
    });
  });

  it('about a refund names the order by number only, and has numbers where Shopify has them', async () => {
    const made = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', order);
    await shop.control(`orders/${made.orderId}/refunds`, { lines: [{ lineItemId: made.lines[0]?.id, quantity: 1 }], amount: '30.00' });
    await shop.settled();
    const refund = shop.received.find(({ headers }) => headers.get('x-shopify-topic') === 'refunds/create')?.text ?? '';
    expect(refund).toContain(`"order_id":${made.orderId}`);
    expect(JSON.parse(refund)).toMatchObject({
      refund_line_items: [{ quantity: 1, subtotal: 24, total_tax: 1.92, subtotal_set: { shop_money: { amount: '24.00' } } }],
      // $25.92 is explained, $30.00 was paid back.
      order_adjustments: [{ kind: 'refund_discrepancy', amount: '-4.08' }],
      transactions: [{ kind: 'refund', amount: '30.00' }],
    });
  });

  it('says when an order was sent, in full with its last part, and when it arrived', async () => {
    const made = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', order);
    await shop.settled();
    shop.received.length = 0;
    for (const quantity of [1, 1])
      await shop.control(`orders/${made.orderId}/fulfilments`, { lines: [{ lineItemId: made.lines[0]?.id, quantity }] });
    expect(await shop.control(`orders/${made.orderId}/fulfilments`)).toEqual({ message: 'Everything was sent already.' });
    await shop.control(`orders/${made.orderId}/deliveries`);
    expect(await shop.control(`orders/${made.orderId}/deliveries`)).toEqual({ message: 'Nothing of the order is on its way.' });
    await shop.settled();
    const told = shop.received.map(({ headers, text }) => {
      const { fulfillment_status: word } = JSON.parse(text) as { fulfillment_status: string };
      return `${headers.get('x-shopify-topic')}: ${word}`;
    });
    expect(Object.groupBy(told, (one) => one)).toMatchObject({
      'orders/updated: partial': [expect.anything()],
      'orders/fulfilled: fulfilled': [expect.anything()],
      'orders/updated: fulfilled': [expect.anything(), expect.anything()],
    });
    expect(told).toHaveLength(4);
  });

  it('about an edit carries the edit, not the order', async () => {
    const made = await shop.control<{ orderId: string; lines: { id: string }[] }>('orders', order);
    await shop.control(`orders/${made.orderId}/edits`, { lines: [{ lineItemId: made.lines[0]?.id, quantity: 3 }] });
    await shop.settled();
    const edit = shop.received.find(({ headers }) => headers.get('x-shopify-topic') === 'orders/edited')?.text ?? '';
    expect(edit).toContain(`"order_id":${made.orderId}`);
    expect(JSON.parse(edit)).toMatchObject({ order_edit: { line_items: { additions: [{ delta: 1 }], removals: [] } } });
  });
});

describe('delivery', () => {
  it('is tried again until the app answers 2xx, with the same webhook id', async () => {
    shop.answerWith(500);
    await shop.control('webhooks/send', { topic: 'app/uninstalled' });
    await expect.poll(() => shop.received.length, { timeout: 3_000 }).toBe(2);
    shop.answerWith(200);
    await shop.settled();
    expect(new Set(shop.received.map(({ headers }) => headers.get('x-shopify-webhook-id'))).size).toBe(1);
    expect((await shop.state()).webhooks).toMatchObject([{ topic: 'app/uninstalled', state: 'delivered', attempts: 3 }]);
  });

  it('can be held back and let go in reverse', async () => {
    await shop.control('webhooks', { mode: 'hold' });
    const made = await shop.control<{ orderId: string }>('orders', order);
    await shop.control(`orders/${made.orderId}/cancellations`);
    await shop.settled();
    expect(topics()).toEqual([]);
    expect(await shop.control('webhooks/flush', { order: 'reverse' })).toEqual({ sent: 5 });
    expect(topics()).toEqual(['orders/updated', 'orders/cancelled', 'refunds/create', 'orders/updated', 'orders/paid']);
  });

  it('can come twice with the same id, or not at all', async () => {
    await shop.control('webhooks', { mode: 'duplicate' });
    await shop.control('webhooks/send', { topic: 'shop/update' });
    await shop.settled();
    expect(shop.received).toHaveLength(2);
    expect(new Set(shop.received.map(({ headers }) => headers.get('x-shopify-webhook-id'))).size).toBe(1);
    await shop.control('webhooks', { mode: 'drop' });
    await shop.control('orders', order);
    await shop.settled();
    expect(shop.received).toHaveLength(2);
    expect((await shop.state()).webhooks.at(-1)).toMatchObject({ state: 'dropped', attempts: 0 });
  });
});
