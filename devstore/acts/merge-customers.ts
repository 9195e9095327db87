import { randomUUID } from 'node:crypto';
import type { Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { announce } from './announce.ts';
import type { Refused } from './refund-order.ts';

/** Merges one customer into another, as the merchant's admin does: orders go along, the customer is gone. Tells `customers/merge`. */
export function mergeCustomers(store: Store, kept: Customer, gone: Customer): Customer | Refused {
  if (kept.id === gone.id) return { refused: 'Choose two customers.' };
  return store.change(() => {
    const { state } = store;
    state.customers = state.customers.filter((customer) => customer.id !== gone.id);
    for (const order of state.orders) if (order.customerId === gone.id) order.customerId = kept.id;
    for (const cart of state.carts) if (cart.customerId === gone.id) cart.customerId = kept.id;
    kept.updatedAt = store.now().toISOString();
    const body = {
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${kept.id}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${gone.id}`,
      admin_graphql_api_job_id: `gid://shopify/Job/${randomUUID()}`,
      status: 'completed',
      errors: [],
    };
    announce(store, [{ topic: 'customers/merge', about: kept.email, body: JSON.stringify(body) }]);
    return kept;
  });
}
