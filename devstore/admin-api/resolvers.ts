import { refuse, type Roots } from '../graphql/engine.ts';
import { sameCode } from '../store/discounts.ts';
import { products } from '../store/catalog.ts';
import type { Store } from '../store/store.ts';
import { createBasicDiscount, createFreeShipping, deactivateDiscount, deleteDiscount } from './discounts.ts';
import type { BasicInput, FreeShippingInput } from './discount-input.ts';
import { discountNodeView } from './discount-views.ts';
import { createGiftCard, type GiftCardInput } from './gift-cards.ts';
import { setMetafields } from './metafields.ts';
import { productView } from './product-view.ts';
import { searchOrders, type OrderSearch } from './order-search.ts';
import { creditStoreCredit, type CreditInput } from './store-credit.ts';
import { addTags, removeTags } from './tags.ts';
import type { View, Views } from './view.ts';
import { createViews } from './views.ts';

/** The part of the Admin API that the dev store plays. */
export function adminRoots(store: Store): Roots<undefined> {
  const views = createViews(store);
  return {
    query: {
      shop: () => shopView(store),
      order: ({ id }: { id: string }) => nodeOf(views, id, 'Order'),
      orders: (args: OrderSearch) => searchOrders(store, args).map((order) => views.order(order)),
      product: ({ id }: { id: string }) => nodeOf(views, id, 'Product'),
      customer: ({ id }: { id: string }) => nodeOf(views, id, 'Customer'),
      customers: ({ query }: { query?: string | null }) => {
        if (query) throw refuse('The dev store does not implement QueryRoot.customers(query:)');
        return store.state.customers.map(({ id }) => views.customer(id));
      },
      node: ({ id }: { id: string }) => nodeOf(views, id),
      nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(views, id)),
      codeDiscountNodeByCode: ({ code }: { code: string }) => {
        const found = store.state.discounts.find((discount) => sameCode(discount.code, code));
        return found ? discountNodeView(views, found) : null;
      },
      codeDiscountNode: ({ id }: { id: string }) => nodeOf(views, id, 'DiscountCodeNode'),
    },
    mutation: {
      discountCodeBasicCreate: ({ basicCodeDiscount }: { basicCodeDiscount: BasicInput }) => createBasicDiscount(views, basicCodeDiscount),
      discountCodeFreeShippingCreate: ({ freeShippingCodeDiscount }: { freeShippingCodeDiscount: FreeShippingInput }) =>
        createFreeShipping(views, freeShippingCodeDiscount),
      discountCodeDeactivate: ({ id }: { id: string }) => deactivateDiscount(views, id),
      discountCodeDelete: ({ id }: { id: string }) => deleteDiscount(store, id),
      giftCardCreate: ({ input }: { input: GiftCardInput }) => createGiftCard(views, input),
      storeCreditAccountCredit: ({ creditInput, id }: { creditInput: CreditInput; id: string }) =>
        creditStoreCredit(views, id, creditInput),
      metafieldsSet: ({ metafields }: { metafields: Parameters<typeof setMetafields>[1] }) => setMetafields(store, metafields),
      tagsAdd: ({ id, tags }: { id: string; tags: readonly string[] }) => addTags(store, id, tags),
      tagsRemove: ({ id, tags }: { id: string; tags: readonly string[] }) => removeTags(store, id, tags),
    },
  };
}

/** The record behind a gid, or null. Throws for a kind of record the dev store does not play. */
function nodeOf(views: Views, gid: string, expected?: string): View | null {
  const { store } = views;
  const [, type, id = ''] = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(gid) ?? [];
  if (type === undefined || (expected !== undefined && type !== expected)) throw refuse(`Invalid global id '${gid}'`);
  switch (type) {
    case 'Order': {
      const order = store.order(id);
      return order ? views.order(order) : null;
    }
    case 'Customer':
      return views.customer(id);
    case 'DiscountCodeNode': {
      const discount = store.state.discounts.find((candidate) => candidate.id === id);
      return discount ? discountNodeView(views, discount) : null;
    }
    case 'Product': {
      const product = products.find((candidate) => candidate.id === id);
      return product ? productView(product) : null;
    }
    default:
      throw refuse(`The dev store does not implement nodes of type ${type}`);
  }
}

function shopView({ shop }: Store): View {
  return {
    __typename: 'Shop',
    id: `gid://shopify/Shop/${shop.id}`,
    name: shop.name,
    email: 'hello@glow-and-co.example',
    contactEmail: 'hello@glow-and-co.example',
    myshopifyDomain: shop.domain,
    currencyCode: shop.currency,
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timeZone,
    primaryDomain: { id: `gid://shopify/Domain/${shop.id}`, host: shop.domain, url: `https://${shop.domain}`, sslEnabled: true },
    url: `https://${shop.domain}`,
    taxesIncluded: false,
    taxShipping: false,
    plan: { publicDisplayName: 'Shopify Plus', shopifyPlus: true, partnerDevelopment: true },
  };
}
