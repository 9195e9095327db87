import type { Storefront } from '@shopify/hydrogen';
import type { Product as ApiProduct, ProductVariant as ApiVariant, Shop } from '@shopify/hydrogen/storefront-api-types';
import type { ImageView } from './cart-view';
import { toMinor } from './money';
import { productCardsQuery, productQuery, shopQuery } from './queries';

export interface ProductCardView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly kind: string;
  readonly image: ImageView | null;
  readonly fromMinor: number;
  /** More than one price: "from". */
  readonly ranged: boolean;
  readonly currency: string;
}

export interface VariantView {
  readonly id: string;
  readonly title: string;
  readonly priceMinor: number;
  readonly currency: string;
  readonly image: ImageView | null;
  readonly available: boolean;
}

export interface ProductView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly kind: string;
  readonly description: string;
  readonly giftCard: boolean;
  readonly image: ImageView | null;
  readonly variants: readonly VariantView[];
}

type Image = ApiProduct['featuredImage'];
type CardNode = Pick<ApiProduct, 'id' | 'handle' | 'title' | 'productType' | 'isGiftCard' | 'featuredImage' | 'priceRange'>;
type VariantNode = Pick<ApiVariant, 'id' | 'title' | 'availableForSale' | 'price' | 'image'>;
type ProductNode = Pick<ApiProduct, 'id' | 'handle' | 'title' | 'description' | 'productType' | 'isGiftCard' | 'featuredImage'> & {
  variants: { nodes: VariantNode[] };
};

/** The products on the front page, in the shop's order. */
export async function productCards(storefront: Storefront): Promise<ProductCardView[]> {
  const answer = await storefront.query<{ products: { nodes: CardNode[] } }>(productCardsQuery, {
    variables: { first: 24 },
    cache: storefront.CacheShort(),
  });
  return answer.products.nodes.map(viewCard);
}

/** One product with its variants; null when there is none by that handle. */
export async function productByHandle(storefront: Storefront, handle: string): Promise<ProductView | null> {
  const answer = await storefront.query<{ product: ProductNode | null }>(productQuery, {
    variables: { handle },
    cache: storefront.CacheShort(),
  });
  return answer.product && viewProduct(answer.product);
}

/** The shop's name and currency, which hardly ever change. */
export async function shopFacts(storefront: Storefront): Promise<{ name: string; currency: string }> {
  const answer = await storefront.query<{ shop: Pick<Shop, 'name'> & { paymentSettings: Pick<Shop['paymentSettings'], 'currencyCode'> } }>(
    shopQuery,
    {
      cache: storefront.CacheLong(),
    },
  );
  return { name: answer.shop.name, currency: answer.shop.paymentSettings.currencyCode };
}

function viewCard(node: CardNode): ProductCardView {
  const { minVariantPrice: min, maxVariantPrice: max } = node.priceRange;
  return {
    id: node.id,
    handle: node.handle,
    title: node.title,
    kind: node.productType,
    image: viewImage(node.featuredImage, node.title),
    fromMinor: toMinor(min.amount, min.currencyCode),
    ranged: min.amount !== max.amount,
    currency: min.currencyCode,
  };
}

function viewProduct(node: ProductNode): ProductView {
  return {
    id: node.id,
    handle: node.handle,
    title: node.title,
    kind: node.productType,
    description: node.description,
    giftCard: node.isGiftCard,
    image: viewImage(node.featuredImage, node.title),
    variants: node.variants.nodes.map((variant) => ({
      id: variant.id,
      title: variant.title,
      priceMinor: toMinor(variant.price.amount, variant.price.currencyCode),
      currency: variant.price.currencyCode,
      image: viewImage(variant.image, node.title),
      available: variant.availableForSale,
    })),
  };
}

function viewImage(image: Image, fallbackAlt: string): ImageView | null {
  if (!image) return null;
  return { url: image.url, alt: image.altText ?? fallbackAlt, width: image.width ?? null, height: image.height ?? null };
}
