/** Questions about a cart. */
import { findProduct, type Product } from './catalog.ts';
import { quote, type Quote } from './quote.ts';
import type { Cart } from './state.ts';
import type { Store } from './store.ts';

/** A cart that has not become an order; undefined otherwise. */
export function openCart(store: Store, token: string): Cart | undefined {
  return store.state.carts.find((cart) => cart.token === token && cart.orderId === null);
}

export function itemsOf(cart: Cart): { product: Product; quantity: number }[] {
  return cart.lines.map((line) => ({ product: productOf(line.variantId), quantity: line.quantity }));
}

export function productOf(variantId: string): Product {
  const product = findProduct(variantId);
  if (!product) throw new Error(`no product for variant ${variantId}`);
  return product;
}

export function quoteCart(store: Store, cart: Cart): Quote {
  return quote({
    items: itemsOf(cart),
    codes: cart.codes,
    discounts: store.state.discounts,
    buyer: { customerId: cart.customerId, email: store.customer(cart.customerId)?.email ?? cart.email },
    now: store.now(),
    tipPercent: cart.tipPercent,
  });
}
