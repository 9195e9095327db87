import { itemsOf, quoteCart } from '../store/carts.ts';
import type { Cart, Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { changeCart } from './carts.ts';
import { placeOrder } from './place-order.ts';
import type { Refused } from './refund-order.ts';

export interface CheckOut {
  /** For guests; a signed-in customer's own address counts. */
  readonly email: string;
  /** What the shopper saw when pressing "Pay now". */
  readonly shownTotalCents: number;
}

/** Pays a cart. Refuses an empty cart, a missing e-mail address, and a total other than the one shown: a code may have ended meanwhile. */
export function checkOut(store: Store, cart: Cart, { email: typed, shownTotalCents }: CheckOut): Order | (Refused & { field?: 'email' }) {
  const customer = store.customer(cart.customerId);
  const email = (customer?.email ?? typed).trim().toLowerCase();
  if (cart.orderId !== null) return { refused: 'This cart is already paid.' };
  if (cart.lines.length === 0) return { refused: 'Your cart is empty.' };
  if (!/^\S+@\S+\.\S+$/.test(email)) return { refused: 'Enter an e-mail address, so that we can send the receipt.', field: 'email' };
  changeCart(store, cart, () => (cart.email = email));
  const priced = quoteCart(store, cart);
  if (priced.totalCents !== shownTotalCents)
    return { refused: 'The total has changed since you opened this page. Please look it over and pay again.' };
  return store.change(() => {
    const order = placeOrder(store, {
      customerId: customer?.id ?? null,
      email,
      items: itemsOf(cart),
      codes: cart.codes,
      tipPercent: cart.tipPercent,
      cartToken: cart.token,
      attributes: cart.attributes,
      note: cart.note,
    });
    cart.orderId = order.id;
    return order;
  });
}
