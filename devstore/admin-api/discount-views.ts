import { classOf, statusOf } from '../store/discounts.ts';
import { decimal } from '../store/money.ts';
import type { AppliedDiscount, Discount, DiscountValue } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { moneyV2 } from './money.ts';
import { customerOf, type View } from './views.ts';

export function discountNodeView(store: Store, discount: Discount): View {
  return { __typename: 'DiscountCodeNode', id: nodeId(discount), codeDiscount: discountView(store, discount) };
}

export function nodeId(discount: Discount): string {
  return `gid://shopify/DiscountCodeNode/${discount.id}`;
}

function discountView(store: Store, discount: Discount): View {
  const { value } = discount;
  const summary = summaryOf(discount, store.shop.currency);
  const common = {
    title: discount.title,
    status: statusOf(discount, store.now()),
    startsAt: discount.startsAt,
    endsAt: discount.endsAt,
    createdAt: discount.createdAt,
    updatedAt: discount.updatedAt,
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.oncePerCustomer,
    asyncUsageCount: discount.uses.length,
    codes: [{ id: `gid://shopify/DiscountRedeemCode/${discount.id}`, code: discount.code, asyncUsageCount: discount.uses.length }],
    codesCount: { count: 1, precision: 'EXACT' },
    tags: discount.tags,
    discountClasses: [classOf(discount).toUpperCase()],
    shareableUrls: [],
    hasTimelineComment: false,
    summary,
    shortSummary: summary,
    combinesWith: {
      orderDiscounts: discount.combinesWith.order,
      productDiscounts: discount.combinesWith.product,
      shippingDiscounts: discount.combinesWith.shipping,
    },
    context: contextView(store, discount),
    minimumRequirement: minimumView(store, discount),
  };
  if (value.kind !== 'free-shipping') {
    const customerGets = { value: valueView(value, store), items: itemsView(discount), appliesOnOneTimePurchase: true, appliesOnSubscription: false };
    return { __typename: 'DiscountCodeBasic', ...common, customerGets };
  }
  return {
    __typename: 'DiscountCodeFreeShipping',
    ...common,
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    destinationSelection: { __typename: 'DiscountCountryAll', allCountries: true },
    maximumShippingPrice: value.maximumCents === null ? null : moneyV2(value.maximumCents, store.shop.currency),
  };
}

function contextView(store: Store, { customerIds }: Discount): View {
  if (customerIds === null) return { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' };
  return { __typename: 'DiscountCustomers', customers: customerIds.map((id) => customerOf(store, id)) };
}

function minimumView(store: Store, { minimumQuantity, minimumSubtotalCents }: Discount): View | null {
  if (minimumSubtotalCents !== null) {
    return { __typename: 'DiscountMinimumSubtotal', greaterThanOrEqualToSubtotal: moneyV2(minimumSubtotalCents, store.shop.currency) };
  }
  return minimumQuantity === null ? null : { __typename: 'DiscountMinimumQuantity', greaterThanOrEqualToQuantity: String(minimumQuantity) };
}

function valueView(value: Exclude<DiscountValue, { kind: 'free-shipping' }>, store: Store): View {
  return value.kind === 'percentage'
    ? { __typename: 'DiscountPercentage', percentage: value.fraction }
    : { __typename: 'DiscountAmount', amount: moneyV2(value.amountCents, store.shop.currency), appliesOnEachItem: value.eachItem };
}

function itemsView({ only }: Discount): View {
  if (only === null) return { __typename: 'AllDiscountItems', allItems: true };
  return {
    __typename: 'DiscountProducts',
    products: only.productIds.map((id) => ({ __typename: 'Product', id: `gid://shopify/Product/${id}` })),
    productVariants: only.variantIds.map((id) => ({ __typename: 'ProductVariant', id: `gid://shopify/ProductVariant/${id}` })),
  };
}

function summaryOf({ value }: Discount, currency: string): string {
  if (value.kind === 'free-shipping') return 'Free shipping';
  return value.kind === 'percentage' ? `${value.fraction * 100}% off` : `${decimal(value.amountCents)} ${currency} off`;
}

/** A discount as an order carries it. */
export function discountApplicationView(discount: AppliedDiscount, index: number, currency: string): View {
  const { class: kind, value } = discount;
  return {
    __typename: 'DiscountCodeApplication',
    code: discount.code,
    index,
    allocationMethod: value.kind === 'amount' && value.eachItem ? 'EACH' : 'ACROSS',
    targetSelection: kind === 'product' ? 'ENTITLED' : 'ALL',
    targetType: kind === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM',
    value:
      value.kind === 'amount'
        ? moneyV2(value.amountCents, currency)
        : { __typename: 'PricingPercentageValue', percentage: value.kind === 'percentage' ? value.fraction * 100 : 100 },
  };
}
