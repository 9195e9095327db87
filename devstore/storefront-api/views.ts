/** The store's records as the Storefront schema names them. */
import { moneyV2 } from '../admin-api/money.ts';
import { findProduct, products, type Product } from '../store/catalog.ts';
import { productOf, quoteCart } from '../store/carts.ts';
import { sum } from '../store/orders.ts';
import type { QuoteLine } from '../store/quote.ts';
import type { Allocation, AppliedDiscount, Cart, CartLine, Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export type View = Record<string, unknown>;

export interface StorefrontSettings {
  /** `http://127.0.0.1:3000/devstore` */
  readonly publicUrl: string;
}

const opened = '2025-01-15T09:00:00Z';

export function productView(store: Store, settings: StorefrontSettings, product: Product): View {
  const price = moneyV2(product.priceCents, store.shop.currency);
  const image = imageView(settings, product);
  const variant = () => variantView(store, settings, product);
  const none = moneyV2(0, store.shop.currency);
  return {
    __typename: 'Product',
    id: `gid://shopify/Product/${product.id}`,
    handle: product.handle,
    title: product.title,
    vendor: store.shop.name,
    productType: product.kind,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    tags: [],
    isGiftCard: product.giftCard,
    availableForSale: true,
    requiresSellingPlan: false,
    featuredImage: image,
    images: [image],
    media: [{ __typename: 'MediaImage', id: `gid://shopify/MediaImage/${product.id}`, mediaContentType: 'IMAGE', alt: product.title, image }],
    options: [{ id: `gid://shopify/ProductOption/${product.id}`, name: 'Title', optionValues: [{ id: `gid://shopify/ProductOptionValue/${product.id}`, name: 'Default Title' }] }],
    priceRange: { minVariantPrice: price, maxVariantPrice: price },
    compareAtPriceRange: { minVariantPrice: none, maxVariantPrice: none },
    variants: () => [variant()],
    variantsCount: { count: 1, precision: 'EXACT' },
    selectedOrFirstAvailableVariant: variant,
    variantBySelectedOptions: variant,
    adjacentVariants: [],
    encodedVariantExistence: '',
    encodedVariantAvailability: '',
    sellingPlanGroups: [],
    collections: () => [collectionView(store, settings)],
    seo: { title: product.title, description: product.description },
    onlineStoreUrl: `${settings.publicUrl}/shop`,
    createdAt: opened,
    updatedAt: opened,
    publishedAt: opened,
  };
}

function variantView(store: Store, settings: StorefrontSettings, product: Product): View {
  return {
    __typename: 'ProductVariant',
    id: `gid://shopify/ProductVariant/${product.variantId}`,
    title: 'Default Title',
    sku: product.sku,
    price: moneyV2(product.priceCents, store.shop.currency),
    compareAtPrice: null,
    availableForSale: true,
    currentlyNotInStock: false,
    quantityAvailable: 99,
    requiresShipping: !product.giftCard,
    requiresComponents: false,
    taxable: !product.giftCard,
    selectedOptions: [{ name: 'Title', value: 'Default Title' }],
    image: imageView(settings, product),
    product: () => productView(store, settings, product),
    unitPrice: null,
    weightUnit: 'GRAMS',
    quantityRule: { minimum: 1, maximum: 99, increment: 1 },
  };
}

function imageView({ publicUrl }: StorefrontSettings, product: Product): View {
  return {
    __typename: 'Image',
    id: `gid://shopify/ProductImage/${product.id}`,
    url: `${publicUrl}/pictures/${product.handle}.svg`,
    altText: product.title,
    width: 800,
    height: 800,
  };
}

export function collectionView(store: Store, settings: StorefrontSettings): View {
  return {
    __typename: 'Collection',
    id: 'gid://shopify/Collection/1',
    handle: 'all',
    title: 'All products',
    description: '',
    descriptionHtml: '',
    image: null,
    updatedAt: opened,
    seo: { title: 'All products', description: null },
    products: () => allProducts(store, settings, products),
  };
}

export function allProducts(store: Store, settings: StorefrontSettings, found: readonly Product[]): View[] {
  return found.map((product) => productView(store, settings, product));
}

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

function lineView(store: Store, settings: StorefrontSettings, cart: Cart, line: CartLine, quoted: QuoteLine, discounts: readonly AppliedDiscount[]): View {
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

export function customerView(customer: Customer): View {
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

/** The product of a handle or a gid. */
export function productBy({ handle, id }: { handle?: string | null; id?: string | null }): Product | undefined {
  if (handle != null) return findProduct(handle);
  return products.find((product) => `gid://shopify/Product/${product.id}` === id);
}
