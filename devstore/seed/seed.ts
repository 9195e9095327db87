import { cancelOrder } from '../acts/cancel-order.ts';
import { signUp } from '../acts/customers.ts';
import { placeOrder } from '../acts/place-order.ts';
import { refundOrder } from '../acts/refund-order.ts';
import type { Store } from '../store/store.ts';
import { pastCustomers, pastOrders, type PastOrder } from './history.ts';

const dayMs = 86_400_000;

/** Makes the demo history, all of it or none: one change, saved once. Does nothing when it is there already. */
export function seedHistory(store: Store): void {
  if (store.state.seeded) return;
  store.change(() => {
    store.state.seeded = true;
    const today = Math.floor(store.now().getTime() / dayMs) * dayMs;
    for (const { daysAgo, ...customer } of pastCustomers())
      signUp(store, { ...customer, createdAt: new Date(today - (daysAgo + 1) * dayMs) }, false);
    for (const past of pastOrders()) replay(store, past, new Date(today - past.daysAgo * dayMs + past.minuteOfDay * 60_000));
  });
}

function replay(store: Store, { afterwards, codes, customerId, email, items }: PastOrder, processedAt: Date): void {
  const order = placeOrder(store, { customerId, email, items, codes, processedAt }, ['orders/paid']);
  const [line] = order.lines;
  if (afterwards === 'cancelled') cancelOrder(store, order);
  if (afterwards === 'partly refunded' && line) refundOrder(store, order, { lines: [{ lineItemId: line.id, quantity: 1 }] });
}
