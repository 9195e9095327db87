import { Hono } from 'hono';
import { addLines, setQuantity } from '../../acts/carts.ts';
import { findProduct } from '../../store/catalog.ts';
import { personOf } from '../person.ts';
import { cartOf, ensureCart, safeBack, show, type PageParts } from '../visit.ts';
import { cartPage } from './cart.ts';
import { shopFront } from './front.ts';

/** The shop front and the cart. */
export function shopPages({ store }: PageParts): Hono {
  return new Hono()
    .get('/shop', (c) => {
      const added = findProduct(c.req.query('added') ?? '');
      const body = shopFront({ person: personOf(c, store), currency: store.shop.currency, added });
      return show(c, store, { title: 'Shop', here: 'shop', body });
    })
    .get('/cart', (c) => show(c, store, { title: 'Your cart', here: 'cart', body: cartPage(store, cartOf(c, store)) }))
    .post('/cart/lines', async (c) => {
      const form = await c.req.parseBody();
      const product = findProduct(String(form['variantId']));
      if (!product) return c.text('There is no such product.', 400);
      addLines(store, ensureCart(c, store), [{ variantId: product.variantId, quantity: 1 }]);
      return c.redirect(`${safeBack(form['back'])}?added=${product.handle}`, 303);
    })
    .post('/cart/lines/:id', async (c) => {
      const form = await c.req.parseBody();
      const quantity = Number(form['quantity']);
      const cart = cartOf(c, store);
      if (cart && Number.isInteger(quantity)) setQuantity(store, cart, c.req.param('id'), quantity);
      return c.redirect('/devstore/cart', 303);
    });
}
