import { fractionOf, partOf } from '../store/money.ts';
import { sum } from '../store/orders.ts';
import { taxRate } from '../store/quote.ts';
import type { Order, OrderLine } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { idNumber } from '../webhooks/json.ts';
import { announce } from './announce.ts';
import { announceOrder } from './place-order.ts';
import type { Refused } from './refund-order.ts';

export interface EditRequest {
  /** The quantities the lines shall have; lines not named stay as they are. */
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[];
}

interface Changed {
  readonly line: OrderLine;
  readonly delta: number;
}

/**
 * Changes quantities on a paid order. Units added cost the full price, units removed leave with their share of the discounts.
 * The difference is taken or owed at once; nothing is refunded here.
 */
export function editOrder(store: Store, order: Order, request: EditRequest): Order | Refused {
  const refused = whyNotEdit(order, request);
  if (refused !== undefined) return { refused };
  return store.change(() => {
    const changes = changesOf(order, request);
    const before = worth(order);
    for (const change of changes) apply(change);
    order.edited = true;
    order.receivedCents += Math.max(0, worth(order) - before);
    order.updatedAt = store.now().toISOString();
    announce(store, [{ topic: 'orders/edited', about: order.name, body: JSON.stringify(editPayload(store, order, changes)) }]);
    announceOrder(store, order, ['orders/updated']);
    return order;
  });
}

function changesOf(order: Order, { lines }: EditRequest): Changed[] {
  return lines.flatMap(({ lineItemId, quantity }) => {
    const line = order.lines.find((candidate) => candidate.id === lineItemId);
    return line && line.currentQuantity !== quantity ? [{ line, delta: quantity - line.currentQuantity }] : [];
  });
}

function apply({ delta, line }: Changed): void {
  if (delta > 0) {
    line.quantity += delta;
    line.keptCents += line.unitCents * delta;
    if (!line.giftCard) line.keptTaxCents += fractionOf(line.unitCents * delta, taxRate);
  } else {
    line.keptCents -= partOf(line.keptCents, -delta, line.currentQuantity);
    line.keptTaxCents -= partOf(line.keptTaxCents, -delta, line.currentQuantity);
  }
  line.currentQuantity += delta;
}

function worth(order: Order): number {
  return sum(order.lines.map((line) => line.keptCents + line.keptTaxCents));
}

// `orders/edited` carries the edit, not the order.
function editPayload(store: Store, order: Order, changes: readonly Changed[]): Record<string, unknown> {
  const sides = (positive: boolean) =>
    changes.filter(({ delta }) => delta > 0 === positive).map(({ delta, line }) => ({ id: idNumber(line.id), delta: Math.abs(delta) }));
  return {
    order_edit: {
      id: idNumber(store.nextId('other')),
      app_id: null,
      created_at: order.updatedAt,
      notify_customer: false,
      order_id: idNumber(order.id),
      staff_note: '',
      user_id: 1,
      line_items: { additions: sides(true), removals: sides(false) },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}

function whyNotEdit(order: Order, { lines }: EditRequest): string | undefined {
  if (order.cancelledAt !== null) return 'A cancelled order cannot be edited.';
  for (const { lineItemId, quantity } of lines) {
    if (!Number.isInteger(quantity) || quantity < 0 || quantity > 99) return 'A quantity is a whole number from 0 to 99.';
    if (!order.lines.some((line) => line.id === lineItemId)) return `The order has no line ${lineItemId}.`;
  }
  return changesOf(order, { lines }).length === 0 ? 'Nothing was changed.' : undefined;
}
