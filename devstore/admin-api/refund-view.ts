import type { Order, Refund } from '../store/state.ts';
import { lineView, shippingView } from './line-views.ts';
import { moneyBag } from './money.ts';
import type { View, Views } from './view.ts';

export function refundView(views: Views, order: Order, refund: Refund): View {
  const { currency } = views.store.shop;
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
    order: () => views.order(order),
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
