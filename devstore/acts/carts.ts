/** What a shopper does to a cart. */
import { randomUUID } from 'node:crypto';
import { quoteCart } from '../store/carts.ts';
import { sameCode, sentenceOf, type Refusal } from '../store/discounts.ts';
import type { Attribute, Cart } from '../store/state.ts';
import type { Store } from '../store/store.ts';

export const quantityMax = 99;

export interface NewLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly attributes?: readonly Attribute[];
}

export function createCart(store: Store, customerId: string | null = null): Cart {
  return store.change(() => {
    const now = store.now().toISOString();
    const token = randomUUID().replaceAll('-', '');
    const cart: Cart = {
      token,
      createdAt: now,
      updatedAt: now,
      lines: [],
      codes: [],
      customerId,
      email: null,
      attributes: [],
      note: '',
      tipPercent: 0,
      orderId: null,
    };
    store.state.carts.push(cart);
    return cart;
  });
}

/** Runs a change of a cart and dates it. */
export function changeCart(store: Store, cart: Cart, act: () => void): void {
  store.change(() => {
    act();
    cart.updatedAt = store.now().toISOString();
  });
}

/** A product that is already in the cart gets more pieces instead of a second line. */
export function addLines(store: Store, cart: Cart, lines: readonly NewLine[]): void {
  changeCart(store, cart, () => {
    for (const { attributes = [], quantity, variantId } of lines) {
      const found = cart.lines.find((line) => line.variantId === variantId && sameAttributes(line.attributes, attributes));
      if (found) found.quantity = Math.min(quantityMax, found.quantity + quantity);
      else cart.lines.push({ id: randomUUID(), variantId, quantity: Math.min(quantityMax, quantity), attributes: [...attributes] });
    }
  });
}

/** Zero takes the line out. */
export function setQuantity(store: Store, cart: Cart, lineId: string, quantity: number): void {
  changeCart(store, cart, () => {
    for (const line of cart.lines) if (line.id === lineId) line.quantity = Math.min(quantityMax, Math.max(0, quantity));
    cart.lines = cart.lines.filter((line) => line.quantity > 0);
  });
}

/** Replaces all codes, whether they apply or not: as the Storefront API does. */
export function setCodes(store: Store, cart: Cart, codes: readonly string[]): void {
  changeCart(store, cart, () => {
    const known = (code: string) => store.state.discounts.find((discount) => sameCode(discount.code, code))?.code ?? code.trim();
    const entered = codes.map(known).filter((code) => code !== '');
    cart.codes = entered.filter((code, i) => entered.findIndex((other) => sameCode(other, code)) === i);
  });
}

/** Adds one code at checkout. One that does not apply is not kept; the answer says why. */
export function enterCode(store: Store, cart: Cart, code: string): { refused: Refusal; message: string } | undefined {
  const before = cart.codes;
  // Codes that have stopped applying do not stand in a new one's way.
  const working = quoteCart(store, cart).codes.filter((entry) => entry.refused === undefined);
  setCodes(store, cart, [...working.map((entry) => entry.code), code]);
  const refused =
    quoteCart(store, cart).codes.find((entry) => sameCode(entry.code, code))?.refused ??
    (code.trim() === '' ? 'DISCOUNT_NOT_FOUND' : undefined);
  if (refused === undefined) return undefined;
  setCodes(store, cart, before);
  return { refused, message: sentenceOf(refused) };
}

export function removeCode(store: Store, cart: Cart, code: string): void {
  setCodes(
    store,
    cart,
    cart.codes.filter((other) => !sameCode(other, code)),
  );
}

function sameAttributes(a: readonly Attribute[], b: readonly Attribute[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
