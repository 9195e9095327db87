import { statusOf } from '../store/discounts.ts';
import { financialStatusOf, totalsOf } from '../store/orders.ts';
import { decimal } from '../store/money.ts';
import type { Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';

/** What the dev store holds, for tests: people, orders, discounts with their uses, webhooks with their fate. */
export function stateView(store: Store): Record<string, unknown> {
  const { state } = store;
  return {
    now: store.now().toISOString(),
    clockOffsetMs: state.clockOffsetMs,
    webhookMode: state.webhookMode,
    customers: state.customers,
    orders: state.orders.map(orderView),
    discounts: discountsView(store),
    metafields: state.metafields,
    giftCards: state.giftCards ?? [],
    credits: state.credits ?? [],
    carts: state.carts,
    webhooks: state.deliveries.map(({ body, ...delivery }) => ({ ...delivery, waiting: body !== null })),
  };
}

/** The discounts alone, for those who ask often. */
export function discountsView({ state, now }: Store) {
  return state.discounts.map((discount) => ({ ...discount, status: statusOf(discount, now()), usageCount: discount.uses.length }));
}

function orderView(order: Order): Record<string, unknown> {
  const totals = totalsOf(order);
  return {
    ...order,
    orderId: order.id,
    financialStatus: financialStatusOf(order),
    total: decimal(totals.totalCents),
    currentSubtotal: decimal(totals.currentSubtotalCents),
    refunded: decimal(totals.refundedCents),
  };
}
