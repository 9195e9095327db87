import { classOf, statusOf } from '../store/discounts.ts';
import { decimal } from '../store/money.ts';
import type { Discount, DiscountValue } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { moneyV2 } from './money.ts';
import type { View, Views } from './view.ts';

export function discountNodeView(views: Views, discount: Discount): View {
  return { __typename: 'DiscountCodeNode', id: nodeId(discount), codeDiscount: discountView(views, discount) };
}

export function nodeId(discount: Discount): string {
  return `gid://shopify/DiscountCodeNode/${discount.id}`;
}

function discountView(views: Views, discount: Discount): View {
  const { store } = views;
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
    context: contextView(views, discount),
    minimumRequirement: minimumView(store, discount),
  };
  if (value.kind !== 'free-shipping') {
    const customerGets = {
      value: valueView(value, store),
      items: itemsView(discount),
      appliesOnOneTimePurchase: true,
      appliesOnSubscription: false,
    };
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

function contextView(views: Views, { customerIds }: Discount): View {
  if (customerIds === null) return { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' };
  return { __typename: 'DiscountCustomers', customers: customerIds.map((id) => views.customer(id)) };
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
  if (only.collectionIds) {
    return {
      __typename: 'DiscountCollections',
      collections: only.collectionIds.map((id) => ({ __typename: 'Collection', id: `gid://shopify/Collection/${id}` })),
    };
  }
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
