/** Whether a discount code may be used, and why not. Pure. */
import type { Discount, DiscountClass } from './state.ts';

/** Shopify's words for a code that does not apply (Storefront `CartWarningCode`). */
export type Refusal =
  | 'DISCOUNT_NOT_FOUND'
  | 'DISCOUNT_CURRENTLY_INACTIVE'
  | 'DISCOUNT_USAGE_LIMIT_REACHED'
  | 'DISCOUNT_ELIGIBLE_CUSTOMER_MISSING'
  | 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE'
  | 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED'
  | 'DISCOUNT_NO_ENTITLED_LINE_ITEMS'
  | 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES'
  | 'DISCOUNT_PURCHASE_NOT_IN_RANGE'
  | 'DISCOUNT_QUANTITY_NOT_IN_RANGE'
  | 'DISCOUNT_CODE_NOT_HONOURED';

export interface Buyer {
  readonly customerId: string | null;
  readonly email: string | null;
}

/** What a discount may look at: items it can lower, and shipping. */
export interface Basket {
  readonly items: readonly BasketItem[];
  readonly shippingCents: number;
}
export interface BasketItem {
  readonly productId: string;
  readonly variantId: string;
  readonly collectionIds?: readonly string[];
  readonly giftCard: boolean;
  readonly quantity: number;
  /** What is left to pay for the line before this discount. */
  readonly leftCents: number;
}

export type DiscountStatus = 'ACTIVE' | 'EXPIRED' | 'SCHEDULED';

export function statusOf(discount: Pick<Discount, 'startsAt' | 'endsAt'>, now: Date): DiscountStatus {
  if (discount.endsAt !== null && now >= new Date(discount.endsAt)) return 'EXPIRED';
  return now < new Date(discount.startsAt) ? 'SCHEDULED' : 'ACTIVE';
}

export function classOf({ value, only }: Pick<Discount, 'value' | 'only'>): DiscountClass {
  if (value.kind === 'free-shipping') return 'shipping';
  return only === null && !(value.kind === 'amount' && value.eachItem) ? 'order' : 'product';
}

/** Gift cards are never discounted. */
export function entitles(discount: Discount, item: BasketItem): boolean {
  if (item.giftCard) return false;
  const { only } = discount;
  if (only === null) return true;
  const inCollection = only.collectionIds?.some((id) => item.collectionIds?.includes(id)) ?? false;
  return only.productIds.includes(item.productId) || only.variantIds.includes(item.variantId) || inCollection;
}

/** Two discounts go together when each allows the other's class. */
export function combine(a: Discount, b: Discount): boolean {
  return a.combinesWith[classOf(b)] && b.combinesWith[classOf(a)];
}

/** Why the code cannot be used by this buyer for this basket now; undefined when it can. */
export function whyNot(discount: Discount, buyer: Buyer, basket: Basket, now: Date): Refusal | undefined {
  return whyNotNow(discount, now) ?? whyNotBuyer(discount, buyer) ?? whyNotBasket(discount, basket);
}

function whyNotNow(discount: Discount, now: Date): Refusal | undefined {
  if (statusOf(discount, now) !== 'ACTIVE') return 'DISCOUNT_CURRENTLY_INACTIVE';
  if (discount.usageLimit !== null && discount.uses.length >= discount.usageLimit) return 'DISCOUNT_USAGE_LIMIT_REACHED';
  return undefined;
}

function whyNotBuyer(discount: Discount, { customerId, email }: Buyer): Refusal | undefined {
  if (discount.customerIds !== null) {
    if (customerId === null) return 'DISCOUNT_ELIGIBLE_CUSTOMER_MISSING';
    if (!discount.customerIds.includes(customerId)) return 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE';
  }
  const sameBuyer = (use: Buyer) => (customerId !== null && use.customerId === customerId) || (email !== null && use.email === email);
  if (discount.oncePerCustomer && discount.uses.some(sameBuyer)) return 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED';
  return undefined;
}

function whyNotBasket(discount: Discount, basket: Basket): Refusal | undefined {
  const items = basket.items.filter((item) => entitles(discount, item));
  if (items.length === 0) return 'DISCOUNT_NO_ENTITLED_LINE_ITEMS';
  const subtotal = items.reduce((sum, item) => sum + item.leftCents, 0);
  const quantity = items.reduce((sum, item) => sum + item.quantity, 0);
  if (discount.minimumSubtotalCents !== null && subtotal < discount.minimumSubtotalCents) return 'DISCOUNT_PURCHASE_NOT_IN_RANGE';
  if (discount.minimumQuantity !== null && quantity < discount.minimumQuantity) return 'DISCOUNT_QUANTITY_NOT_IN_RANGE';
  if (discount.value.kind === 'free-shipping') {
    const { maximumCents } = discount.value;
    if (basket.shippingCents === 0 || (maximumCents !== null && basket.shippingCents > maximumCents))
      return 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES';
  }
  return undefined;
}

const sentences: Record<Refusal, string> = {
  DISCOUNT_NOT_FOUND: 'Enter a valid discount code',
  DISCOUNT_CURRENTLY_INACTIVE: 'This discount code is not active',
  DISCOUNT_USAGE_LIMIT_REACHED: 'This discount code has been used up',
  DISCOUNT_ELIGIBLE_CUSTOMER_MISSING: 'Sign in to use this discount code',
  DISCOUNT_CUSTOMER_NOT_ELIGIBLE: 'This discount code belongs to another customer',
  DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED: 'You have already used this discount code',
  DISCOUNT_NO_ENTITLED_LINE_ITEMS: 'This discount code does not apply to the items in your cart',
  DISCOUNT_NO_ENTITLED_SHIPPING_LINES: 'This discount code does not apply to your shipping',
  DISCOUNT_PURCHASE_NOT_IN_RANGE: 'Your cart does not meet the minimum for this discount code',
  DISCOUNT_QUANTITY_NOT_IN_RANGE: 'Your cart does not hold enough items for this discount code',
  DISCOUNT_CODE_NOT_HONOURED: 'This discount code cannot be combined with the one already applied',
};

/** What the shopper reads. */
export function sentenceOf(refusal: Refusal): string {
  return sentences[refusal];
}

/** Codes compare without regard to case. */
export function sameCode(a: string, b: string): boolean {
  return a.trim().toUpperCase() === b.trim().toUpperCase();
}
