import { collections, type Product } from '../store/catalog.ts';
import { decimal } from '../store/money.ts';
import type { View } from './view.ts';

export function productView(product: Product): View {
  return {
    __typename: 'Product',
    id: `gid://shopify/Product/${product.id}`,
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.kind,
    tags: product.tags,
    collections: () =>
      product.collections.map((id) => ({ __typename: 'Collection', id: `gid://shopify/Collection/${id}`, title: collections[id] })),
    inCollection: ({ id }: { id: string }) => product.collections.some((one) => id === `gid://shopify/Collection/${one}`),
  };
}

/** The only variant of a product. */
export function variantView(product: Product): View {
  return {
    __typename: 'ProductVariant',
    id: `gid://shopify/ProductVariant/${product.variantId}`,
    sku: product.sku,
    price: decimal(product.priceCents),
    compareAtPrice: product.compareAtCents === undefined ? null : decimal(product.compareAtCents),
    product: () => productView(product),
  };
}
