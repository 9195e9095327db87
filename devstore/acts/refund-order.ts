import { explainedCents, totalsOf } from '../store/orders.ts';
import { partOf } from '../store/money.ts';
import type { Order, OrderLine, Refund, RefundLine } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { refundPayload } from '../webhooks/refund-payload.ts';
import { announce } from './announce.ts';
import { announceOrder } from './place-order.ts';

export interface RefundRequest {
  readonly lines?: readonly { readonly lineItemId: string; readonly quantity: number }[];
  /** Money paid back in all. Without it: what the lines, their tax and shipping come to. */
  readonly amountCents?: number;
  readonly shipping?: boolean;
  readonly note?: string;
}
export type Refused = { readonly refused: string };

/** Refunds units of lines, shipping, or an amount typed in by hand. Tells `refunds/create` and `orders/updated`. */
export function refundOrder(store: Store, order: Order, request: RefundRequest): Refund | Refused {
  const refused = whyNotRefund(order, request);
  if (refused !== undefined) return { refused };
  return store.change(() => {
    const refund = recordRefund(store, order, request, false);
    announceRefund(store, order, refund);
    announceOrder(store, order, ['orders/updated']);
    return refund;
  });
}

export function announceRefund(store: Store, order: Order, refund: Refund): void {
  announce(store, [{ topic: 'refunds/create', about: order.name, body: JSON.stringify(refundPayload(store, order, refund)) }]);
}

/** Takes the units off the order and books the refund; says nothing to anybody. */
export function recordRefund(store: Store, order: Order, request: RefundRequest, cancel: boolean): Refund {
  const shippingCents = request.shipping ? totalsOf(order).currentShippingCents : 0;
  const lines = (request.lines ?? [])
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineItemId, quantity }) => takeUnits(store, lineOf(order, lineItemId), quantity));
  const explained = explainedCents({ lines, shippingCents });
  const totalCents = request.amountCents ?? explained;
  const refund: Refund = {
    id: store.nextId('refund'),
    transactionId: store.nextId('other'),
    adjustmentId: store.nextId('other'),
    createdAt: store.now().toISOString(),
    note: request.note ?? '',
    lines,
    shippingCents,
    discrepancyCents: totalCents - explained,
    totalCents,
    cancel,
  };
  order.refunds.push(refund);
  order.updatedAt = refund.createdAt;
  return refund;
}

function takeUnits(store: Store, line: OrderLine, quantity: number): RefundLine {
  const subtotalCents = partOf(line.keptCents, quantity, line.currentQuantity);
  const taxCents = partOf(line.keptTaxCents, quantity, line.currentQuantity);
  line.currentQuantity -= quantity;
  line.keptCents -= subtotalCents;
  line.keptTaxCents -= taxCents;
  return { id: store.nextId('other'), lineId: line.id, quantity, subtotalCents, taxCents };
}

function lineOf(order: Order, id: string): OrderLine {
  const line = order.lines.find((candidate) => candidate.id === id);
  if (!line) throw new Error(`order ${order.name} has no line ${id}`);
  return line;
}

function whyNotRefund(order: Order, { amountCents, lines = [], shipping }: RefundRequest): string | undefined {
  if (order.receivedCents === 0) return 'The order is not paid.';
  const asked = new Map<string, number>();
  for (const { lineItemId, quantity } of lines) {
    if (!Number.isInteger(quantity) || quantity < 0) return 'A quantity is a whole number, not below zero.';
    asked.set(lineItemId, (asked.get(lineItemId) ?? 0) + quantity);
  }
  for (const [lineItemId, quantity] of asked) {
    const line = order.lines.find((candidate) => candidate.id === lineItemId);
    if (!line) return `The order has no line ${lineItemId}.`;
    if (quantity > line.currentQuantity) return `Only ${line.currentQuantity} of ${line.title} can be refunded.`;
  }
  const units = [...asked.values()].reduce((sum, quantity) => sum + quantity, 0);
  if (units === 0 && !shipping && !amountCents) return 'Choose items, shipping or an amount to refund.';
  if (amountCents === undefined) return undefined;
  if (!Number.isInteger(amountCents) || amountCents < 0) return 'The amount is not a sum of money.';
  return amountCents > totalsOf(order).netPaymentCents ? 'That is more than the customer has paid.' : undefined;
}
