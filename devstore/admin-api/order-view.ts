import { financialStatusOf, fulfilmentStatusOf, sum, totalsOf } from '../store/orders.ts';
import type { Fulfilment, Order } from '../store/state.ts';
import { buyerView } from './buyer-view.ts';
import { discountApplicationView } from './discount-application-view.ts';
import { lineView, shippingView, taxLineView } from './line-views.ts';
import { moneyBag } from './money.ts';
import { refundView } from './refund-view.ts';
import type { View, Views } from './view.ts';

export function orderView(views: Views, order: Order): View {
  const { currency } = views.store.shop;
  const bag = (cents: number) => moneyBag(cents, currency, order.paidIn);
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
    sourceName: order.channel ?? 'web',
    customerLocale: 'en-US',
    taxesIncluded: false,
    taxExempt: false,
    currencyCode: currency,
    presentmentCurrencyCode: order.paidIn?.currency ?? currency,
    checkoutToken: order.checkoutToken,
    cartToken: order.cartToken,
    displayFinancialStatus: status,
    displayFulfillmentStatus: fulfilmentStatusOf(order),
    fulfillments: ({ first }: { first?: number | null }) => (order.fulfilments ?? []).slice(0, first ?? undefined).map(fulfilmentView),
    fullyPaid: order.receivedCents > 0 || t.totalCents === 0,
    unpaid: status === 'PENDING',
    refundable: t.netPaymentCents > 0,
    paymentGatewayNames: ['bogus'],
    customAttributes: order.attributes,
    ...buyerView(order),
    customer: () => views.customer(order.customerId),
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
    // Suggested minus actual: negative in the customer's favour.
    refundDiscrepancySet: bag(-sum(order.refunds.map((refund) => refund.discrepancyCents))),
    currentSubtotalPriceSet: bag(t.currentSubtotalCents),
    currentTotalTaxSet: bag(t.currentTaxCents),
    currentTotalDiscountsSet: bag(t.currentDiscountCents),
    currentShippingPriceSet: bag(t.currentShippingCents),
    currentTotalPriceSet: bag(t.currentTotalCents),
    currentTotalDutiesSet: order.dutiesCents === undefined ? null : bag(order.dutiesCents),
    subtotalLineItemsQuantity: sum(order.lines.map((line) => line.quantity)),
    currentSubtotalLineItemsQuantity: sum(order.lines.map((line) => line.currentQuantity)),
    taxLines: t.taxCents > 0 ? [taxLineView(t.taxCents, currency)] : [],
    shippingLine: () => shippingView(order, order.shipping, currency),
    shippingLines: () => (order.shipping ? [shippingView(order, order.shipping, currency)] : []),
    lineItems: () => order.lines.map((line) => lineView(order, line, currency)),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => refundView(views, order, refund)),
  };
}

function fulfilmentView({ createdAt, deliveredAt, id, units, updatedAt }: Fulfilment): View {
  return {
    __typename: 'Fulfillment',
    id: `gid://shopify/Fulfillment/${id}`,
    status: 'SUCCESS',
    displayStatus: deliveredAt === null ? 'FULFILLED' : 'DELIVERED',
    totalQuantity: sum(Object.values(units)),
    createdAt,
    updatedAt,
    deliveredAt,
  };
}
