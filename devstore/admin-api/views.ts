import type { Store } from '../store/store.ts';
import { customerView } from './customer-view.ts';
import { orderView } from './order-view.ts';
import type { Views } from './view.ts';

export function createViews(store: Store): Views {
  const views: Views = {
    store,
    order: (order) => orderView(views, order),
    customer(id) {
      const customer = store.customer(id);
      return customer ? customerView(views, customer) : null;
    },
  };
  return views;
}
