/** Everything the dev store remembers, as plain JSON. Ids are numbers written as text; times are ISO strings in UTC; money is whole cents. */

export interface State {
  format: 1;
  /** How far the shop's clock is ahead of the machine's. */
  clockOffsetMs: number;
  seeded: boolean;
  lastId: number;
  lastOrderNumber: number;
  webhookMode: WebhookMode;
  customers: Customer[];
  carts: Cart[];
  discounts: Discount[];
  orders: Order[];
  metafields: Metafield[];
  deliveries: Delivery[];
  /** Customer Account API tokens → customer id. */
  customerTokens: Record<string, string>;
  giftCards?: GiftCard[];
  /** Store credit in the shop's currency, oldest first. */
  credits?: StoreCredit[];
  /** E-mails that arrived, oldest first. */
  mails?: Mail[];
}

export interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly receivedAt: string;
  readonly text: string;
  readonly html: string;
  /** As they came, each on one line. */
  readonly headers: readonly string[];
}

export interface GiftCard {
  readonly id: string;
  /** Lower case, as Shopify compares codes. */
  readonly code: string;
  readonly customerId: string | null;
  readonly valueCents: number;
  readonly note: string | null;
  readonly createdAt: string;
}

export interface StoreCredit {
  readonly id: string;
  customerId: string;
  readonly amountCents: number;
  readonly balanceAfterCents: number;
  readonly createdAt: string;
}

export type WebhookMode = 'normal' | 'hold' | 'duplicate' | 'drop';

export interface Customer {
  readonly id: string;
  firstName: string;
  lastName: string;
  email: string;
  note: string;
  tags?: readonly string[];
  /** Has agreed to be written to. */
  newsletter?: boolean;
  /** Absent: en-US. */
  locale?: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Cart {
  readonly token: string;
  readonly createdAt: string;
  updatedAt: string;
  lines: CartLine[];
  /** In the order they were entered; they may or may not apply. */
  codes: string[];
  customerId: string | null;
  email: string | null;
  attributes: Attribute[];
  note: string;
  tipPercent: number;
  /** Once paid: a cart pays once. */
  orderId: string | null;
}

export interface CartLine {
  readonly id: string;
  readonly variantId: string;
  quantity: number;
  attributes: Attribute[];
}

export interface Attribute {
  readonly key: string;
  readonly value: string;
}

export interface Discount {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly value: DiscountValue;
  /** Absent: every item. Otherwise these product or variant ids. */
  readonly only: {
    readonly productIds: readonly string[];
    readonly variantIds: readonly string[];
    readonly collectionIds?: readonly string[];
  } | null;
  /** Absent: everybody. */
  readonly customerIds: readonly string[] | null;
  readonly startsAt: string;
  endsAt: string | null;
  readonly usageLimit: number | null;
  readonly oncePerCustomer: boolean;
  readonly minimumSubtotalCents: number | null;
  readonly minimumQuantity: number | null;
  readonly combinesWith: { readonly order: boolean; readonly product: boolean; readonly shipping: boolean };
  readonly tags: readonly string[];
  readonly createdAt: string;
  updatedAt: string;
  uses: DiscountUse[];
}

export type DiscountValue =
  | { readonly kind: 'amount'; readonly amountCents: number; readonly eachItem: boolean }
  | { readonly kind: 'percentage'; readonly fraction: number }
  | { readonly kind: 'free-shipping'; readonly maximumCents: number | null };

export type DiscountClass = 'order' | 'product' | 'shipping';

export interface DiscountUse {
  readonly orderId: string;
  readonly customerId: string | null;
  readonly email: string | null;
}

export interface Order {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly token: string;
  readonly checkoutToken: string;
  readonly cartToken: string | null;
  /** Changes when the customer is merged into another. */
  customerId: string | null;
  readonly email: string | null;
  readonly test: boolean;
  readonly note: string;
  readonly attributes: readonly Attribute[];
  readonly createdAt: string;
  readonly processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  edited: boolean;
  lines: OrderLine[];
  readonly discounts: readonly AppliedDiscount[];
  readonly shipping: OrderShipping | null;
  readonly tipCents: number;
  /** Where it was sold; absent: on the web. */
  readonly channel?: string;
  readonly dutiesCents?: number;
  /** The currency the shopper saw and paid in, and how much of it a unit of the shop's costs; absent: the shop's own. */
  readonly paidIn?: { readonly currency: string; readonly rate: number };
  fulfilments?: Fulfilment[];
  /** Who paid, and from where. */
  readonly buyer?: Buyer;
  /** Money taken, never lowered by refunds. */
  receivedCents: number;
  refunds: Refund[];
}

export interface Buyer {
  readonly name?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly zip?: string;
  readonly phone?: string;
  /** "4242 4242 4242 4242", "12/2029". */
  readonly cardNumber?: string;
  readonly cardExpires?: string;
  readonly ip?: string;
}

export interface OrderLine {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly handle: string;
  readonly sku: string;
  readonly title: string;
  readonly giftCard: boolean;
  /** The name of the plan it was subscribed to. */
  readonly plan?: string;
  readonly unitCents: number;
  /** Units ever ordered, also those refunded or removed since. */
  quantity: number;
  /** Units still on the order. */
  currentQuantity: number;
  readonly allocations: readonly Allocation[];
  /** Tax on all units when the order was placed. */
  readonly taxCents: number;
  /** After all discounts, before tax, for the units still on the order. */
  keptCents: number;
  keptTaxCents: number;
}

/** Units of lines on their way, by line. */
export interface Fulfilment {
  readonly id: string;
  readonly createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  readonly units: Readonly<Record<string, number>>;
}

/** The part of `Order.discounts[index]` that fell on one line. */
export interface Allocation {
  readonly index: number;
  readonly amountCents: number;
}

export interface AppliedDiscount {
  readonly code: string;
  readonly title: string;
  readonly class: DiscountClass;
  readonly value: DiscountValue;
  readonly amountCents: number;
}

export interface OrderShipping {
  readonly id: string;
  readonly title: string;
  readonly priceCents: number;
  readonly allocations: readonly Allocation[];
}

export interface Refund {
  readonly id: string;
  readonly transactionId: string;
  readonly adjustmentId: string;
  readonly createdAt: string;
  readonly note: string;
  readonly lines: readonly RefundLine[];
  readonly shippingCents: number;
  /** Beyond what lines, tax and shipping explain: typed in by hand. May be negative when less was paid back. */
  readonly discrepancyCents: number;
  readonly totalCents: number;
  readonly cancel: boolean;
}

export interface RefundLine {
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly subtotalCents: number;
  readonly taxCents: number;
}

export interface Metafield {
  readonly id: string;
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  value: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** One webhook on its way. The body is dropped once it has arrived. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly topic: string;
  readonly triggeredAt: string;
  readonly about: string;
  body: string | null;
  copies: number;
  state: 'pending' | 'held' | 'delivered' | 'failed' | 'dropped';
  attempts: number;
  /** HTTP status of the last answer; 0 when there was none. */
  lastStatus: number | null;
}

export function emptyState(): State {
  return {
    format: 1,
    clockOffsetMs: 0,
    seeded: false,
    lastId: 0,
    lastOrderNumber: 1000,
    webhookMode: 'normal',
    customers: [],
    carts: [],
    discounts: [],
    orders: [],
    metafields: [],
    deliveries: [],
    customerTokens: {},
  };
}
