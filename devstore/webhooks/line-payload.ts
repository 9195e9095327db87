import { products } from '../store/catalog.ts';
import { decimal } from '../store/money.ts';
import { taxRate } from '../store/quote.ts';
import type { Allocation, OrderLine } from '../store/state.ts';
import { idNumber } from './json.ts';
import { moneySet } from './money-set.ts';

/** A line, as orders and refunds carry it. */
export function linePayload(line: OrderLine, currency: string): Record<string, unknown> {
  return {
    id: idNumber(line.id),
    admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
    product_id: idNumber(line.productId),
    variant_id: idNumber(line.variantId),
    sku: line.sku,
    title: line.title,
    name: line.title,
    vendor: products.find(({ id }) => id === line.productId)?.vendor ?? null,
    variant_title: null,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.currentQuantity,
    fulfillment_status: null,
    gift_card: line.giftCard,
    taxable: !line.giftCard,
    requires_shipping: !line.giftCard,
    product_exists: true,
    grams: 0,
    price: decimal(line.unitCents),
    price_set: moneySet(line.unitCents, currency),
    // Discounts on the line itself only; those spread over the order are in the allocations.
    total_discount: decimal(0),
    total_discount_set: moneySet(0, currency),
    discount_allocations: line.allocations.map((part) => allocationPayload(part, currency)),
    tax_lines: line.taxCents > 0 ? [taxLinePayload(line.taxCents, currency)] : [],
    duties: [],
    properties: [],
    sales_line_item_group_id: null,
    attributed_staffs: [],
  };
}

/** The part of a discount that fell on a line or on shipping. */
export function allocationPayload({ index, amountCents }: Allocation, currency: string): Record<string, unknown> {
  return { amount: decimal(amountCents), amount_set: moneySet(amountCents, currency), discount_application_index: index };
}

export function taxLinePayload(cents: number, currency: string): Record<string, unknown> {
  return { title: 'Sales tax', rate: Number(taxRate), price: decimal(cents), price_set: moneySet(cents, currency), channel_liable: false };
}
