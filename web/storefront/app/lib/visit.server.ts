import type { HydrogenCart, Storefront } from '@shopify/hydrogen';
import type { MemberOverview, PublicProgram } from '@laurel/server/api';
import { emptyCart, merchandiseMinor, viewCart, type CartView } from './cart-view';
import { shopFacts } from './catalogue.server';
import type { Answer, CartFacts, Loyalty } from './loyalty.server';

/** What the loaders of one page ask together, each question once. */
export interface Visit {
  shop(): Promise<{ name: string; currency: string }>;
  cart(): Promise<CartView>;
  overview(): Promise<Answer<MemberOverview>>;
  program(): Promise<Answer<PublicProgram>>;
}

/** `shopify` is asked late, because Hydrogen makes its context after us. */
export function createVisit(shopify: () => { storefront: Storefront; cart: Pick<HydrogenCart, 'get'> }, loyalty: Loyalty): Visit {
  const shop = once(() => shopFacts(shopify().storefront));
  const view = once(async () => {
    const found = await shopify().cart.get();
    return found ? viewCart(found) : emptyCart((await shop()).currency);
  });
  return {
    shop,
    cart: view,
    overview: once(async () => loyalty.overview(cartFacts(await view()))),
    program: once(() => loyalty.program()),
  };
}

/** The cart as rewards are judged by it; undefined while there is nothing in it. */
export function cartFacts(cart: CartView): CartFacts | undefined {
  return cart.lines.length === 0 ? undefined : { subtotalMinor: merchandiseMinor(cart), currency: cart.currency };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
