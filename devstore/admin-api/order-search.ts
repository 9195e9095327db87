import { refuse } from '../graphql/engine.ts';
import type { Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export interface OrderSearch {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

/** `updated_at`, `processed_at` and `created_at` with a comparison, `name`; anything else is refused. */
export function searchOrders(store: Store, { query, sortKey }: OrderSearch): Order[] {
  const terms = query?.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  const tests = terms.filter((term) => term !== 'AND').map(testOf);
  const found = store.state.orders.filter((order) => tests.every((test) => test(order)));
  return found.toSorted((a, b) => compare(keyOf(a, sortKey ?? 'PROCESSED_AT'), keyOf(b, sortKey ?? 'PROCESSED_AT')));
}

const times = { updated_at: 'updatedAt', processed_at: 'processedAt', created_at: 'createdAt' } as const;

function testOf(term: string): (order: Order) => boolean {
  const [, field = '', sign = '', quoted = ''] = /^(\w+):(>=|<=|>|<)?(.+)$/.exec(term) ?? [];
  const value = quoted.replace(/^(['"])(.*)\1$/, '$2');
  if (field === 'name' && sign === '') return (order) => order.name === value || order.name === `#${value}`;
  if (!(field in times) || sign === '' || Number.isNaN(Date.parse(value)))
    throw refuse(`The dev store does not implement the order search "${term}"`);
  const member = times[field as keyof typeof times];
  const limit = Date.parse(value);
  return (order) => {
    const at = Date.parse(order[member]);
    return sign === '>=' ? at >= limit : sign === '<=' ? at <= limit : sign === '>' ? at > limit : at < limit;
  };
}

function keyOf(order: Order, sortKey: string): number {
  switch (sortKey) {
    case 'UPDATED_AT':
      return Date.parse(order.updatedAt);
    case 'CREATED_AT':
    case 'PROCESSED_AT':
      return Date.parse(order.processedAt);
    case 'ID':
    case 'ORDER_NUMBER':
      return order.number;
    default:
      throw refuse(`The dev store does not sort orders by ${sortKey}`);
  }
}

function compare(a: number, b: number): number {
  return a - b;
}
