import { z } from 'zod';
import type { LineFacts, OrderFacts } from '../core/facts.ts';
import { gidNumber } from '../core/id.ts';
import { LaurelError } from '../core/errors.ts';
import { minor, parseMoney } from '../core/money.ts';
import type { AdminApi } from './admin.ts';

/** Orders per question: keeps the query's cost below Shopify's limit for one. */
const ordersPerQuery = 5;
const linesPerPage = 40;

const lineFields = /* GraphQL */ `
  fragment Money on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
  }
  fragment Lines on LineItemConnection {
    nodes {
      id
      title
      isGiftCard
      quantity
      currentQuantity
      product {
        id
      }
      priceAfterAllDiscountsBeforeTaxesSet {
        ...Money
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`;

const orderFields = /* GraphQL */ `
  ${lineFields}
  fragment LoyaltyOrder on Order {
    id
    name
    test
    processedAt
    updatedAt
    cancelledAt
    displayFinancialStatus
    currencyCode
    discountCodes
    email
    customer {
      id
    }
    refundDiscrepancySet {
      ...Money
    }
  }
`;

export const ordersDocument = /* GraphQL */ `
  ${orderFields}
  query LoyaltyOrders($ids: [ID!]!, $lines: Int!) {
    nodes(ids: $ids) {
      __typename
      ... on Order {
        ...LoyaltyOrder
        lineItems(first: $lines) {
          ...Lines
        }
      }
    }
  }
`;

export const moreLinesDocument = /* GraphQL */ `
  ${lineFields}
  query LoyaltyOrderLines($id: ID!, $lines: Int!, $after: String) {
    order(id: $id) {
      lineItems(first: $lines, after: $after) {
        ...Lines
      }
    }
  }
`;

export const changedOrdersDocument = /* GraphQL */ `
  query LoyaltyChangedOrders($query: String!, $after: String) {
    orders(first: 100, query: $query, sortKey: UPDATED_AT, after: $after) {
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const changedAnswer = z.object({
  orders: z.object({
    nodes: z.array(z.object({ id: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** The ids of all orders the shop changed since then, a hundred at a time. Throws `shopify_unavailable`. */
export async function* changedOrders(api: AdminApi, since: Date): AsyncGenerator<string[]> {
  let after: string | null = null;
  do {
    const query = `updated_at:>='${since.toISOString()}'`;
    const { orders }: z.infer<typeof changedAnswer> = await api.ask(changedOrdersDocument, { query, after }, changedAnswer);
    yield orders.nodes.flatMap(({ id }) => gidNumber(id, 'Order') ?? []);
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  } while (after !== null);
}

const money = z.object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) });
const lines = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      isGiftCard: z.boolean(),
      quantity: z.int(),
      currentQuantity: z.int(),
      product: z.object({ id: z.string() }).nullable(),
      priceAfterAllDiscountsBeforeTaxesSet: money,
    }),
  ),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const order = z.object({
  __typename: z.literal('Order'),
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  processedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  cancelledAt: z.iso.datetime().nullable(),
  displayFinancialStatus: z.string().nullable(),
  currencyCode: z.string(),
  discountCodes: z.array(z.string()),
  email: z.string().nullable(),
  customer: z.object({ id: z.string() }).nullable(),
  refundDiscrepancySet: money,
  lineItems: lines,
});
const ordersAnswer = z.object({ nodes: z.array(z.union([order, z.null()])) });
const moreLinesAnswer = z.object({ order: z.object({ lineItems: lines }).nullable() });
type ShopifyOrder = z.infer<typeof order>;

/** Statuses under which the shopper has paid; a refund does not unpay. */
const paidStatuses = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);

/** Loads the orders as they stand now (newest snapshot). Unknown ids are left out. Throws `shopify_unavailable`. */
export async function fetchOrders(api: AdminApi, orderIds: readonly string[]): Promise<OrderFacts[]> {
  const facts: OrderFacts[] = [];
  for (let start = 0; start < orderIds.length; start += ordersPerQuery) {
    const ids = orderIds.slice(start, start + ordersPerQuery).map((id) => `gid://shopify/Order/${id}`);
    const { nodes } = await api.ask(ordersDocument, { ids, lines: linesPerPage }, ordersAnswer);
    for (const node of nodes) if (node) facts.push(toFacts(node, await allLines(api, node)));
  }
  return facts;
}

async function allLines(api: AdminApi, of: ShopifyOrder): Promise<LineFacts[]> {
  const found = [...of.lineItems.nodes];
  let page = of.lineItems.pageInfo;
  while (page.hasNextPage) {
    const answer = await api.ask(moreLinesDocument, { id: of.id, lines: linesPerPage, after: page.endCursor }, moreLinesAnswer);
    if (!answer.order) throw new LaurelError('shopify_unavailable', `order ${of.id} vanished while its lines were read`);
    found.push(...answer.order.lineItems.nodes);
    page = answer.order.lineItems.pageInfo;
  }
  return found.map((line) => ({
    lineId: gidNumber(line.id, 'LineItem') ?? line.id,
    productId: line.product ? gidNumber(line.product.id, 'Product') : undefined,
    // No database can keep it, and nobody can see it.
    title: line.title.replaceAll('\0', ''),
    quantity: line.currentQuantity,
    netMinor: amount(line.priceAfterAllDiscountsBeforeTaxesSet, of.currencyCode),
    giftCard: line.isGiftCard,
    tip: false,
  }));
}

function toFacts(from: ShopifyOrder, orderLines: readonly LineFacts[]): OrderFacts {
  const orderId = gidNumber(from.id, 'Order');
  if (orderId === undefined) throw new LaurelError('shopify_unavailable', `not an order id: ${from.id}`);
  return {
    orderId,
    name: from.name,
    customerId: from.customer ? gidNumber(from.customer.id, 'Customer') : undefined,
    email: from.email?.trim().toLowerCase() || undefined,
    currency: from.currencyCode,
    updatedAt: new Date(from.updatedAt),
    processedAt: new Date(from.processedAt),
    cancelledAt: from.cancelledAt ? new Date(from.cancelledAt) : undefined,
    paid: paidStatuses.has(from.displayFinancialStatus ?? ''),
    test: from.test,
    lines: orderLines,
    discountCodes: from.discountCodes.map((code) => code.toUpperCase()),
    unexplainedRefundMinor: unexplainedRefund(from),
  };
}

/**
 * Refunded money that no refunded line, tax or shipping explains: an amount typed in by hand. Shopify gives what it would have
 * suggested minus what was refunded, so more than suggested is negative.
 */
function unexplainedRefund(from: ShopifyOrder) {
  return minor(Math.max(0, 0 - amount(from.refundDiscrepancySet, from.currencyCode)));
}

function amount(bag: z.infer<typeof money>, currency: string) {
  if (bag.shopMoney.currencyCode !== currency)
    throw new LaurelError('shopify_unavailable', `expected ${currency}, got ${bag.shopMoney.currencyCode}`);
  return parseMoney(bag.shopMoney.amount, currency).minor;
}
