import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';
import type { LineFacts, OrderFacts } from '../core/facts.ts';
import { gidNumber } from '../core/id.ts';
import { minor, parseMoney, type Minor } from '../core/money.ts';
import { buyerFields } from './buyer.ts';

const moneyV2 = z.object({ amount: z.string(), currencyCode: z.string() });
const money = z.object({ shopMoney: moneyV2 });
const taxRates = z.array(z.object({ rate: z.number().nullable() }));
const page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

const line = z.object({
  id: z.string(),
  title: z.string(),
  isGiftCard: z.boolean(),
  quantity: z.int(),
  currentQuantity: z.int(),
  vendor: z.string().nullable(),
  product: z.object({ id: z.string(), tags: z.array(z.string()) }).nullable(),
  priceAfterAllDiscountsBeforeTaxesSet: money.extend({ presentmentMoney: moneyV2.optional() }),
  originalUnitPriceSet: money.optional(),
  variant: z.object({ compareAtPrice: z.string().nullable() }).nullish(),
  discountAllocations: z.array(z.object({ allocatedAmountSet: money, discountApplication: z.object({ kind: z.string() }) })).optional(),
  sellingPlan: z.object({ name: z.string() }).nullish(),
  taxLines: taxRates.optional(),
});
/** A page of an order's lines. */
export const linesShape = z.object({ nodes: z.array(line), pageInfo: page });

/** An order as Shopify answers; what was not asked for is absent. */
export const orderShape = z.object({
  __typename: z.literal('Order'),
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  processedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  cancelledAt: z.iso.datetime().nullable(),
  displayFinancialStatus: z.string().nullable(),
  currencyCode: z.string(),
  discountCodes: z.array(z.string()),
  email: z.string().nullable(),
  sourceName: z.string().nullable(),
  customer: z.object({ id: z.string(), tags: z.array(z.string()).optional() }).nullable(),
  refundDiscrepancySet: money,
  taxesIncluded: z.boolean().optional(),
  currentShippingPriceSet: money.optional(),
  shippingLine: z.object({ taxLines: taxRates }).nullish(),
  currentTotalDutiesSet: money.nullish(),
  totalTipReceivedSet: money.optional(),
  presentmentCurrencyCode: z.string().optional(),
  displayFulfillmentStatus: z.string().optional(),
  fulfillments: z.array(z.object({ createdAt: z.iso.datetime(), deliveredAt: z.iso.datetime().nullable(), status: z.string() })).optional(),
  lineItems: linesShape,
  ...buyerFields,
});
export type ShopifyOrder = z.infer<typeof orderShape>;
export type ShopifyLine = z.infer<typeof line>;

/** Statuses under which the shopper has paid; a refund does not unpay. */
const paidStatuses = new Set(['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED']);

/** An order in our words. Throws `shopify_unavailable` for what no shop can mean. */
export function toFacts(from: ShopifyOrder, lines: readonly ShopifyLine[]): OrderFacts {
  const orderId = gidNumber(from.id, 'Order');
  if (orderId === undefined) throw new LaurelError('shopify_unavailable', `not an order id: ${from.id}`);
  const paidCurrency = from.presentmentCurrencyCode === from.currencyCode ? undefined : from.presentmentCurrencyCode;
  return {
    orderId,
    name: from.name,
    customerId: from.customer ? gidNumber(from.customer.id, 'Customer') : undefined,
    email: from.email?.trim().toLowerCase() || undefined,
    currency: from.currencyCode,
    updatedAt: new Date(from.updatedAt),
    processedAt: new Date(from.processedAt),
    cancelledAt: from.cancelledAt ? new Date(from.cancelledAt) : undefined,
    paid: paidStatuses.has(from.displayFinancialStatus ?? ''),
    test: from.test,
    lines: [...lines.map((one) => lineFacts(one, from.currencyCode, paidCurrency)), ...tip(from)],
    discountCodes: from.discountCodes.map((code) => code.toUpperCase()),
    ...(from.sourceName ? { channel: storable(from.sourceName) } : {}),
    ...(from.customer?.tags && { customerTags: from.customer.tags.map(storable) }),
    ...(from.currentShippingPriceSet && { shippingMinor: shipping(from, from.currentShippingPriceSet) }),
    ...(from.currentTotalDutiesSet && { dutiesMinor: amount(from.currentTotalDutiesSet, from.currencyCode) }),
    ...(paidCurrency !== undefined && { paidCurrency }),
    ...dispatch(from),
    unexplainedRefundMinor: unexplainedRefund(from),
  };
}

function lineFacts(from: ShopifyLine, currency: string, paidCurrency: string | undefined): LineFacts {
  const net = from.priceAfterAllDiscountsBeforeTaxesSet;
  const netMinor = amount(net, currency);
  const paidNetMinor = paidCurrency === undefined || !net.presentmentMoney ? undefined : parse(net.presentmentMoney, paidCurrency);
  const { discountAllocations: allocations, originalUnitPriceSet: unit, taxLines } = from;
  return {
    lineId: gidNumber(from.id, 'LineItem') ?? from.id,
    productId: from.product ? gidNumber(from.product.id, 'Product') : undefined,
    title: storable(from.title),
    quantity: from.currentQuantity,
    netMinor,
    giftCard: from.isGiftCard,
    tip: false,
    ...(from.vendor && { vendor: storable(from.vendor) }),
    ...(from.product && { tags: from.product.tags.map(storable) }),
    ...(unit && { onSale: isOnSale(unit, from.variant?.compareAtPrice ?? null, currency) }),
    ...(allocations && { byCode: allocations.some((one) => madeByCode(one, currency)) }),
    ...(from.sellingPlan !== undefined && { subscription: from.sellingPlan !== null }),
    ...(taxLines && { taxMinor: taxOn(netMinor, taxLines) }),
    ...(paidNetMinor !== undefined && { paidNetMinor, ...(taxLines && { paidTaxMinor: taxOn(paidNetMinor, taxLines) }) }),
  };
}

/** What the shopper paid for the unit when they bought it, against the price that is crossed out: a sale that began later does not touch it. */
function isOnSale(unit: z.infer<typeof money>, compareAt: string | null, currency: string): boolean {
  return compareAt !== null && parseMoney(compareAt, currency).minor > amount(unit, currency);
}

type Discounted = NonNullable<ShopifyLine['discountAllocations']>[number];

function madeByCode({ allocatedAmountSet, discountApplication }: Discounted, currency: string): boolean {
  // Shopify calls its own automatic discounts and staff's otherwise.
  return discountApplication.kind === 'DiscountCodeApplication' && amount(allocatedAmountSet, currency) > 0;
}

const millionths = 1_000_000;

function taxOn(netMinor: Minor, lines: z.infer<typeof taxRates>): Minor {
  return minor(Math.round((netMinor * rateOf(lines)) / millionths));
}

/** In millionths of the price. */
function rateOf(lines: z.infer<typeof taxRates>): number {
  return lines.reduce((sum, { rate }) => sum + Math.round((rate ?? 0) * millionths), 0);
}

/** Shipping without tax: where prices include it, Shopify gives it with. */
function shipping(from: ShopifyOrder, price: z.infer<typeof money>): Minor {
  const gross = amount(price, from.currencyCode);
  if (!from.taxesIncluded) return gross;
  return minor(Math.round((gross * millionths) / (millionths + rateOf(from.shippingLine?.taxLines ?? []))));
}

/** A tip is no line at Shopify's, but it is to the rules. */
function tip(from: ShopifyOrder): LineFacts[] {
  const netMinor = from.totalTipReceivedSet ? amount(from.totalTipReceivedSet, from.currencyCode) : minor(0);
  if (netMinor === 0) return [];
  return [{ lineId: 'tip', productId: undefined, title: 'Tip', quantity: 1, netMinor, giftCard: false, tip: true }];
}

/** The days of the last part that was sent, and of the last that arrived, once nothing is missing. */
function dispatch({ displayFulfillmentStatus, fulfillments }: ShopifyOrder): Pick<OrderFacts, 'fulfilledAt' | 'deliveredAt'> {
  const sent = (fulfillments ?? []).filter(({ status }) => status === 'SUCCESS');
  if (displayFulfillmentStatus !== 'FULFILLED' || sent.length === 0) return {};
  const arrived = sent.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return {
    fulfilledAt: latest(sent.map(({ createdAt }) => createdAt)),
    ...(arrived.length === sent.length && { deliveredAt: latest(arrived) }),
  };
}

function latest(instants: readonly string[]): Date {
  return new Date(Math.max(...instants.map((at) => Date.parse(at))));
}

/**
 * Refunded money that no refunded line, tax or shipping explains: an amount typed in by hand. Shopify gives what it would have
 * suggested minus what was refunded, so more than suggested is negative.
 */
function unexplainedRefund(from: ShopifyOrder): Minor {
  return minor(Math.max(0, 0 - amount(from.refundDiscrepancySet, from.currencyCode)));
}

function amount(bag: z.infer<typeof money>, currency: string): Minor {
  return parse(bag.shopMoney, currency);
}

function parse({ amount: text, currencyCode }: z.infer<typeof moneyV2>, currency: string): Minor {
  if (currencyCode !== currency) throw new LaurelError('shopify_unavailable', `expected ${currency}, got ${currencyCode}`);
  return parseMoney(text, currency).minor;
}

/** No database can keep a NUL, and nobody can see it. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}
