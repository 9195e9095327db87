import { sum, totalsOf } from '../store/orders.ts';
import type { Customer, Metafield } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { metafieldView, namespaceOf } from './metafield-view.ts';
import { moneyV2 } from './money.ts';
import { accountViews } from './store-credit.ts';
import type { View, Views } from './view.ts';

export function customerView(views: Views, customer: Customer): View {
  const { store } = views;
  const gid = `gid://shopify/Customer/${customer.id}`;
  const orders = () => store.state.orders.filter((order) => order.customerId === customer.id);
  return {
    __typename: 'Customer',
    id: gid,
    legacyResourceId: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`.trim(),
    email: customer.email,
    defaultEmailAddress: { emailAddress: customer.email, marketingState: customer.newsletter ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED' },
    defaultPhoneNumber: null,
    state: 'ENABLED',
    locale: customer.locale ?? 'en-US',
    tags: customer.tags ?? [],
    note: customer.note || null,
    taxExempt: false,
    verifiedEmail: true,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    numberOfOrders: () => String(orders().length),
    amountSpent: () => moneyV2(sum(orders().map((order) => totalsOf(order).netPaymentCents)), store.shop.currency),
    orders: () => orders().map((order) => views.order(order)),
    storeCreditAccounts: () => accountViews(views, customer.id),
    metafields: ({ namespace }: { namespace?: string | null }) =>
      metafieldsOf(store, gid)
        .filter((field) => namespace == null || field.namespace === namespaceOf(namespace))
        .map((field) => metafieldView(field)),
    metafield: ({ key, namespace }: { key: string; namespace?: string | null }) => {
      const found = metafieldsOf(store, gid).find((field) => field.key === key && field.namespace === namespaceOf(namespace ?? '$app'));
      return found ? metafieldView(found) : null;
    },
  };
}

function metafieldsOf(store: Store, ownerId: string): Metafield[] {
  return store.state.metafields.filter((field) => field.ownerId === ownerId);
}
