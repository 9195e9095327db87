import type { Minor } from './money.ts';

/** What Shopify said of an order, in our words: the only form in which an order reaches the rules. Money is in shop currency. */
export interface OrderFacts {
  /** Shopify's numeric order id, as text (it can exceed 2^53). */
  readonly orderId: string;
  /** "#1001" */
  readonly name: string;
  /** Numeric customer id as text; undefined for a guest. */
  readonly customerId: string | undefined;
  /** Lower-case e-mail for a guest order, so that it can be claimed later; never logged. */
  readonly email: string | undefined;
  readonly currency: string;
  /** When the shop changed the order last: the newest snapshot wins. */
  readonly updatedAt: Date;
  /** When it was paid (or placed, if Shopify does not say): decides tier window, rule version and lot dates. */
  readonly processedAt: Date;
  readonly cancelledAt: Date | undefined;
  readonly paid: boolean;
  readonly test: boolean;
  readonly lines: readonly LineFacts[];
  /** Upper-case discount codes on the order. */
  readonly discountCodes: readonly string[];
  /** Where it was sold, as Shopify names it ("web", "pos", an app's handle); absent: not known. */
  readonly channel?: string;
  /** The customer's tags when the order was read. */
  readonly customerTags?: readonly string[];
  /** What the shopper pays for shipping and duties still on the order, without tax; absent: nothing. */
  readonly shippingMinor?: Minor;
  readonly dutiesMinor?: Minor;
  /** The currency the shopper paid in, when it is not the shop's; then lines say what was paid in it. */
  readonly paidCurrency?: string;
  /** When the last part of the order was sent, and when it arrived; absent: not yet, or not known. */
  readonly fulfilledAt?: Date;
  readonly deliveredAt?: Date;
  /** Refunded money that no refunded line explains (typed in by hand); lowers the base. Never negative. */
  readonly unexplainedRefundMinor: Minor;
}

/** What the programme's rules read of an order beyond the money of its lines; whatever is asked for costs Shopify's patience. */
export interface FactsNeeded {
  readonly customerTags: boolean;
  readonly collections: boolean;
  readonly saleLines: boolean;
  readonly codeLines: boolean;
  readonly subscriptions: boolean;
  readonly tax: boolean;
  readonly shipping: boolean;
  readonly duties: boolean;
  readonly tips: boolean;
  /** What was paid in another currency than the shop's. */
  readonly paidCurrency: boolean;
  /** When orders are sent and arrive. */
  readonly dispatch: boolean;
  /** Who brought the buyer, and what shows that they are one person; it is no part of the facts. */
  readonly referral: boolean;
}

export interface LineFacts {
  readonly lineId: string;
  readonly productId: string | undefined;
  readonly title: string;
  /** Units still on the order, after refunds and edits. */
  readonly quantity: number;
  /** What the shopper pays for the units still on the order: after every discount, without tax. */
  readonly netMinor: Minor;
  readonly giftCard: boolean;
  readonly tip: boolean;
  readonly vendor?: string;
  /** The product's tags and collections when the order was read. */
  readonly tags?: readonly string[];
  readonly collections?: readonly string[];
  /** Sold below its compare-at price. */
  readonly onSale?: boolean;
  /** Made cheaper by a discount code. */
  readonly byCode?: boolean;
  readonly subscription?: boolean;
  /** Tax on what is still on the order; absent: none. */
  readonly taxMinor?: Minor;
  /** `netMinor` and `taxMinor` in the currency the shopper paid in, in its minor units. */
  readonly paidNetMinor?: Minor;
  readonly paidTaxMinor?: Minor;
}
