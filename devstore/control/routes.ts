/** What tests do to the dev store from outside: move the clock, break things, buy, refund. JSON in, JSON out. */
import { Hono, type Context } from 'hono';
import { announce } from '../acts/announce.ts';
import { cancelOrder } from '../acts/cancel-order.ts';
import { changeCustomer, signUp } from '../acts/customers.ts';
import { editOrder } from '../acts/edit-order.ts';
import { deliverOrder, fulfilOrder } from '../acts/fulfil-order.ts';
import { mergeCustomers } from '../acts/merge-customers.ts';
import { payOrder, placeOrder } from '../acts/place-order.ts';
import { refundOrder, type Refused } from '../acts/refund-order.ts';
import { findProduct } from '../store/catalog.ts';
import { parseCents } from '../store/money.ts';
import type { Buyer, Customer, Order } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import { faultModes, type Faults } from './faults.ts';
import { BadRequest, bodies, isBody, number, oneOf, optionalText, plainId, readBody, text, texts, type Body } from './read.ts';
import { discountsView, stateView } from './state-view.ts';

export interface ControlParts {
  readonly store: Store;
  readonly faults: Faults;
  readonly outbox: Outbox;
  readonly seedBasics: () => void;
}

export function controlApi({ faults, outbox, seedBasics, store }: ControlParts): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof BadRequest || error instanceof RangeError) return c.json({ message: error.message }, 400);
    throw error;
  });
  const orderOf = (c: Context): Order => {
    const order = store.order(plainId(c.req.param('id') ?? ''));
    if (!order) throw new BadRequest(`no order ${c.req.param('id')}`);
    return order;
  };
  const customerOf = (id: string): Customer => {
    const customer = store.customer(plainId(id));
    if (!customer) throw new BadRequest(`no customer ${id}`);
    return customer;
  };
  return app
    .get('/state', (c) => c.json(stateView(store)))
    .get('/discounts', (c) => c.json(discountsView(store)))
    .post('/clock', async (c) => {
      store.advanceClock(number(await readBody(c.req.raw), 'advanceMs'));
      return c.json({ now: store.now().toISOString() });
    })
    .post('/faults', async (c) => {
      const body = await readBody(c.req.raw);
      const mode = oneOf(body, 'mode', [...faultModes, 'clear']);
      if (mode === 'clear') faults.clear();
      else
        faults.add({
          operation: optionalText(body, 'operation') ?? '*',
          mode,
          times: body['times'] === undefined ? 1 : number(body, 'times'),
        });
      return c.json({});
    })
    .post('/webhooks', async (c) => {
      const mode = oneOf(await readBody(c.req.raw), 'mode', ['normal', 'hold', 'duplicate', 'drop']);
      store.change(() => (store.state.webhookMode = mode));
      return c.json({ mode });
    })
    .post('/webhooks/flush', async (c) => {
      const order = oneOf(await readBody(c.req.raw), 'order', ['same', 'reverse'], 'same');
      return c.json({ sent: await outbox.flush(order) });
    })
    .post('/webhooks/settled', async (c) => {
      await outbox.settled();
      return c.json({});
    })
    .post('/webhooks/send', async (c) => {
      const body = await readBody(c.req.raw);
      const topic = text(body, 'topic');
      store.change(() => announce(store, [{ topic, about: topic, body: JSON.stringify(body['payload'] ?? {}) }]));
      return c.json({});
    })
    .post('/customers', async (c) => {
      const body = await readBody(c.req.raw);
      const made = signUp(store, {
        firstName: text(body, 'firstName'),
        lastName: optionalText(body, 'lastName') ?? '',
        email: text(body, 'email'),
        ...(typeof body['newsletter'] === 'boolean' ? { newsletter: body['newsletter'] } : {}),
        ...(body['locale'] === undefined ? {} : { locale: text(body, 'locale') }),
      });
      return 'refused' in made ? refusal(c, made) : c.json({ customerId: made.id }, 201);
    })
    .patch('/customers/:id', async (c) => {
      const customer = customerOf(c.req.param('id'));
      const body = await readBody(c.req.raw);
      changeCustomer(store, customer, {
        firstName: optionalText(body, 'firstName') ?? customer.firstName,
        lastName: optionalText(body, 'lastName') ?? customer.lastName,
        ...(body['tags'] === undefined ? {} : { tags: texts(body, 'tags') }),
        ...(typeof body['newsletter'] === 'boolean' ? { newsletter: body['newsletter'] } : {}),
      });
      return c.json({ customerId: customer.id });
    })
    .post('/customers/:id/merges', async (c) => {
      const { id } = c.req.param();
      const merged = mergeCustomers(store, customerOf(id), customerOf(text(await readBody(c.req.raw), 'goneId')));
      return 'refused' in merged ? refusal(c, merged) : c.json({ customerId: merged.id }, 201);
    })
    .post('/orders', async (c) => {
      const order = placeOrder(store, purchaseOf(store, await readBody(c.req.raw)));
      return c.json(
        { orderId: order.id, name: order.name, lines: order.lines.map(({ id, handle, quantity }) => ({ id, handle, quantity })) },
        201,
      );
    })
    .post('/orders/:id/payments', (c) => {
      payOrder(store, orderOf(c));
      return c.json({});
    })
    .post('/orders/:id/refunds', async (c) => {
      const body = await readBody(c.req.raw);
      const amount = optionalText(body, 'amount');
      const refund = refundOrder(store, orderOf(c), {
        lines: quantitiesOf(body),
        ...(amount === undefined ? {} : { amountCents: parseCents(amount) }),
        shipping: body['shipping'] === true,
      });
      return 'refused' in refund ? refusal(c, refund) : c.json({ refundId: refund.id }, 201);
    })
    .post('/orders/:id/cancellations', (c) => {
      const cancelled = cancelOrder(store, orderOf(c));
      return 'refused' in cancelled ? refusal(c, cancelled) : c.json({}, 201);
    })
    .post('/orders/:id/edits', async (c) => {
      const edited = editOrder(store, orderOf(c), { lines: quantitiesOf(await readBody(c.req.raw)) });
      return 'refused' in edited ? refusal(c, edited) : c.json({}, 201);
    })
    .post('/orders/:id/fulfilments', async (c) => {
      const body = await readBody(c.req.raw);
      const sent = fulfilOrder(store, orderOf(c), body['lines'] === undefined ? {} : { lines: quantitiesOf(body) });
      return 'refused' in sent ? refusal(c, sent) : c.json({}, 201);
    })
    .post('/orders/:id/deliveries', (c) => {
      const arrived = deliverOrder(store, orderOf(c));
      return 'refused' in arrived ? refusal(c, arrived) : c.json({}, 201);
    })
    .get('/mails', (c) => c.json(store.state.mails ?? []))
    .post('/reset', (c) => {
      faults.clear();
      store.reset();
      seedBasics();
      return c.json({});
    });
}

function refusal(c: Context, { refused }: Refused) {
  return c.json({ message: refused }, 422);
}

function quantitiesOf(body: Body): { lineItemId: string; quantity: number }[] {
  return bodies(body, 'lines').map((line) => ({ lineItemId: plainId(text(line, 'lineItemId')), quantity: number(line, 'quantity') }));
}

function purchaseOf(store: Store, body: Body): Parameters<typeof placeOrder>[1] {
  const id = optionalText(body, 'customerId');
  const customer = id === undefined ? undefined : store.customer(plainId(id));
  if (id !== undefined && !customer) throw new BadRequest(`no customer ${id}`);
  const processedAt = optionalText(body, 'processedAt');
  const channel = optionalText(body, 'channel');
  const duties = optionalText(body, 'duties');
  return {
    customerId: customer?.id ?? null,
    email: optionalText(body, 'email')?.toLowerCase() ?? customer?.email ?? null,
    items: bodies(body, 'lines').map(itemOf),
    codes: texts(body, 'discountCodes'),
    ...(processedAt === undefined ? {} : { processedAt: new Date(processedAt) }),
    ...(body['tipPercent'] === undefined ? {} : { tipPercent: number(body, 'tipPercent') }),
    ...(channel === undefined ? {} : { channel }),
    ...(duties === undefined ? {} : { dutiesCents: parseCents(duties) }),
    ...(body['paidIn'] === undefined ? {} : { paidIn: { currency: text(body, 'paidIn'), rate: number(body, 'rate') } }),
    ...(body['attributes'] === undefined ? {} : { attributes: bodies(body, 'attributes').map(attributeOf) }),
    ...(isBody(body['buyer']) ? { buyer: buyerOf(body['buyer']) } : {}),
    test: body['test'] === true,
    unpaid: body['unpaid'] === true,
  };
}

function attributeOf(said: Body) {
  return { key: text(said, 'key'), value: text(said, 'value') };
}

function buyerOf(said: Body): Buyer {
  const parts = ['name', 'address1', 'address2', 'zip', 'phone', 'cardNumber', 'cardExpires', 'ip'] as const;
  return Object.fromEntries(parts.flatMap((part) => (said[part] === undefined ? [] : [[part, text(said, part)]])));
}

function itemOf(line: Body) {
  const key = plainId(optionalText(line, 'variantId') ?? text(line, 'handle'));
  const product = findProduct(key);
  if (!product) throw new BadRequest(`no product ${key}`);
  const plan = optionalText(line, 'plan');
  return { product, quantity: line['quantity'] === undefined ? 1 : number(line, 'quantity'), ...(plan === undefined ? {} : { plan }) };
}
