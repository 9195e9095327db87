/** What an order is worth now. Pure. */
import type { Order, OrderLine, Refund } from './state.ts';

export interface OrderTotals {
  /** Lines before discounts, as ordered. */
  readonly grossCents: number;
  readonly discountCents: number;
  /** Lines after discounts, as ordered. */
  readonly subtotalCents: number;
  readonly taxCents: number;
  readonly shippingPriceCents: number;
  readonly shippingNetCents: number;
  readonly totalCents: number;
  readonly currentSubtotalCents: number;
  readonly currentTaxCents: number;
  readonly currentShippingCents: number;
  readonly dutiesCents: number;
  readonly currentDiscountCents: number;
  readonly currentTotalCents: number;
  readonly refundedCents: number;
  readonly netPaymentCents: number;
}

export function totalsOf(order: Order): OrderTotals {
  const grossCents = sum(order.lines.map((line) => line.unitCents * line.quantity));
  const lineDiscountCents = sum(order.lines.flatMap((line) => line.allocations.map((part) => part.amountCents)));
  const shippingPriceCents = order.shipping?.priceCents ?? 0;
  const shippingDiscountCents = sum((order.shipping?.allocations ?? []).map((part) => part.amountCents));
  const shippingNetCents = shippingPriceCents - shippingDiscountCents;
  const dutiesCents = order.dutiesCents ?? 0;
  const subtotalCents = grossCents - lineDiscountCents;
  const taxCents = sum(order.lines.map((line) => line.taxCents));
  const refundedCents = sum(order.refunds.map((refund) => refund.totalCents));
  const currentSubtotalCents = sum(order.lines.map((line) => line.keptCents));
  const currentTaxCents = sum(order.lines.map((line) => line.keptTaxCents));
  const currentShippingCents = shippingNetCents - sum(order.refunds.map((refund) => refund.shippingCents));
  return {
    grossCents,
    discountCents: lineDiscountCents + shippingDiscountCents,
    subtotalCents,
    taxCents,
    shippingPriceCents,
    shippingNetCents,
    dutiesCents,
    totalCents: subtotalCents + taxCents + shippingNetCents + dutiesCents + order.tipCents,
    currentSubtotalCents,
    currentTaxCents,
    currentShippingCents,
    currentDiscountCents: sum(order.lines.map((line) => line.unitCents * line.currentQuantity)) - currentSubtotalCents,
    currentTotalCents: currentSubtotalCents + currentTaxCents + currentShippingCents + dutiesCents + order.tipCents,
    refundedCents,
    netPaymentCents: order.receivedCents - refundedCents,
  };
}

/** Units of a line that no fulfilment holds yet. */
export function unsentUnits(order: Order, line: OrderLine): number {
  return Math.max(0, line.currentQuantity - sum((order.fulfilments ?? []).map(({ units }) => units[line.id] ?? 0)));
}

export type FulfilmentStatus = 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED';

export function fulfilmentStatusOf(order: Order): FulfilmentStatus {
  if ((order.fulfilments ?? []).length === 0) return 'UNFULFILLED';
  return order.lines.some((line) => unsentUnits(order, line) > 0) ? 'PARTIALLY_FULFILLED' : 'FULFILLED';
}

export type FinancialStatus = 'PENDING' | 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED';

/** An order that cost nothing counts as paid. */
export function financialStatusOf(order: Order): FinancialStatus {
  const { totalCents, refundedCents } = totalsOf(order);
  if (order.receivedCents === 0 && totalCents > 0) return order.cancelledAt === null ? 'PENDING' : 'VOIDED';
  if (refundedCents === 0) return 'PAID';
  return refundedCents >= order.receivedCents ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
}

/** Money of a refund that its lines, their tax and shipping explain. */
export function explainedCents(refund: Pick<Refund, 'lines' | 'shippingCents'>): number {
  return sum(refund.lines.map((line) => line.subtotalCents + line.taxCents)) + refund.shippingCents;
}

export function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
