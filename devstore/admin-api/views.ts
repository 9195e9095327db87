/** The store's records as the Admin schema names them. Members that cost something are functions. */
import { financialStatusOf, sum, totalsOf } from '../store/orders.ts';
import { taxRate } from '../store/quote.ts';
import type { Allocation, Customer, Metafield, Order, OrderLine, OrderShipping, Refund } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { namespaceOf } from './metafields.ts';
import { moneyBag, moneyV2 } from './money.ts';
import { discountApplicationView } from './discount-views.ts';

export type View = Record<string, unknown>;

export function orderView(store: Store, order: Order): View {
  const { currency } = store.shop;
  const bag = (cents: number) => moneyBag(cents, currency);
  const t = totalsOf(order);
  const status = financialStatusOf(order);
  return {
    __typename: 'Order',
    id: `gid://shopify/Order/${order.id}`,
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    test: order.test,
    email: order.email,
    note: order.note || null,
    tags: [],
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: false,
    confirmed: true,
    edited: order.edited,
    sourceName: 'web',
    customerLocale: 'en-US',
    taxesIncluded: false,
    taxExempt: false,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    displayFinancialStatus: status,
    displayFulfillmentStatus: 'UNFULFILLED',
    fullyPaid: order.receivedCents > 0 || t.totalCents === 0,
    unpaid: status === 'PENDING',
    refundable: t.netPaymentCents > 0,
    paymentGatewayNames: ['bogus'],
    customAttributes: order.attributes,
    customer: () => customerOf(store, order.customerId),
    discountCode: order.discounts[0]?.code ?? null,
    discountCodes: order.discounts.map((discount) => discount.code),
    discountApplications: order.discounts.map((discount, index) => discountApplicationView(discount, index, currency)),
    subtotalPriceSet: bag(t.subtotalCents),
    totalDiscountsSet: bag(t.discountCents),
    totalTaxSet: bag(t.taxCents),
    totalShippingPriceSet: bag(t.shippingPriceCents),
    totalPriceSet: bag(t.totalCents),
    originalTotalPriceSet: bag(t.totalCents),
    totalTipReceivedSet: bag(order.tipCents),
    totalReceivedSet: bag(order.receivedCents),
    totalRefundedSet: bag(t.refundedCents),
    totalRefundedShippingSet: bag(sum(order.refunds.map((refund) => refund.shippingCents))),
    totalOutstandingSet: bag(t.currentTotalCents - t.netPaymentCents),
    netPaymentSet: bag(t.netPaymentCents),
    refundDiscrepancySet: bag(sum(order.refunds.map((refund) => refund.discrepancyCents))),
    currentSubtotalPriceSet: bag(t.currentSubtotalCents),
    currentTotalTaxSet: bag(t.currentTaxCents),
    currentTotalDiscountsSet: bag(t.currentDiscountCents),
    currentShippingPriceSet: bag(t.currentShippingCents),
    currentTotalPriceSet: bag(t.currentTotalCents),
    currentTotalDutiesSet: null,
    subtotalLineItemsQuantity: sum(order.lines.map((line) => line.quantity)),
    currentSubtotalLineItemsQuantity: sum(order.lines.map((line) => line.currentQuantity)),
    taxLines: t.taxCents > 0 ? [taxLineView(t.taxCents, currency)] : [],
    shippingLine: () => shippingView(order, order.shipping, currency),
    shippingLines: () => (order.shipping ? [shippingView(order, order.shipping, currency)] : []),
    lineItems: () => order.lines.map((line) => lineView(order, line, currency)),
    refunds: ({ first }: { first?: number | null }) => order.refunds.slice(0, first ?? undefined).map((refund) => refundView(store, order, refund)),
  };
}

function lineView(order: Order, line: OrderLine, currency: string): View {
  const bag = (cents: number) => moneyBag(cents, currency);
  const gross = line.unitCents * line.quantity;
  const codes = sum(line.allocations.map((part) => part.amountCents));
  const onLine = sum(line.allocations.filter((part) => order.discounts[part.index]?.class === 'product').map((part) => part.amountCents));
  return {
    __typename: 'LineItem',
    id: `gid://shopify/LineItem/${line.id}`,
    title: line.title,
    name: line.title,
    sku: line.sku,
    vendor: 'Glow & Co',
    variantTitle: null,
    isGiftCard: line.giftCard,
    requiresShipping: !line.giftCard,
    taxable: !line.giftCard,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: line.currentQuantity,
    product: { __typename: 'Product', id: `gid://shopify/Product/${line.productId}`, title: line.title, handle: line.handle },
    variant: { __typename: 'ProductVariant', id: `gid://shopify/ProductVariant/${line.variantId}`, sku: line.sku },
    customAttributes: [],
    originalUnitPriceSet: bag(line.unitCents),
    originalTotalSet: bag(gross),
    totalDiscountSet: bag(onLine),
    // With refunded units, and with order-level discounts only when asked: as Shopify documents it.
    discountedTotalSet: ({ withCodeDiscounts }: { withCodeDiscounts?: boolean | null }) => bag(gross - (withCodeDiscounts ? codes : onLine)),
    priceAfterAllDiscountsBeforeTaxesSet: bag(line.keptCents),
    discountAllocations: line.allocations.map((part) => allocationView(order, part, currency)),
    taxLines: line.taxCents > 0 ? [taxLineView(line.taxCents, currency)] : [],
  };
}

function allocationView(order: Order, part: Allocation, currency: string): View {
  const discount = order.discounts[part.index];
  return {
    allocatedAmountSet: moneyBag(part.amountCents, currency),
    ...(discount ? { discountApplication: discountApplicationView(discount, part.index, currency) } : {}),
  };
}

function taxLineView(cents: number, currency: string): View {
  return { title: 'Sales tax', rate: Number(taxRate), ratePercentage: Number(taxRate) * 100, priceSet: moneyBag(cents, currency), channelLiable: false };
}

function shippingView(order: Order, shipping: OrderShipping | null, currency: string): View | null {
  if (shipping === null) return null;
  const net = shipping.priceCents - sum(shipping.allocations.map((part) => part.amountCents));
  return {
    __typename: 'ShippingLine',
    id: `gid://shopify/ShippingLine/${shipping.id}`,
    title: shipping.title,
    isRemoved: false,
    custom: false,
    originalPriceSet: moneyBag(shipping.priceCents, currency),
    discountedPriceSet: moneyBag(net, currency),
    currentDiscountedPriceSet: moneyBag(net - sum(order.refunds.map((refund) => refund.shippingCents)), currency),
    discountAllocations: shipping.allocations.map((part) => allocationView(order, part, currency)),
    taxLines: [],
  };
}

function refundView(store: Store, order: Order, refund: Refund): View {
  const { currency } = store.shop;
  const bag = (cents: number) => moneyBag(cents, currency);
  const line = (id: string) => order.lines.find((candidate) => candidate.id === id);
  return {
    __typename: 'Refund',
    id: `gid://shopify/Refund/${refund.id}`,
    legacyResourceId: refund.id,
    createdAt: refund.createdAt,
    processedAt: refund.createdAt,
    updatedAt: refund.createdAt,
    note: refund.note || null,
    order: () => orderView(store, order),
    totalRefundedSet: bag(refund.totalCents),
    refundLineItems: refund.lines.map((part) => ({
      __typename: 'RefundLineItem',
      id: `gid://shopify/RefundLineItem/${part.id}`,
      quantity: part.quantity,
      restocked: true,
      restockType: refund.cancel ? 'CANCEL' : 'RETURN',
      subtotalSet: bag(part.subtotalCents),
      totalTaxSet: bag(part.taxCents),
      priceSet: bag(line(part.lineId)?.unitCents ?? 0),
      lineItem: () => {
        const of = line(part.lineId);
        return of && lineView(order, of, currency);
      },
    })),
    refundShippingLines:
      refund.shippingCents > 0 && order.shipping
        ? [
            {
              __typename: 'RefundShippingLine',
              id: `gid://shopify/RefundShippingLine/${order.shipping.id}`,
              subtotalAmountSet: bag(refund.shippingCents),
              taxAmountSet: bag(0),
              shippingLine: shippingView(order, order.shipping, currency),
            },
          ]
        : [],
    orderAdjustments:
      refund.discrepancyCents === 0
        ? []
        : [
            {
              __typename: 'OrderAdjustment',
              id: `gid://shopify/OrderAdjustment/${refund.adjustmentId}`,
              amountSet: bag(-refund.discrepancyCents),
              taxAmountSet: bag(0),
              reason: 'REFUND_DISCREPANCY',
            },
          ],
  };
}

export function customerOf(store: Store, id: string | null): View | null {
  const customer = store.customer(id);
  return customer ? customerView(store, customer) : null;
}

export function customerView(store: Store, customer: Customer): View {
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
    defaultEmailAddress: { emailAddress: customer.email, marketingState: 'NOT_SUBSCRIBED' },
    defaultPhoneNumber: null,
    state: 'ENABLED',
    locale: 'en-US',
    tags: [],
    note: customer.note || null,
    taxExempt: false,
    verifiedEmail: true,
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
    numberOfOrders: () => String(orders().length),
    amountSpent: () => moneyV2(sum(orders().map((order) => totalsOf(order).netPaymentCents)), store.shop.currency),
    orders: () => orders().map((order) => orderView(store, order)),
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

export function metafieldView(field: Metafield): View {
  return {
    __typename: 'Metafield',
    id: `gid://shopify/Metafield/${field.id}`,
    legacyResourceId: field.id,
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: field.type === 'json' ? (JSON.parse(field.value) as unknown) : field.value,
    compareDigest: `v-${field.updatedAt}-${field.value.length}`,
    sizeInBytes: Buffer.byteLength(field.value),
    ownerType: 'CUSTOMER',
    createdAt: field.createdAt,
    updatedAt: field.updatedAt,
  };
}
