import { sum, unsentUnits } from '../store/orders.ts';
import type { Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { announceOrder } from './place-order.ts';
import type { Refused } from './refund-order.ts';

export interface FulfilRequest {
  /** Units to send; absent: all that are left. */
  readonly lines?: readonly { readonly lineItemId: string; readonly quantity: number }[];
}

/** Sends units of an order. Tells `orders/updated`, and `orders/fulfilled` with the last of them. */
export function fulfilOrder(store: Store, order: Order, request: FulfilRequest = {}): Order | Refused {
  const left = new Map(order.lines.map((line) => [line.id, unsentUnits(order, line)]));
  const asked = request.lines ?? [...left].map(([lineItemId, quantity]) => ({ lineItemId, quantity }));
  const units = Object.fromEntries(asked.flatMap(({ lineItemId, quantity }) => (quantity > 0 ? [[lineItemId, quantity]] : [])));
  const refused = whyNotFulfil(order, asked, left);
  if (refused !== undefined) return { refused };
  return store.change(() => {
    const now = store.now().toISOString();
    order.fulfilments = [
      ...(order.fulfilments ?? []),
      { id: store.nextId('other'), createdAt: now, updatedAt: now, deliveredAt: null, units },
    ];
    order.updatedAt = now;
    const all = order.lines.every((line) => unsentUnits(order, line) === 0);
    announceOrder(store, order, all ? ['orders/fulfilled', 'orders/updated'] : ['orders/updated']);
    return order;
  });
}

/** All that was sent has arrived. Tells `orders/updated`. */
export function deliverOrder(store: Store, order: Order): Order | Refused {
  const onTheWay = (order.fulfilments ?? []).filter(({ deliveredAt }) => deliveredAt === null);
  if (onTheWay.length === 0) return { refused: 'Nothing of the order is on its way.' };
  return store.change(() => {
    const now = store.now().toISOString();
    for (const fulfilment of onTheWay) Object.assign(fulfilment, { deliveredAt: now, updatedAt: now });
    order.updatedAt = now;
    announceOrder(store, order, ['orders/updated']);
    return order;
  });
}

function whyNotFulfil(
  order: Order,
  asked: readonly { lineItemId: string; quantity: number }[],
  left: ReadonlyMap<string, number>,
): string | undefined {
  if (order.cancelledAt !== null) return 'A cancelled order is not sent.';
  for (const { lineItemId, quantity } of asked) {
    const most = left.get(lineItemId);
    if (most === undefined) return `The order has no line ${lineItemId}.`;
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > most) return `Between 0 and ${most} units can be sent.`;
  }
  return sum(asked.map(({ quantity }) => quantity)) === 0 ? 'Everything was sent already.' : undefined;
}
