/** The body of `orders/*` webhooks, with the fields of Shopify's 2026-07 reference. */
import { financialStatusOf, fulfilmentStatusOf, sum, totalsOf } from '../store/orders.ts';
import { decimal } from '../store/money.ts';
import type { AppliedDiscount, Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { customerPayload } from './customer-payload.ts';
import { idNumber } from './json.ts';
import { allocationPayload, linePayload, taxLinePayload } from './line-payload.ts';
import { moneySet } from './money-set.ts';
import { refundPayload } from './refund-payload.ts';

export function orderPayload(store: Store, order: Order): Record<string, unknown> {
  const customer = store.customer(order.customerId);
  return {
    id: idNumber(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    token: order.token,
    checkout_token: order.checkoutToken,
    cart_token: order.cartToken,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    cancel_reason: order.cancelReason,
    closed_at: null,
    test: order.test,
    confirmed: true,
    email: order.email ?? '',
    contact_email: order.email,
    source_name: order.channel ?? 'web',
    app_id: null,
    location_id: null,
    customer_locale: 'en-US',
    tags: '',
    note: order.note || null,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    financial_status: financialStatusOf(order).toLowerCase(),
    fulfillment_status: fulfilmentWord(order),
    currency: store.shop.currency,
    presentment_currency: order.paidIn?.currency ?? store.shop.currency,
    taxes_included: false,
    tax_exempt: false,
    duties_included: false,
    estimated_taxes: false,
    ...(customer ? { customer: customerPayload(customer, store.shop.currency) } : {}),
    payment_gateway_names: ['bogus'],
    ...moneyOf(store, order),
    discount_codes: order.discounts.map((discount) => ({
      code: discount.code,
      amount: decimal(discount.amountCents),
      type: discount.value.kind === 'percentage' ? 'percentage' : discount.value.kind === 'amount' ? 'fixed_amount' : 'shipping',
    })),
    discount_applications: order.discounts.map(discountApplication),
    line_items: order.lines.map((line) => linePayload(line, store.shop.currency)),
    shipping_lines: shippingLines(order, store.shop.currency),
    refunds: order.refunds.map((refund) => refundPayload(store, order, refund)),
    returns: [],
    line_item_groups: [],
    payment_terms: null,
  };
}

/** The REST words differ from GraphQL's. */
function fulfilmentWord(order: Order): string | null {
  const words = { UNFULFILLED: null, PARTIALLY_FULFILLED: 'partial', FULFILLED: 'fulfilled' };
  return words[fulfilmentStatusOf(order)];
}

function moneyOf({ shop: { currency } }: Store, order: Order): Record<string, unknown> {
  const t = totalsOf(order);
  const amounts = {
    total_line_items_price: t.grossCents,
    total_discounts: t.discountCents,
    subtotal_price: t.subtotalCents,
    total_tax: t.taxCents,
    total_price: t.totalCents,
    current_subtotal_price: t.currentSubtotalCents,
    current_total_discounts: t.currentDiscountCents,
    current_total_tax: t.currentTaxCents,
    current_total_price: t.currentTotalCents,
  };
  const both = Object.entries(amounts).flatMap(([name, cents]) => [
    [name, decimal(cents)] as const,
    [`${name}_set`, moneySet(cents, currency)] as const,
  ]);
  return {
    ...Object.fromEntries(both),
    total_shipping_price_set: moneySet(t.shippingPriceCents, currency),
    current_shipping_price_set: moneySet(t.currentShippingCents, currency),
    total_tip_received: decimal(order.tipCents),
    total_outstanding: decimal(Math.max(0, t.currentTotalCents - t.netPaymentCents)),
    original_total_duties_set: null,
    current_total_duties_set: order.dutiesCents === undefined ? null : moneySet(order.dutiesCents, currency),
    original_total_additional_fees_set: null,
    current_total_additional_fees_set: null,
    total_cash_rounding_payment_adjustment_set: moneySet(0, currency),
    total_cash_rounding_refund_adjustment_set: moneySet(0, currency),
    tax_lines: t.taxCents > 0 ? [taxLinePayload(t.taxCents, currency)] : [],
  };
}

function shippingLines({ shipping, refunds }: Order, currency: string): unknown[] {
  if (shipping === null) return [];
  const netCents = shipping.priceCents - sum(shipping.allocations.map((part) => part.amountCents));
  const currentCents = netCents - sum(refunds.map((refund) => refund.shippingCents));
  return [
    {
      id: idNumber(shipping.id),
      title: shipping.title,
      code: shipping.title,
      source: 'shopify',
      price: decimal(shipping.priceCents),
      price_set: moneySet(shipping.priceCents, currency),
      discounted_price: decimal(netCents),
      discounted_price_set: moneySet(netCents, currency),
      current_discounted_price_set: moneySet(currentCents, currency),
      is_removed: false,
      tax_lines: [],
      discount_allocations: shipping.allocations.map((part) => allocationPayload(part, currency)),
    },
  ];
}

function discountApplication({ class: kind, code, value }: AppliedDiscount): Record<string, unknown> {
  return {
    type: 'discount_code',
    code,
    target_type: kind === 'shipping' ? 'shipping_line' : 'line_item',
    target_selection: kind === 'product' ? 'entitled' : 'all',
    allocation_method: value.kind === 'amount' && value.eachItem ? 'each' : 'across',
    value: value.kind === 'amount' ? decimal(value.amountCents) : value.kind === 'percentage' ? String(value.fraction * 100) : '100.0',
    value_type: value.kind === 'amount' ? 'fixed_amount' : 'percentage',
  };
}
