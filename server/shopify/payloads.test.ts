import { describe, expect, it } from 'vitest';
import { readOrderId } from './payloads.ts';

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
