import { Hono, type Context } from 'hono';
import { changeCart } from '../../acts/carts.ts';
import { signUp } from '../../acts/customers.ts';
import { adminToken, extensionToken } from '../../tokens/session-tokens.ts';
import { localeOf } from '../host.ts';
import { forgetPerson, personOf, rememberPerson, staffOf } from '../person.ts';
import { cartOf, safeBack, show, type PageParts } from '../visit.ts';
import { loyaltyPage, orderPage, ordersPage, profilePage } from './account.ts';
import { signInPage } from './sign-in.ts';

/** Sign-in, the customer's account, and session tokens for whoever is signed in. */
export function accountPages(parts: PageParts): Hono {
  const { settings, store } = parts;
  const app = new Hono();
  const signInFirst = (c: Context) => c.redirect(`/devstore/sign-in?back=${new URL(c.req.url).pathname}`);

  app.get('/sign-in', (c) => {
    const body = signInPage(store, { person: personOf(c, store), back: safeBack(c.req.query('back')) });
    return show(c, store, { title: 'Sign in', here: 'account', body });
  });
  app.post('/session', async (c) => {
    const form = await c.req.parseBody();
    const customer = store.customer(String(form['customerId']));
    if (!customer) return c.text('There is no such person.', 400);
    become(c, parts, customer.id);
    return c.redirect(safeBack(form['back']), 303);
  });
  app.post('/session/end', async (c) => {
    const form = await c.req.parseBody();
    forgetPerson(c);
    setBuyer(c, parts, null);
    return c.redirect(safeBack(form['back']), 303);
  });
  app.post('/customers', async (c) => {
    const form = await c.req.parseBody();
    const typed = {
      firstName: String(form['firstName'] ?? ''),
      lastName: String(form['lastName'] ?? ''),
      email: String(form['email'] ?? ''),
    };
    const made = signUp(store, typed);
    const back = safeBack(form['back']);
    if ('refused' in made) {
      const body = signInPage(store, { person: personOf(c, store), back, problem: { message: made.refused, ...typed } });
      return show(c, store, { title: 'Sign in', here: 'account', body });
    }
    become(c, parts, made.id);
    return c.redirect(back, 303);
  });

  app.get('/account', (c) => {
    const person = personOf(c, store);
    return person ? show(c, store, { title: 'Orders', here: 'account', body: ordersPage(parts, person) }) : signInFirst(c);
  });
  app.get('/account/loyalty', (c) => {
    const person = personOf(c, store);
    return person
      ? show(c, store, { title: 'Loyalty', here: 'account', body: loyaltyPage(parts, person, localeOf(c.req.url)) })
      : signInFirst(c);
  });
  app.get('/account/profile', (c) => {
    const person = personOf(c, store);
    return person
      ? show(c, store, { title: 'Profile', here: 'account', body: profilePage(parts, person, localeOf(c.req.url)) })
      : signInFirst(c);
  });
  app.get('/account/orders/:id', (c) => {
    const person = personOf(c, store);
    const order = store.order(c.req.param('id'));
    if (!person) return signInFirst(c);
    if (order?.customerId !== person.id) return c.notFound();
    return show(c, store, { title: `Order ${order.name}`, here: 'account', body: orderPage(parts, person, order, localeOf(c.req.url)) });
  });

  app.get('/session-token', async (c) => {
    c.header('cache-control', 'no-store');
    const kind = c.req.query('kind');
    if (kind === 'admin') return c.json({ token: await adminToken(store, settings, staffOf(c).id) });
    if (kind === 'extension') return c.json({ token: await extensionToken(store, settings, personOf(c, store)?.id ?? null) });
    return c.json({ message: 'kind must be admin or extension' }, 400);
  });
  return app;
}

function become(c: Context, parts: PageParts, customerId: string): void {
  rememberPerson(c, customerId);
  setBuyer(c, parts, customerId);
}

// A cart follows its owner in and out; a code bound to them stops applying when they leave.
function setBuyer(c: Context, { store }: PageParts, customerId: string | null): void {
  const cart = cartOf(c, store);
  if (cart && cart.customerId !== customerId) changeCart(store, cart, () => (cart.customerId = customerId));
}
