import { moneyV2 } from '../admin-api/money.ts';
import { namespaceOf } from '../admin-api/metafield-view.ts';
import type { View } from '../admin-api/view.ts';
import type { Roots } from '../graphql/engine.ts';
import { financialStatusOf, totalsOf } from '../store/orders.ts';
import type { Customer, Metafield, Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export interface CustomerContext {
  readonly customer: Customer;
}

/** The part of the Customer Account API that the dev store plays. */
export function customerRoots(store: Store, publicUrl: string): Roots<CustomerContext> {
  return {
    query: {
      customer: (_args: object, { customer }) => customerView(store, customer, publicUrl),
      shop: () => ({
        __typename: 'Shop',
        id: `gid://shopify/Shop/${store.shop.id}`,
        name: store.shop.name,
        email: 'hello@glow-and-co.example',
        myshopifyDomain: store.shop.domain,
        url: `https://${store.shop.domain}`,
        shopPolicies: [],
      }),
      order: ({ id }: { id: string }, { customer }) => {
        const order = store.order(id.replace('gid://shopify/Order/', ''));
        return order?.customerId === customer.id ? orderView(store, order, publicUrl) : null;
      },
    },
  };
}

function customerView(store: Store, customer: Customer, publicUrl: string): View {
  const gid = `gid://shopify/Customer/${customer.id}`;
  const metafield = ({ key, namespace }: { key: string; namespace: string }) => {
    const found = store.state.metafields.find(
      (field) => field.ownerId === gid && field.key === key && field.namespace === namespaceOf(namespace),
    );
    return found ? metafieldView(found) : null;
  };
  return {
    __typename: 'Customer',
    id: gid,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`.trim(),
    emailAddress: { emailAddress: customer.email, marketingState: 'NOT_SUBSCRIBED' },
    phoneNumber: null,
    imageUrl: `${publicUrl}/pictures/person.svg`,
    creationDate: customer.createdAt,
    marketCurrencyCode: store.shop.currency,
    tags: customer.tags ?? [],
    addresses: [],
    defaultAddress: null,
    orders: () =>
      store.state.orders
        .filter((order) => order.customerId === customer.id)
        .toSorted((a, b) => a.processedAt.localeCompare(b.processedAt))
        .map((order) => orderView(store, order, publicUrl)),
    metafield,
    metafields: ({ identifiers }: { identifiers: readonly { key: string; namespace: string }[] }) => identifiers.map(metafield),
  };
}

function orderView(store: Store, order: Order, publicUrl: string): View {
  const totals = totalsOf(order);
  const money = (cents: number) => moneyV2(cents, store.shop.currency);
  return {
    __typename: 'Order',
    id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    number: order.number,
    email: order.email,
    edited: order.edited,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    currencyCode: store.shop.currency,
    financialStatus: financialStatusOf(order),
    fulfillmentStatus: 'UNFULFILLED',
    requiresShipping: order.shipping !== null,
    statusPageUrl: `${publicUrl}/orders/${order.id}/thank-you`,
    subtotal: money(totals.subtotalCents),
    totalTax: money(totals.taxCents),
    totalShipping: money(totals.shippingNetCents),
    totalTip: money(order.tipCents),
    totalPrice: money(totals.totalCents),
    totalRefunded: money(totals.refundedCents),
    fulfillments: [],
    lineItems: order.lines.map((line) => ({
      __typename: 'LineItem',
      id: `gid://shopify/LineItem/${line.id}`,
      name: line.title,
      title: line.title,
      quantity: line.quantity,
      giftCard: line.giftCard,
      price: money(line.unitCents),
    })),
  };
}

function metafieldView(field: Metafield): View {
  return {
    __typename: 'Metafield',
    id: `gid://shopify/Metafield/${field.id}`,
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.type === 'json' ? (JSON.parse(field.value) as unknown) : field.value,
    createdAt: field.createdAt,
    updatedAt: field.updatedAt,
  };
}
