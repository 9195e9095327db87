import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDevstore, type TestDevstore } from '../../devstore/testing.ts';
import type { FactsNeeded, LineFacts, OrderFacts } from '../core/facts.ts';
import { factsNeeded } from '../program/index.ts';
import type { openAdminApi } from './admin.ts';
import { fetchOrders } from './orders.ts';

let shop: TestDevstore;
let questions: string[];
beforeEach(async () => {
  shop = await startDevstore();
  questions = [];
});
afterEach(() => shop.close());

const nothing = factsNeeded([]);
const everything = Object.fromEntries(Object.keys(nothing).map((need) => [need, true])) as unknown as FactsNeeded;

/** The order as it is read for rules that need so much. */
async function read(orderId: string, needed: Partial<FactsNeeded> = {}): Promise<OrderFacts> {
  const api = {
    ask: async (query: string, variables: object, shape: Parameters<ReturnType<typeof openAdminApi>['ask']>[2]) => {
      questions.push(query);
      const { data, errors } = await shop.admin<{ data: unknown; errors?: unknown }>(query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return shape.parse(data);
    },
  } as ReturnType<typeof openAdminApi>;
  const [order] = await fetchOrders(api, [orderId], { ...nothing, ...needed });
  if (!order) throw new Error('no order');
  return order;
}
const place = async (said: object): Promise<{ orderId: string; lines: { id: string }[] }> => shop.control('orders', said);
const line = ({ lines }: OrderFacts, title: string): LineFacts | undefined => lines.find((one) => one.title === title);

it('reads what costs nothing for any programme, and nothing else', async () => {
  const { orderId } = await place({
    customerId: '103',
    channel: 'pos',
    duties: '3.00',
    tipPercent: 10,
    paidIn: 'JPY',
    rate: 150,
    lines: [{ handle: 'silk-brow-gel', plan: 'Every month' }],
  });
  const order = await read(orderId);
  expect(order).toMatchObject({ channel: 'pos', lines: [{ title: 'Silk Brow Gel', vendor: 'Glow & Co', tags: [], netMinor: 1000 }] });
  for (const absent of ['customerTags', 'shippingMinor', 'dutiesMinor', 'paidCurrency', 'fulfilledAt'])
    expect(order).not.toHaveProperty(absent);
  expect(Object.keys(order.lines[0] ?? {}).sort()).toEqual([
    'giftCard',
    'lineId',
    'netMinor',
    'productId',
    'quantity',
    'tags',
    'tip',
    'title',
    'vendor',
  ]);
  expect(questions).toHaveLength(1);
});

it('reads everything else when the rules need it', async () => {
  const { orderId } = await place({
    customerId: '103',
    duties: '3.00',
    tipPercent: 10,
    paidIn: 'JPY',
    rate: 150,
    discountCodes: ['WELCOME10'],
    lines: [{ handle: 'silk-brow-gel' }, { handle: 'dew-drops-serum', plan: 'Every month' }, { handle: 'gift-card' }],
  });
  const order = await read(orderId, everything);
  expect(order).toMatchObject({
    channel: 'web',
    customerTags: ['vip', 'newsletter'],
    shippingMinor: 500,
    dutiesMinor: 300,
    paidCurrency: 'JPY',
  });
  // 10% off: $9.00 and $21.60; 8% tax of each; ¥150 to the dollar, whole yen.
  expect(line(order, 'Silk Brow Gel')).toMatchObject({
    netMinor: 900,
    onSale: true,
    byCode: true,
    subscription: false,
    taxMinor: 72,
    paidNetMinor: 1350,
    paidTaxMinor: 108,
    collections: ['9002'],
  });
  expect(line(order, 'Dew Drops Serum')).toMatchObject({
    netMinor: 2160,
    onSale: false,
    byCode: true,
    subscription: true,
    collections: ['9001'],
  });
  expect(line(order, 'Gift card')).toMatchObject({ giftCard: true, byCode: false, taxMinor: 0 });
  // 10% of $30.60 and of the gift card's $25.00.
  expect(line(order, 'Tip')).toMatchObject({ tip: true, netMinor: 556 });
});

it.each([
  ['nothing was sent', [], {}],
  ['a part was sent', [1], {}],
  ['all was sent in two parts', [1, 2], { fulfilledAt: new Date('2026-03-03T12:00:00Z') }],
  ['all has arrived', [1, 2, 'arrived'], { fulfilledAt: new Date('2026-03-03T12:00:00Z'), deliveredAt: new Date('2026-03-04T12:00:00Z') }],
])('an order is sent and arrives with its last part: %s', async (_name, steps, expected) => {
  const { lines, orderId } = await place({ customerId: '102', lines: [{ handle: 'dew-drops-serum', quantity: 3 }] });
  for (const step of steps) {
    await shop.control('clock', { advanceMs: 86_400_000 });
    if (step === 'arrived') await shop.control(`orders/${orderId}/deliveries`);
    else await shop.control(`orders/${orderId}/fulfilments`, { lines: [{ lineItemId: lines[0]?.id, quantity: step }] });
  }
  const { deliveredAt, fulfilledAt } = await read(orderId, { dispatch: true });
  expect({ ...(fulfilledAt && { fulfilledAt }), ...(deliveredAt && { deliveredAt }) }).toEqual(expected);
});

it('tax, and what was paid abroad, is that of what is still on the order', async () => {
  const { lines, orderId } = await place({
    customerId: '102',
    paidIn: 'EUR',
    rate: 0.9,
    lines: [{ handle: 'dew-drops-serum', quantity: 3 }],
  });
  await shop.control(`orders/${orderId}/refunds`, { lines: [{ lineItemId: lines[0]?.id, quantity: 2 }], shipping: true });
  expect(await read(orderId, { tax: true, shipping: true, paidCurrency: true })).toMatchObject({
    shippingMinor: 0,
    lines: [{ netMinor: 2400, taxMinor: 192, paidNetMinor: 2160, paidTaxMinor: 173 }],
  });
});

it('asks for a product’s collections once, however many lines it is on', async () => {
  const { orderId } = await place({
    customerId: '102',
    lines: [{ handle: 'cloud-cleanser' }, { handle: 'cloud-cleanser' }, { handle: 'sun-veil-spf-50' }],
  });
  const order = await read(orderId, { collections: true });
  expect(order.lines.map(({ collections }) => collections)).toEqual([
    ['9001', '9005'],
    ['9001', '9005'],
    ['9001', '9005'],
  ]);
  expect(questions).toHaveLength(2);
});

it('an order with more lines than fit into one question is read to the end', async () => {
  const handles = ['dew-drops-serum', 'velvet-lip-tint', 'cloud-cleanser', 'rose-face-mist'];
  const { orderId } = await place({ customerId: '102', lines: Array.from({ length: 90 }, (_, i) => ({ handle: handles[i % 4] })) });
  const order = await read(orderId, everything);
  expect(order.lines).toHaveLength(90);
  expect(new Set(order.lines.map(({ lineId }) => lineId)).size).toBe(90);
});
