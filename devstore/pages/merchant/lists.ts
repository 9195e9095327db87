import { html } from 'hono/html';
import { statusOf } from '../../store/discounts.ts';
import { decimal } from '../../store/money.ts';
import { sum, totalsOf } from '../../store/orders.ts';
import type { Customer, Delivery, Discount, WebhookMode } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { Html } from '../layout.ts';
import { day, moment, price } from '../words.ts';
import { table } from './layout.ts';

/** The newest of a list that may be long. */
const shownMax = 100;

export function customersList(store: Store): Html {
  const heads = [
    html`<th>Customer</th>`,
    html`<th>E-mail</th>`,
    html`<th>Since</th>`,
    html`<th class="end">Orders</th>`,
    html`<th class="end">Spent</th>`,
  ];
  const row = (customer: Customer) => {
    const orders = store.state.orders.filter((order) => order.customerId === customer.id);
    const spent = sum(orders.map((order) => totalsOf(order).netPaymentCents));
    return html`<tr>
      <td>${customer.firstName} ${customer.lastName}</td>
      <td>${customer.email}</td>
      <td>${day(customer.createdAt, store.shop.timeZone)}</td>
      <td class="end number">${String(orders.length)}</td>
      <td class="end number">${price(spent, store.shop.currency)}</td>
    </tr>`;
  };
  return html`<h1>Customers</h1>
    <section class="card">${table('Customers', heads, store.state.customers.map(row))}</section>`;
}

export function discountsList(store: Store): Html {
  const heads = [
    html`<th>Code</th>`,
    html`<th>Title</th>`,
    html`<th>Takes off</th>`,
    html`<th>For</th>`,
    html`<th>Ends</th>`,
    html`<th>Status</th>`,
    html`<th class="end">Used</th>`,
  ];
  const row = (discount: Discount) => {
    const status = statusOf(discount, store.now());
    const owners = (discount.customerIds ?? []).map((id) => store.customer(id)?.firstName ?? id).join(', ');
    return html`<tr>
      <td>${discount.code}</td>
      <td>${discount.title}</td>
      <td>${worth(store, discount)}</td>
      <td>${owners || 'Everybody'}</td>
      <td>${discount.endsAt === null ? 'Never' : moment(discount.endsAt, store.shop.timeZone)}</td>
      <td><span class="badge ${status === 'ACTIVE' ? 'good' : ''}">${status.toLowerCase()}</span></td>
      <td class="end number">${String(discount.uses.length)}${discount.usageLimit === null ? '' : `/${discount.usageLimit}`}</td>
    </tr>`;
  };
  const rows = store.state.discounts.toReversed().slice(0, shownMax).map(row);
  return html`<h1>Discounts</h1>
    <p class="soft">Laurel makes a single-use code for each redemption.</p>
    <section class="card">
      ${rows.length > 0 ? table('Discounts', heads, rows) : html`<p>No discount codes yet. Redeem points at checkout to make one.</p>`}
    </section>`;
}

function worth(store: Store, { minimumSubtotalCents, value }: Discount): string {
  const off =
    value.kind === 'free-shipping'
      ? 'Free shipping'
      : value.kind === 'percentage'
        ? `${value.fraction * 100}%`
        : price(value.amountCents, store.shop.currency);
  return minimumSubtotalCents === null ? off : `${off} from ${decimal(minimumSubtotalCents)}`;
}

const modes: readonly [WebhookMode, string][] = [
  ['normal', 'Send at once'],
  ['duplicate', 'Send everything twice'],
  ['hold', 'Hold back'],
  ['drop', 'Lose everything'],
];

export function webhooksList(store: Store): Html {
  const heads = [
    html`<th>When</th>`,
    html`<th>Topic</th>`,
    html`<th>About</th>`,
    html`<th>State</th>`,
    html`<th class="end">Tries</th>`,
    html`<th class="end">Answer</th>`,
  ];
  const badge = { pending: 'warn', held: 'warn', delivered: 'good', failed: 'bad', dropped: 'bad' };
  const row = (delivery: Delivery) =>
    html`<tr>
      <td>${moment(delivery.triggeredAt, store.shop.timeZone)}</td>
      <td>${delivery.topic}</td>
      <td>${delivery.about}</td>
      <td><span class="badge ${badge[delivery.state]}">${delivery.state}</span></td>
      <td class="end number">${String(delivery.attempts)}</td>
      <td class="end number">${delivery.lastStatus === null ? '' : delivery.lastStatus === 0 ? 'none' : String(delivery.lastStatus)}</td>
    </tr>`;
  const rows = store.state.deliveries.toReversed().slice(0, shownMax).map(row);
  const held = store.state.deliveries.filter((delivery) => delivery.state === 'held').length;
  return html`<h1>Webhooks</h1>
    <section class="card stack">
      <form class="row" method="post" action="/devstore/admin/webhooks">
        <label for="mode">What happens to webhooks</label>
        <select id="mode" name="mode">
          ${modes.map(([mode, text]) => html`<option value="${mode}" ${mode === store.state.webhookMode ? html`selected` : ''}>${text}</option>`)}</select
        ><button>Save</button>
      </form>
      ${
        held > 0
          ? html`<form class="row" method="post" action="/devstore/admin/webhooks/flush">
              <p>${String(held)} held back.</p>
              <button name="order" value="same">Send now</button><button name="order" value="reverse">Send in reverse</button>
            </form>`
          : ''
      }
    </section>
    <section class="card">${rows.length > 0 ? table('Webhooks', heads, rows) : html`<p>Nothing has happened yet.</p>`}</section>`;
}
