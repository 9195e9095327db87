/** A cart as the Storefront schema names it. */
import { moneyV2 } from '../admin-api/money.ts';
import type { View } from '../admin-api/view.ts';
import { productOf, quoteCart } from '../store/carts.ts';
import { sum } from '../store/orders.ts';
import type { QuoteLine } from '../store/quote.ts';
import type { Allocation, AppliedDiscount, Cart, CartLine, Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { variantView, type StorefrontSettings } from './product-views.ts';

export function cartGid(cart: Cart): string {
  return `gid://shopify/Cart/${cart.token}`;
}

export function cartView(store: Store, settings: StorefrontSettings, cart: Cart): View {
  const { currency } = store.shop;
  const money = (cents: number) => moneyV2(cents, currency);
  const priced = quoteCart(store, cart);
  const isOnLine = ({ index }: Allocation) => priced.discounts[index]?.class === 'product';
  const onLines = sum(priced.lines.flatMap((line) => line.allocations.filter(isOnLine).map((part) => part.amountCents)));
  const customer = store.customer(cart.customerId);
  return {
    __typename: 'Cart',
    id: cartGid(cart),
    checkoutUrl: `${settings.publicUrl}/checkout/${cart.token}`,
    createdAt: cart.createdAt,
    updatedAt: cart.updatedAt,
    note: cart.note,
    attributes: cart.attributes,
    attribute: ({ key }: { key: string }) => cart.attributes.find((attribute) => attribute.key === key) ?? null,
    totalQuantity: sum(cart.lines.map((line) => line.quantity)),
    buyerIdentity: {
      countryCode: 'US',
      email: customer?.email ?? cart.email,
      phone: null,
      customer: customer ? customerView(customer) : null,
      purchasingCompany: null,
    },
    // As Shopify: before discounts on the order, without shipping and tax, which nobody knows before checkout.
    cost: {
      subtotalAmount: money(priced.grossCents - onLines),
      subtotalAmountEstimated: false,
      totalAmount: money(priced.subtotalCents),
      totalAmountEstimated: true,
      checkoutChargeAmount: money(priced.subtotalCents),
      totalTaxAmount: null,
      totalDutyAmount: null,
      totalTaxAmountEstimated: true,
      totalDutyAmountEstimated: true,
    },
    discountCodes: priced.codes.map(({ code, refused }) => ({ code, applicable: refused === undefined })),
    discountAllocations: priced.discounts
      .filter((discount) => discount.class !== 'product')
      .map((discount) => allocationView(discount, discount.amountCents, currency)),
    appliedGiftCards: [],
    lines: () =>
      cart.lines.map((line, i) => {
        const quoted = priced.lines[i];
        if (!quoted) throw new Error('a cart line without its price');
        return lineView(store, settings, cart, line, quoted, priced.discounts);
      }),
    deliveryGroups: [],
    metafield: null,
    metafields: ({ identifiers }: { identifiers: readonly unknown[] }) => identifiers.map(() => null),
  };
}

function lineView(
  store: Store,
  settings: StorefrontSettings,
  cart: Cart,
  line: CartLine,
  quoted: QuoteLine,
  discounts: readonly AppliedDiscount[],
): View {
  const { currency } = store.shop;
  const product = productOf(line.variantId);
  const own = quoted.allocations.flatMap((part) => {
    const discount = discounts[part.index];
    return discount?.class === 'product' ? [allocationView(discount, part.amountCents, currency)] : [];
  });
  const ownCents = sum(quoted.allocations.filter((part) => discounts[part.index]?.class === 'product').map((part) => part.amountCents));
  return {
    __typename: 'CartLine',
    id: `gid://shopify/CartLine/${line.id}?cart=${cart.token}`,
    quantity: line.quantity,
    attributes: line.attributes,
    merchandise: variantView(store, settings, product),
    cost: {
      amountPerQuantity: moneyV2(product.priceCents, currency),
      compareAtAmountPerQuantity: null,
      subtotalAmount: moneyV2(quoted.grossCents, currency),
      totalAmount: moneyV2(quoted.grossCents - ownCents, currency),
    },
    discountAllocations: own,
    sellingPlanAllocation: null,
    parentRelationship: null,
  };
}

function allocationView({ class: kind, code }: AppliedDiscount, cents: number, currency: string): View {
  return {
    __typename: 'CartCodeDiscountAllocation',
    code,
    targetType: kind === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM',
    discountedAmount: moneyV2(cents, currency),
  };
}

function customerView(customer: Customer): View {
  return {
    __typename: 'Customer',
    id: `gid://shopify/Customer/${customer.id}`,
    email: customer.email,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: `${customer.firstName} ${customer.lastName}`.trim(),
    acceptsMarketing: false,
    tags: [],
    createdAt: customer.createdAt,
    updatedAt: customer.updatedAt,
  };
}
