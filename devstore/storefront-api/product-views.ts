/** Products as the Storefront schema names them. */
import { moneyV2 } from '../admin-api/money.ts';
import type { View } from '../admin-api/view.ts';
import { findProduct, products, type Product } from '../store/catalog.ts';
import type { Store } from '../store/store.ts';

export interface StorefrontSettings {
  /** `http://127.0.0.1:3000/devstore` */
  readonly publicUrl: string;
}

const opened = '2025-01-15T09:00:00Z';

export function productView(store: Store, settings: StorefrontSettings, product: Product): View {
  const price = moneyV2(product.priceCents, store.shop.currency);
  const image = imageView(settings, product);
  const variant = () => variantView(store, settings, product);
  const before = moneyV2(product.compareAtCents ?? 0, store.shop.currency);
  return {
    __typename: 'Product',
    id: `gid://shopify/Product/${product.id}`,
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.kind,
    description: product.description,
    descriptionHtml: `<p>${product.description}</p>`,
    tags: product.tags,
    isGiftCard: product.giftCard,
    availableForSale: true,
    requiresSellingPlan: false,
    featuredImage: image,
    images: [image],
    media: [
      { __typename: 'MediaImage', id: `gid://shopify/MediaImage/${product.id}`, mediaContentType: 'IMAGE', alt: product.title, image },
    ],
    options: [
      {
        id: `gid://shopify/ProductOption/${product.id}`,
        name: 'Title',
        optionValues: [{ id: `gid://shopify/ProductOptionValue/${product.id}`, name: 'Default Title' }],
      },
    ],
    priceRange: { minVariantPrice: price, maxVariantPrice: price },
    compareAtPriceRange: { minVariantPrice: before, maxVariantPrice: before },
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

export function variantView(store: Store, settings: StorefrontSettings, product: Product): View {
  return {
    __typename: 'ProductVariant',
    id: `gid://shopify/ProductVariant/${product.variantId}`,
    title: 'Default Title',
    sku: product.sku,
    price: moneyV2(product.priceCents, store.shop.currency),
    compareAtPrice: product.compareAtCents === undefined ? null : moneyV2(product.compareAtCents, store.shop.currency),
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

/** The product of a handle or a gid. */
export function productBy({ handle, id }: { handle?: string | null; id?: string | null }): Product | undefined {
  if (handle != null) return findProduct(handle);
  return products.find((product) => `gid://shopify/Product/${product.id}` === id);
}
