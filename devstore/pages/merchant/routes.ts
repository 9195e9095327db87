import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { cancelOrder } from '../../acts/cancel-order.ts';
import { editOrder } from '../../acts/edit-order.ts';
import { deliverOrder, fulfilOrder } from '../../acts/fulfil-order.ts';
import { refundOrder } from '../../acts/refund-order.ts';
import { parseCents } from '../../store/money.ts';
import type { Order } from '../../store/state.ts';
import { adminToken } from '../../tokens/session-tokens.ts';
import type { Outbox } from '../../webhooks/outbox.ts';
import { rememberStaff, staffOf } from '../person.ts';
import { safeBack, type PageParts } from '../visit.ts';
import { adminPage, type Here } from './layout.ts';
import { customersList, discountsList, webhooksList } from './lists.ts';
import { orderPage, type Said } from './order.ts';
import { ordersList } from './orders.ts';
import type { Html } from '../layout.ts';

type Form = Record<string, unknown>;

/** What Shopify's admin offers the merchant, as far as points care; and the frame around Laurel. */
export function merchantPages(parts: PageParts & { readonly outbox: Outbox }): Hono {
  const { outbox, store } = parts;
  const app = new Hono();
  const show = (c: Context, here: Here, title: string, body: Html) => c.html(adminPage(store, { here, title, body, staff: staffOf(c) }));
  const showOrder = (c: Context, order: Order, said?: Said) => show(c, 'orders', `Order ${order.name}`, orderPage(store, order, said));

  app.get('/admin', (c) => show(c, 'orders', 'Orders', ordersList(store, c.req.query('q') ?? '', Number(c.req.query('page') ?? 1))));
  app.get('/admin/customers', (c) => show(c, 'customers', 'Customers', customersList(store)));
  app.get('/admin/discounts', (c) => show(c, 'discounts', 'Discounts', discountsList(store)));
  app.get('/admin/webhooks', (c) => show(c, 'webhooks', 'Webhooks', webhooksList(store)));
  app.post('/admin/webhooks', async (c) => {
    const { mode } = await c.req.parseBody();
    if (mode === 'normal' || mode === 'duplicate' || mode === 'hold' || mode === 'drop')
      store.change(() => (store.state.webhookMode = mode));
    return c.redirect('/devstore/admin/webhooks', 303);
  });
  app.post('/admin/webhooks/flush', async (c) => {
    const { order } = await c.req.parseBody();
    await outbox.flush(order === 'reverse' ? 'reverse' : 'same');
    return c.redirect('/devstore/admin/webhooks', 303);
  });
  app.get('/admin/app', async (c) => show(c, 'app', 'Laurel', await appFrame(parts, staffOf(c).id)));

  app.post('/admin/session', async (c) => {
    const { staffId, back } = await c.req.parseBody();
    rememberStaff(c, String(staffId));
    return c.redirect(safeBack(back), 303);
  });

  app.get('/admin/orders/:id', (c) => {
    const order = store.order(c.req.param('id'));
    return order ? showOrder(c, order, outcome(c.req.query('did'))) : c.notFound();
  });
  const act = (name: string, run: (order: Order, form: Form) => object) =>
    app.post(`/admin/orders/:id/${name}`, async (c) => {
      const order = store.order(c.req.param('id'));
      if (!order) return c.notFound();
      const form = await c.req.parseBody();
      const done = tryAct(() => run(order, form));
      if ('refused' in done) return showOrder(c, order, { text: String(done.refused), bad: true });
      return c.redirect(`/devstore/admin/orders/${order.id}?did=${name}`, 303);
    });
  act('refunds', (order, form) => {
    const amount = typeof form['amount'] === 'string' ? form['amount'].trim() : '';
    const lines = quantitiesOf(form);
    return refundOrder(store, order, {
      lines,
      shipping: form['shipping'] === '1',
      ...(amount === '' ? {} : { amountCents: parseCents(amount) }),
    });
  });
  act('edits', (order, form) => editOrder(store, order, { lines: quantitiesOf(form) }));
  act('fulfilments', (order) => fulfilOrder(store, order));
  act('deliveries', (order) => deliverOrder(store, order));
  act('cancellations', (order) => cancelOrder(store, order));
  return app;
}

function tryAct(run: () => object): object {
  try {
    return run();
  } catch (error) {
    // Typed by hand: an amount that is none.
    if (error instanceof RangeError) return { refused: 'The amount is not a sum of money. Write it like 12.50.' };
    throw error;
  }
}

function quantitiesOf(form: Form): { lineItemId: string; quantity: number }[] {
  return Object.entries(form).flatMap(([name, value]) =>
    name.startsWith('line:') ? [{ lineItemId: name.slice('line:'.length), quantity: Number(value) }] : [],
  );
}

function outcome(did: string | undefined): Said | undefined {
  const texts: Record<string, string> = {
    refunds: 'The refund is booked.',
    edits: 'The edit is saved.',
    fulfilments: 'The items are on their way.',
    deliveries: 'The order has arrived.',
    cancellations: 'The order is cancelled and paid back.',
  };
  const text = did === undefined ? undefined : texts[did];
  return text === undefined ? undefined : { text, bad: false };
}

async function appFrame({ settings, store }: PageParts, staffId: string): Promise<Html> {
  const query = new URLSearchParams({
    embedded: '1',
    shop: store.shop.domain,
    host: Buffer.from(`admin.shopify.com/store/${store.shop.domain.replace('.myshopify.com', '')}`).toString('base64'),
    locale: 'en-US',
    id_token: await adminToken(store, settings, staffId),
  });
  return html`<iframe title="Laurel" src="/admin/?${query.toString()}"></iframe>`;
}
