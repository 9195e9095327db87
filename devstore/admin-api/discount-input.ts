/** What an app sends to make a discount, and what it says of value, items and customers. */
import { refuse } from '../graphql/engine.ts';
import { parseCents } from '../store/money.ts';
import type { Discount, DiscountValue } from '../store/state.ts';

export interface DiscountInput {
  readonly code?: string | null;
  readonly title?: string | null;
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly usageLimit?: number | null;
  readonly appliesOncePerCustomer?: boolean | null;
  readonly tags?: readonly string[] | null;
  readonly context?: { readonly all?: 'ALL'; readonly customers?: { readonly add?: readonly string[] | null } } | null;
  readonly combinesWith?: {
    readonly orderDiscounts?: boolean;
    readonly productDiscounts?: boolean;
    readonly shippingDiscounts?: boolean;
  } | null;
  readonly minimumRequirement?: {
    readonly subtotal?: { readonly greaterThanOrEqualToSubtotal?: string | null } | null;
    readonly quantity?: { readonly greaterThanOrEqualToQuantity?: string | null } | null;
  } | null;
}
export interface BasicInput extends DiscountInput {
  readonly customerGets?: {
    readonly items?: {
      readonly all?: boolean | null;
      readonly collections?: { readonly add?: readonly string[] | null } | null;
      readonly products?: {
        readonly productsToAdd?: readonly string[] | null;
        readonly productVariantsToAdd?: readonly string[] | null;
      } | null;
    } | null;
    readonly value?: {
      readonly percentage?: number | null;
      readonly discountAmount?: { readonly amount?: string | null; readonly appliesOnEachItem?: boolean | null } | null;
    } | null;
  } | null;
}
export interface FreeShippingInput extends DiscountInput {
  readonly maximumShippingPrice?: string | null;
  readonly destination?: { readonly all?: boolean | null } | null;
}

export function basicValue({ customerGets }: BasicInput): DiscountValue {
  const value = customerGets?.value;
  if (value?.percentage != null) return { kind: 'percentage', fraction: value.percentage };
  if (value?.discountAmount?.amount == null) throw refuse('The dev store plays percentages and amounts only');
  return {
    kind: 'amount',
    amountCents: parseCents(value.discountAmount.amount),
    eachItem: value.discountAmount.appliesOnEachItem ?? false,
  };
}

export function onlyOf({ customerGets }: BasicInput): Discount['only'] {
  const items = customerGets?.items;
  if (items?.all) return null;
  if (items?.collections && items.products) throw refuse('A discount is on products or on collections, not on both');
  if (items?.collections) {
    const collectionIds = (items.collections.add ?? []).map((gid) => numberOf(gid, 'Collection'));
    return { productIds: [], variantIds: [], collectionIds };
  }
  if (!items?.products) throw refuse('The dev store plays discounts on all items, products, variants and collections only');
  return {
    productIds: (items.products.productsToAdd ?? []).map((gid) => numberOf(gid, 'Product')),
    variantIds: (items.products.productVariantsToAdd ?? []).map((gid) => numberOf(gid, 'ProductVariant')),
  };
}

export function customerIdsOf({ context }: DiscountInput): string[] | null {
  if (context?.all) return null;
  if (!context?.customers) throw refuse('The dev store plays contexts "all" and "customers" only');
  return (context.customers.add ?? []).map((gid) => numberOf(gid, 'Customer'));
}

function numberOf(gid: string, type: string): string {
  const id = new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(gid)?.[1];
  if (id === undefined) throw refuse(`Not the id of a ${type}: ${gid}`);
  return id;
}
