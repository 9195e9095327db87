import { randomUUID } from 'node:crypto';
import { quote, type Quote } from '../store/quote.ts';
import type { Product } from '../store/catalog.ts';
import { sameCode } from '../store/discounts.ts';
import type { Attribute, Buyer, Order, OrderLine } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { orderPayload } from '../webhooks/order-payload.ts';
import { announce } from './announce.ts';

export interface Purchase {
  readonly customerId: string | null;
  readonly email: string | null;
  readonly items: readonly { readonly product: Product; readonly quantity: number; readonly plan?: string }[];
  readonly codes: readonly string[];
  readonly tipPercent?: number;
  readonly cartToken?: string;
  readonly attributes?: readonly Attribute[];
  readonly note?: string;
  /** When it was bought, if not now. */
  readonly processedAt?: Date;
  readonly test?: boolean;
  /** Not yet paid: no `orders/paid` until `payOrder`. */
  readonly unpaid?: boolean;
  /** Where it is sold, if not on the web. */
  readonly channel?: string;
  readonly dutiesCents?: number;
  readonly paidIn?: { readonly currency: string; readonly rate: number };
  readonly buyer?: Buyer;
}

/** Places an order at today's prices. Codes that do not apply are left out; those that do count as used, once and for all. */
export function placeOrder(store: Store, purchase: Purchase, topics: readonly string[] = ['orders/paid', 'orders/updated']): Order {
  return store.change(() => {
    const priced = quote({ ...purchase, discounts: store.state.discounts, buyer: purchase, now: store.now() });
    const order = buildOrder(store, purchase, priced);
    store.state.orders.push(order);
    for (const { code } of order.discounts) {
      const discount = store.state.discounts.find((candidate) => sameCode(candidate.code, code));
      discount?.uses.push({ orderId: order.id, customerId: order.customerId, email: order.email });
    }
    const sent = purchase.unpaid ? ['orders/updated'] : topics;
    announceOrder(store, order, sent);
    return order;
  });
}

/** Takes the money of an order placed unpaid. Does nothing for a paid one. */
export function payOrder(store: Store, order: Order): void {
  if (order.receivedCents > 0) return;
  store.change(() => {
    order.receivedCents = totalDue(order);
    order.updatedAt = store.now().toISOString();
    announceOrder(store, order, ['orders/paid', 'orders/updated']);
  });
}

/** Tells of an order as it stands now. */
export function announceOrder(store: Store, order: Order, topics: readonly string[]): void {
  const body = JSON.stringify(orderPayload(store, order));
  announce(
    store,
    topics.map((topic) => ({ topic, about: order.name, body })),
  );
}

function totalDue(order: Order): number {
  const lines = order.lines.reduce((sum, line) => sum + line.keptCents + line.keptTaxCents, 0);
  const shipping = (order.shipping?.priceCents ?? 0) - (order.shipping?.allocations ?? []).reduce((sum, part) => sum + part.amountCents, 0);
  return lines + shipping + (order.dutiesCents ?? 0) + order.tipCents;
}

function buildOrder(store: Store, purchase: Purchase, priced: Quote): Order {
  const now = store.now().toISOString();
  const processedAt = purchase.processedAt?.toISOString() ?? now;
  store.state.lastOrderNumber += 1;
  const number = store.state.lastOrderNumber;
  return {
    id: store.nextId('order'),
    number,
    name: `#${number}`,
    token: token(),
    checkoutToken: purchase.cartToken ?? token(),
    cartToken: purchase.cartToken ?? null,
    customerId: purchase.customerId,
    email: purchase.email,
    test: purchase.test ?? false,
    note: purchase.note ?? '',
    attributes: purchase.attributes ?? [],
    createdAt: processedAt,
    processedAt,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    edited: false,
    lines: priced.lines.map((line, i) => buildLine(store, line, purchase.items[i]?.plan)),
    discounts: priced.discounts,
    shipping:
      priced.shippingCents === 0
        ? null
        : { id: store.nextId('other'), title: 'Standard', priceCents: priced.shippingCents, allocations: priced.shippingAllocations },
    tipCents: priced.tipCents,
    ...(purchase.channel === undefined ? {} : { channel: purchase.channel }),
    ...(purchase.dutiesCents === undefined ? {} : { dutiesCents: purchase.dutiesCents }),
    ...(purchase.paidIn === undefined ? {} : { paidIn: purchase.paidIn }),
    ...(purchase.buyer === undefined ? {} : { buyer: purchase.buyer }),
    receivedCents: purchase.unpaid ? 0 : priced.totalCents + (purchase.dutiesCents ?? 0),
    refunds: [],
  };
}

function buildLine(store: Store, line: Quote['lines'][number], plan: string | undefined): OrderLine {
  const { product, quantity } = line;
  return {
    id: store.nextId('line'),
    productId: product.id,
    variantId: product.variantId,
    handle: product.handle,
    sku: product.sku,
    title: product.title,
    giftCard: product.giftCard,
    ...(plan === undefined ? {} : { plan }),
    unitCents: product.priceCents,
    quantity,
    currentQuantity: quantity,
    allocations: line.allocations,
    taxCents: line.taxCents,
    keptCents: line.netCents,
    keptTaxCents: line.taxCents,
  };
}

function token(): string {
  return randomUUID().replaceAll('-', '');
}
