/** What every page of the shop needs to know about its visitor. */
import type { Context } from 'hono';
import { createCart } from '../acts/carts.ts';
import { openCart } from '../store/carts.ts';
import { sum } from '../store/orders.ts';
import type { Cart, Customer } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { page, type Frame } from './layout.ts';
import { cartTokenOf, personOf, rememberCart } from './person.ts';

export interface PageParts {
  readonly store: Store;
  readonly settings: PageSettings;
}

export interface PageSettings {
  readonly publicUrl: string;
  readonly appUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly extensionsDir: string;
}

export function cartOf(c: Context, store: Store): Cart | undefined {
  const token = cartTokenOf(c);
  return token === undefined ? undefined : openCart(store, token);
}

/** The visitor's cart, begun if there is none. */
export function ensureCart(c: Context, store: Store): Cart {
  const found = cartOf(c, store);
  if (found) return found;
  const cart = createCart(store, personOf(c, store)?.id ?? null);
  rememberCart(c, cart.token);
  return cart;
}

export function pieces(cart: Cart | undefined): number {
  return sum((cart?.lines ?? []).map((line) => line.quantity));
}

/** Renders a page with the shop's frame around it. */
export function show(
  c: Context,
  store: Store,
  parts: Pick<Frame, 'title' | 'here' | 'bodyClass' | 'body'>,
  status: 200 | 404 = 200,
): Response | Promise<Response> {
  const person: Customer | undefined = personOf(c, store);
  return c.html(page({ shopName: store.shop.name, person, pieces: pieces(cartOf(c, store)), ...parts }), status);
}

/** A path of the dev store to go back to; anything else leads to the shop. */
export function safeBack(value: unknown): string {
  return typeof value === 'string' && /^\/devstore(\/[\w/.-]*)?$/.test(value) && !value.includes('//') ? value : '/devstore/shop';
}
