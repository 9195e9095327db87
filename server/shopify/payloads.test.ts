import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orderTopics, otherTopics, readMerge, readOrderId } from './payloads.ts';

describe('the order a webhook is about', () => {
  it.each([
    ['orders/paid', '{"id": 5001, "name": "#1001"}', '5001'],
    ['orders/paid', '{"id": 820982911946154508}', '820982911946154508'],
    ['orders/updated', '{"id": "77"}', '77'],
    ['orders/edited', '{"order_edit": {"id": 9, "order_id": 5002}}', '5002'],
    ['refunds/create', '{"id": 1, "order_id": 820982911946154509}', '820982911946154509'],
  ] as const)('%s %s → %s', (topic, body, id) => {
    expect(readOrderId(topic, body)).toBe(id);
  });

  it.each([
    ['no JSON', 'orders/paid', 'id=1'],
    ['no object', 'orders/paid', '[1]'],
    ['no id', 'orders/paid', '{}'],
    ['a fraction', 'orders/paid', '{"id": 1.5}'],
    ['a negative id', 'orders/paid', '{"id": -1}'],
    ['a refund without its order', 'refunds/create', '{"id": 1}'],
    ['words for an id', 'orders/paid', '{"id": "drop table"}'],
  ] as const)('%s is refused with the reason', (_name, topic, body) => {
    expect(() => readOrderId(topic, body)).toThrowError(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('a merge of customers', () => {
  const merge = {
    admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/820982911946154508',
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
    admin_graphql_api_job_id: 'gid://shopify/Job/1',
    status: 'completed',
    errors: [],
  };

  it('that is completed says who is who', () => {
    expect(readMerge(JSON.stringify(merge))).toEqual({ keptId: '820982911946154508', goneId: '2' });
  });

  it.each(['failed', 'in_progress', undefined])('that is %s is none', (status) => {
    expect(readMerge(JSON.stringify({ ...merge, status }))).toBeUndefined();
  });

  it.each([
    ['nobody gone', { admin_graphql_api_customer_deleted_id: null }],
    ['an order for a customer', { admin_graphql_api_customer_kept_id: 'gid://shopify/Order/1' }],
  ])('with %s is refused with the reason', (_name, wrong) => {
    expect(() => readMerge(JSON.stringify({ ...merge, ...wrong }))).toThrowError(expect.objectContaining({ code: 'invalid_request' }));
  });
});

it('shopify.app.toml subscribes to the topics we know, and to no other', () => {
  const toml = readFileSync(join(import.meta.dirname, '../../shopify.app.toml'), 'utf8');
  const subscribed = [...toml.matchAll(/topics = \[([^\]]*)\]/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, topic]) => topic),
  );
  expect(new Set(subscribed)).toEqual(new Set<string>([...orderTopics, ...otherTopics]));
});
