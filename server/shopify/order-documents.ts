import type { FactsNeeded } from '../core/facts.ts';

/** Orders in one question. */
export const ordersPerQuery = 5;
/** Shopify answers no question that costs more: an object costs 1, what is no object nothing, a connection 2 and what its page may hold. */
const costMax = 1_000;
const linesMost = 40;
const linesAloneMost = 250;
/** More parts of one order than these are not looked for. */
const fulfilmentsMost = 20;
const paymentsMost = 2;
const address = '{ name address1 address2 zip phone }';

/** An order, its customer, the refund no line explains, and the connection of its lines with the word whether there are more. */
const orderCost = 1 + 1 + 2 + 2 + 1;
/** A line, its product, and what was paid for it. */
const lineCost = 1 + 1 + 2;

interface Part {
  /** Fields, and what they add to the cost of a line or an order. */
  readonly fields: string;
  readonly cost: number;
}

/** What each need asks of a line. */
const linePart: { readonly [N in keyof FactsNeeded]?: Part } = {
  saleLines: { fields: 'originalUnitPriceSet { ...Money } variant { compareAtPrice }', cost: 3 },
  codeLines: {
    fields: 'discountAllocations { allocatedAmountSet { ...Money } discountApplication { kind: __typename } }',
    cost: 4,
  },
  subscriptions: { fields: 'sellingPlan { name }', cost: 1 },
  tax: { fields: 'taxLines { rate }', cost: 1 },
  paidCurrency: { fields: 'priceAfterAllDiscountsBeforeTaxesSet { presentmentMoney { amount currencyCode } }', cost: 2 },
};
const orderPart: { readonly [N in keyof FactsNeeded]?: Part } = {
  customerTags: { fields: 'customer { tags }', cost: 1 },
  shipping: { fields: 'taxesIncluded currentShippingPriceSet { ...Money } shippingLine { taxLines { rate } }', cost: 4 },
  duties: { fields: 'currentTotalDutiesSet { ...Money }', cost: 2 },
  tips: { fields: 'totalTipReceivedSet { ...Money }', cost: 2 },
  paidCurrency: { fields: 'presentmentCurrencyCode', cost: 0 },
  dispatch: {
    fields: `displayFulfillmentStatus fulfillments(first: ${fulfilmentsMost}) { createdAt deliveredAt status }`,
    cost: fulfilmentsMost,
  },
  referral: {
    fields: `customAttributes { key value } phone clientIp billingAddress ${address} shippingAddress ${address}
    transactions(first: ${paymentsMost}) { paymentDetails { ... on CardPaymentDetails { bin number expirationMonth expirationYear } } }`,
    cost: 1 + 1 + 1 + 2 * paymentsMost,
  },
};

/** The questions about orders under what the rules need, and how many lines fit into one: of each order, and of one alone. */
export interface OrderQuestions {
  readonly orders: string;
  readonly moreLines: string;
  readonly lines: number;
  readonly linesAlone: number;
}

/** Composes the questions; the more is asked of each line, the fewer come at once, and a question never costs more than Shopify answers. */
export function orderQuestions(needed: FactsNeeded): OrderQuestions {
  const asked = Object.entries(needed).flatMap(([need, yes]) => (yes ? [need as keyof FactsNeeded] : []));
  const ofLine = asked.flatMap((need) => linePart[need] ?? []);
  const ofOrder = asked.flatMap((need) => orderPart[need] ?? []);
  const perOrder = Math.floor(costMax / ordersPerQuery) - costOf(orderCost, ofOrder);
  const fragments = `${moneyFragment}${linesFragment(ofLine.map(({ fields }) => fields))}`;
  return {
    lines: Math.min(linesMost, Math.floor(perOrder / costOf(lineCost, ofLine))),
    linesAlone: Math.min(linesAloneMost, Math.floor((costMax - orderCost) / costOf(lineCost, ofLine))),
    orders: `${fragments}${orderFragment(ofOrder.map(({ fields }) => fields))}${ordersQuery}`,
    moreLines: `${fragments}${moreLinesQuery}`,
  };
}

function costOf(base: number, parts: readonly Part[]): number {
  return parts.reduce((sum, { cost }) => sum + cost, base);
}

const moneyFragment = /* GraphQL */ `
  fragment Money on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
  }
`;

function linesFragment(more: readonly string[]): string {
  return `
  fragment Lines on LineItemConnection {
    nodes {
      id
      title
      isGiftCard
      quantity
      currentQuantity
      vendor
      product {
        id
        tags
      }
      priceAfterAllDiscountsBeforeTaxesSet {
        ...Money
      }
      ${more.join('\n      ')}
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`;
}

function orderFragment(more: readonly string[]): string {
  return `
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
    sourceName
    customer {
      id
    }
    refundDiscrepancySet {
      ...Money
    }
    ${more.join('\n    ')}
  }
`;
}

const ordersQuery = /* GraphQL */ `
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

const moreLinesQuery = /* GraphQL */ `
  query LoyaltyOrderLines($id: ID!, $lines: Int!, $after: String) {
    order(id: $id) {
      lineItems(first: $lines, after: $after) {
        ...Lines
      }
    }
  }
`;

/** Which orders changed; a hundred ids at a time. */
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

const collectionsPerPage = 25;
/** A product, and the connection of its collections. */
export const productsPerQuery = Math.floor(costMax / (1 + 2 + collectionsPerPage + 1));

const collectionsFragment = /* GraphQL */ `
  fragment Collections on CollectionConnection {
    nodes {
      id
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`;
/** Which collections products are in. */
export const collectionsDocument = /* GraphQL */ `
  ${collectionsFragment}
  query LoyaltyCollections($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        collections(first: ${collectionsPerPage}) {
          ...Collections
        }
      }
    }
  }
`;
export const moreCollectionsDocument = /* GraphQL */ `
  ${collectionsFragment}
  query LoyaltyMoreCollections($id: ID!, $after: String) {
    product(id: $id) {
      collections(first: 250, after: $after) {
        ...Collections
      }
    }
  }
`;
