/** The body of `refunds/create`. It names its order by number only, and has no total, as in Shopify's reference. */
import { decimal } from '../store/money.ts';
import type { Order, Refund, RefundLine } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { idNumber } from './json.ts';
import { moneySet } from './money-set.ts';
import { linePayload } from './line-payload.ts';

export function refundPayload({ shop: { currency } }: Store, order: Order, refund: Refund): Record<string, unknown> {
  return {
    id: idNumber(refund.id),
    admin_graphql_api_id: `gid://shopify/Refund/${refund.id}`,
    order_id: idNumber(order.id),
    created_at: refund.createdAt,
    processed_at: refund.createdAt,
    note: refund.note || null,
    user_id: 1,
    restock: refund.lines.length > 0,
    return: null,
    duties: [],
    total_duties_set: moneySet(0, currency),
    refund_line_items: refund.lines.map((line) => refundLine(order, refund, line, currency)),
    refund_shipping_lines:
      refund.shippingCents > 0 && order.shipping
        ? [
            {
              id: idNumber(order.shipping.id),
              subtotal_amount_set: moneySet(refund.shippingCents, currency),
              tax_amount_set: moneySet(0, currency),
            },
          ]
        : [],
    order_adjustments:
      refund.discrepancyCents === 0
        ? []
        : [
            {
              id: idNumber(refund.adjustmentId),
              order_id: idNumber(order.id),
              refund_id: idNumber(refund.id),
              kind: 'refund_discrepancy',
              reason: 'Refund discrepancy',
              amount: decimal(-refund.discrepancyCents),
              amount_set: moneySet(-refund.discrepancyCents, currency),
              tax_amount: decimal(0),
              tax_amount_set: moneySet(0, currency),
            },
          ],
    transactions:
      refund.totalCents === 0
        ? []
        : [
            {
              id: idNumber(refund.transactionId),
              admin_graphql_api_id: `gid://shopify/OrderTransaction/${refund.transactionId}`,
              order_id: idNumber(order.id),
              parent_id: null,
              kind: 'refund',
              status: 'success',
              gateway: 'bogus',
              amount: decimal(refund.totalCents),
              currency,
              test: order.test,
              processed_at: refund.createdAt,
            },
          ],
  };
}

// Subtotal and tax are JSON numbers here, unlike everywhere else: so it is in Shopify's payload.
function refundLine(order: Order, refund: Refund, line: RefundLine, currency: string): Record<string, unknown> {
  const of = order.lines.find((candidate) => candidate.id === line.lineId);
  return {
    id: idNumber(line.id),
    line_item_id: idNumber(line.lineId),
    quantity: line.quantity,
    restock_type: refund.cancel ? 'cancel' : 'return',
    location_id: null,
    subtotal: line.subtotalCents / 100,
    total_tax: line.taxCents / 100,
    subtotal_set: moneySet(line.subtotalCents, currency),
    total_tax_set: moneySet(line.taxCents, currency),
    ...(of ? { line_item: linePayload(of, currency) } : {}),
  };
}
