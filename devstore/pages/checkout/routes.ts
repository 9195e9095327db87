import { Hono, type Context } from 'hono';
import { changeCart, enterCode, removeCode } from '../../acts/carts.ts';
import { checkOut } from '../../acts/check-out.ts';
import { openCart, quoteCart } from '../../store/carts.ts';
import { sameCode } from '../../store/discounts.ts';
import type { Cart } from '../../store/state.ts';
import { localeOf } from '../host.ts';
import { personOf, rememberPerson } from '../person.ts';
import { show, type PageParts } from '../visit.ts';
import { checkoutPage, type CheckoutProblems } from './page.ts';
import { cartSignals } from './signals.ts';
import { summaryTotals } from './summary.ts';
import { thankYouPage } from './thank-you.ts';

const tips = [0, 5, 10, 15];

/** Checkout and the page after it. */
export function checkoutPages(parts: PageParts): Hono {
  const { store } = parts;
  const app = new Hono();
  const render = (c: Context, cart: Cart, problems: CheckoutProblems = {}) =>
    show(c, store, { title: 'Checkout', bodyClass: 'checkout', body: checkoutPage(parts, cart, localeOf(c.req.url), problems) });

  app.get('/checkout/:token', (c) => {
    const cart = openCart(store, c.req.param('token'));
    if (!cart) return afterwards(c, parts);
    meet(c, parts, cart);
    return cart.lines.length === 0 ? c.redirect('/devstore/cart') : render(c, cart);
  });
  app.post('/checkout/:token/discount-codes', async (c) => {
    const byScript = c.req.header('content-type')?.includes('json') ?? false;
    const { code, type }: Record<string, unknown> = byScript ? await c.req.json() : await c.req.parseBody();
    const cart = openCart(store, c.req.param('token'));
    if (!cart) return byScript ? c.json({ type: 'error', message: 'The checkout is completed.' }) : afterwards(c, parts);
    const problem = changeCode(parts, cart, String(type), String(code));
    if (byScript) return c.json(await changeAnswer(parts, cart, problem));
    return problem
      ? render(c, cart, { code: { entered: String(code), message: problem.message } })
      : c.redirect(`/devstore/checkout/${cart.token}`, 303);
  });
  app.post('/checkout/:token/tips', async (c) => {
    const { tipPercent } = (await c.req.json()) as { tipPercent: number };
    const cart = openCart(store, c.req.param('token'));
    if (!cart || !tips.includes(tipPercent)) return c.json({ type: 'error', message: 'No such tip.' }, 400);
    changeCart(store, cart, () => (cart.tipPercent = tipPercent));
    return c.json(await changeAnswer(parts, cart, undefined));
  });
  app.post('/checkout/:token/orders', async (c) => {
    const form = await c.req.parseBody();
    // Looked up after the form has come in: of two presses of "Pay now" the second must find the cart paid.
    const cart = openCart(store, c.req.param('token'));
    if (!cart) return afterwards(c, parts);
    const email = String(form['email'] ?? '');
    takeTip(parts, cart, Number(form['tipPercent']));
    const order = checkOut(store, cart, { email, shownTotalCents: Number(form['shownTotalCents']) });
    if (!('refused' in order)) return c.redirect(`/devstore/orders/${order.id}/thank-you`, 303);
    return render(c, cart, order.field === 'email' ? { email: { entered: email, message: order.refused } } : { payment: order.refused });
  });
  app.get('/orders/:id/thank-you', (c) => {
    const order = store.order(c.req.param('id'));
    if (!order) return c.notFound();
    return show(c, store, { title: 'Thank you', body: thankYouPage(parts, order, personOf(c, store), localeOf(c.req.url)) });
  });
  return app;
}

// As at Shopify, a checkout link to a completed order shows that order.
function afterwards(c: Context, { store }: PageParts): Response {
  const done = store.state.carts.find((cart) => cart.token === c.req.param('token') && cart.orderId !== null);
  return c.redirect(done ? `/devstore/orders/${done.orderId}/thank-you` : '/devstore/cart', 303);
}

/** The visitor's sign-in goes for the checkout; a guest is taken for the customer the storefront knew. */
function meet(c: Context, { store }: PageParts, cart: Cart): void {
  const person = personOf(c, store);
  if (!person && cart.customerId !== null) rememberPerson(c, cart.customerId);
  if (person && person.id !== cart.customerId) changeCart(store, cart, () => (cart.customerId = person.id));
}

function changeCode({ store }: PageParts, cart: Cart, type: string, code: string): { message: string } | undefined {
  if (type === 'addDiscountCode') return enterCode(store, cart, code);
  if (type !== 'removeDiscountCode') return { message: `Unknown change ${type}` };
  if (cart.codes.some((held) => sameCode(held, code))) removeCode(store, cart, code);
  return undefined;
}

async function changeAnswer({ store }: PageParts, cart: Cart, problem: { message: string; refused?: string } | undefined) {
  const priced = quoteCart(store, cart);
  const state = {
    signals: cartSignals(store, cart, priced),
    totalsHtml: String(await summaryTotals(cart, priced, store.shop.currency)),
    shownTotalCents: priced.totalCents,
  };
  // Extensions get words for developers; the page's own field shows the shopper's.
  return problem
    ? { type: 'error', message: `${problem.refused ?? 'REFUSED'}: ${problem.message}`, shopperMessage: problem.message, state }
    : { type: 'success', state };
}

// Without scripts the tip comes with the payment; the total then differs from the one shown, and the page asks again.
function takeTip({ store }: PageParts, cart: Cart, tipPercent: number): void {
  if (tips.includes(tipPercent) && tipPercent !== cart.tipPercent) changeCart(store, cart, () => (cart.tipPercent = tipPercent));
}
