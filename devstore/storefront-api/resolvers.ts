import type { View } from '../admin-api/view.ts';
import { refuse, type Roots } from '../graphql/engine.ts';
import { products, type Product } from '../store/catalog.ts';
import type { Store } from '../store/store.ts';
import { cartMutations, cartOf } from './cart-mutations.ts';
import { cartView } from './cart-view.ts';
import { allProducts, collectionView, productBy, productView, type StorefrontSettings } from './product-views.ts';

const country = {
  isoCode: 'US',
  name: 'United States',
  currency: { isoCode: 'USD', name: 'US Dollar', symbol: '$' },
  unitSystem: 'IMPERIAL_SYSTEM',
};
const language = { isoCode: 'EN', name: 'English', endonymName: 'English' };

/** The part of the Storefront API that the dev store plays. */
export function storefrontRoots(store: Store, settings: StorefrontSettings): Roots<undefined> {
  const list = (found: readonly Product[]) => allProducts(store, settings, found);
  const collection = collectionView(store, settings);
  return {
    query: {
      shop: () => shopView(store, settings),
      localization: () => ({
        country: { ...country, availableLanguages: [language] },
        language,
        availableCountries: [{ ...country, availableLanguages: [language] }],
        availableLanguages: [language],
      }),
      products: ({ query }: { query?: string | null }) => list(search(query ?? '')),
      product: (args: { handle?: string | null; id?: string | null }) => {
        const found = productBy(args);
        return found ? productView(store, settings, found) : null;
      },
      productRecommendations: ({ productId }: { productId?: string | null }) =>
        list(products.filter((product) => !productId?.endsWith(`/${product.id}`)).slice(0, 4)),
      collection: ({ handle, id }: { handle?: string | null; id?: string | null }) =>
        handle === 'all' || id === collection['id'] ? collection : null,
      collections: () => [collection],
      menu: () => null,
      cart: ({ id }: { id: string }) => {
        const cart = cartOf(store, id);
        return cart ? cartView(store, settings, cart) : null;
      },
    },
    mutation: cartMutations(store, settings),
  };
}

// Words only; Shopify's search syntax is not played.
function search(query: string): readonly Product[] {
  if (query.includes(':')) throw refuse(`The dev store does not implement the product search "${query}"`);
  return products.filter((product) => `${product.title} ${product.kind}`.toLowerCase().includes(query.trim().toLowerCase()));
}

function shopView({ shop }: Store, { publicUrl }: StorefrontSettings): View {
  return {
    __typename: 'Shop',
    id: `gid://shopify/Shop/${shop.id}`,
    name: shop.name,
    description: 'Good things for skin and mood.',
    moneyFormat: '${{amount}}',
    primaryDomain: { host: new URL(publicUrl).host, url: publicUrl, sslEnabled: publicUrl.startsWith('https:') },
    paymentSettings: {
      currencyCode: shop.currency,
      countryCode: 'US',
      enabledPresentmentCurrencies: [shop.currency],
      acceptedCardBrands: ['VISA', 'MASTERCARD'],
      supportedDigitalWallets: [],
      cardVaultUrl: publicUrl,
      shopifyPaymentsAccountId: null,
    },
    shipsToCountries: ['US'],
    brand: null,
  };
}
