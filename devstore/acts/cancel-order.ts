import { totalsOf } from '../store/orders.ts';
import type { Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { announceOrder } from './place-order.ts';
import { announceRefund, recordRefund, type Refused } from './refund-order.ts';

/** Cancels an order, puts everything back on the shelf and pays back what is left. A used discount code stays used, as at Shopify. */
export function cancelOrder(store: Store, order: Order, reason = 'customer'): Order | Refused {
  if (order.cancelledAt !== null) return { refused: 'The order is already cancelled.' };
  return store.change(() => {
    const { netPaymentCents } = totalsOf(order);
    const lines = order.lines.map((line) => ({ lineItemId: line.id, quantity: line.currentQuantity }));
    const refund = recordRefund(store, order, { lines, shipping: true, amountCents: netPaymentCents }, true);
    order.cancelledAt = store.now().toISOString();
    order.cancelReason = reason;
    announceRefund(store, order, refund);
    announceOrder(store, order, ['orders/cancelled', 'orders/updated']);
    return order;
  });
}
