import { html } from 'hono/html';
import { decimal } from '../../store/money.ts';
import { totalsOf, unsentUnits } from '../../store/orders.ts';
import type { Order, OrderLine, Refund } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { badgeOf, statusWord } from '../account/account.ts';
import type { Html } from '../layout.ts';
import { moment, price } from '../words.ts';
import { table } from './layout.ts';
import { buyerName } from './orders.ts';

export interface Said {
  readonly text: string;
  readonly bad: boolean;
}

/** One order, with what a merchant may do to it. */
export function orderPage(store: Store, order: Order, said: Said | undefined): Html {
  const { currency, timeZone } = store.shop;
  const open = order.cancelledAt === null && order.receivedCents > 0;
  return html`<div class="row">
      <h1>Order ${order.name}</h1>
      <span class="badge ${badgeOf(order)}">${statusWord(order)}</span>${order.edited ? html`<span class="badge">Edited</span>` : ''}
    </div>
    <p class="soft">${moment(order.processedAt, timeZone)} · ${buyerName(store, order)}</p>
    ${said ? html`<p class="note ${said.bad ? 'bad' : ''}" role="${said.bad ? 'alert' : 'status'}">${said.text}</p>` : ''}
    <div class="columns">
      <div class="stack">
        <section class="card stack">
          <h2>Items</h2>
          ${items(order, currency)}
        </section>
        ${open ? sending(order) : ''} ${open ? refundForm(order, currency) : ''} ${open ? editForm(order) : ''}
        ${open ? cancelForm(order) : ''}
      </div>
      <div class="stack">
        <section class="card stack">
          <h2>Money</h2>
          ${money(order, currency)}
        </section>
        ${
          order.refunds.length > 0
            ? html`<section class="card stack">
                <h2>Refunds</h2>
                ${order.refunds.map((refund) => refundNote(order, refund, currency, timeZone))}
              </section>`
            : ''
        }
      </div>
    </div>`;
}

function items(order: Order, currency: string): Html {
  const heads = [
    html`<th>Item</th>`,
    html`<th class="end">Ordered</th>`,
    html`<th class="end">Kept</th>`,
    html`<th class="end">Price</th>`,
    html`<th class="end">Kept, after discounts</th>`,
  ];
  const row = (line: OrderLine) =>
    html`<tr>
      <td>${line.title}</td>
      <td class="end number">${String(line.quantity)}</td>
      <td class="end number">${String(line.currentQuantity)}</td>
      <td class="end number">${price(line.unitCents, currency)}</td>
      <td class="end number">${price(line.keptCents, currency)}</td>
    </tr>`;
  return table('Items', heads, order.lines.map(row));
}

function sending(order: Order): Html | '' {
  const base = `/devstore/admin/orders/${order.id}`;
  const onTheWay = (order.fulfilments ?? []).some(({ deliveredAt }) => deliveredAt === null);
  const unsent = order.lines.some((line) => unsentUnits(order, line) > 0);
  if (!unsent && !onTheWay) return '';
  return html`<section class="card row" aria-label="Sending">
    ${unsent ? html`<form method="post" action="${base}/fulfilments"><button>Fulfil items</button></form>` : ''}
    ${onTheWay ? html`<form method="post" action="${base}/deliveries"><button>Mark as delivered</button></form>` : ''}
  </section>`;
}

function refundForm(order: Order, currency: string): Html {
  const { currentShippingCents, netPaymentCents } = totalsOf(order);
  const base = `/devstore/admin/orders/${order.id}`;
  const kept = order.lines.filter((line) => line.currentQuantity > 0);
  return html`<section class="card" aria-labelledby="refund">
    <details>
      <summary id="refund">Refund</summary>
      <form class="stack" method="post" action="${base}/refunds">
        ${kept.map((line) => quantityField(line, 'refund', `Refund of ${line.title}, up to ${line.currentQuantity}`, 0, line.currentQuantity))}
        ${currentShippingCents > 0 ? html`<label class="row"><input type="checkbox" name="shipping" value="1" /> Refund shipping ${price(currentShippingCents, currency)}</label>` : ''}
        <div class="field">
          <label for="amount">Amount, if other than the items come to</label>
          <input id="amount" name="amount" inputmode="decimal" placeholder="${decimal(netPaymentCents)} at most" autocomplete="off" />
        </div>
        <div><button class="main">Refund</button></div>
      </form>
    </details>
  </section>`;
}

function editForm(order: Order): Html {
  return html`<section class="card" aria-labelledby="edit">
    <details>
      <summary id="edit">Edit quantities</summary>
      <form class="stack" method="post" action="/devstore/admin/orders/${order.id}/edits">
        ${order.lines.map((line) => quantityField(line, 'edit', `Quantity of ${line.title}`, line.currentQuantity, 99))}
        <div><button class="main">Save the edit</button></div>
      </form>
    </details>
  </section>`;
}

function quantityField(line: OrderLine, use: string, text: string, value: number, max: number): Html {
  const id = `${use}-${line.id}`;
  return html`<div class="row between">
    <label for="${id}">${text}</label
    ><input id="${id}" type="number" name="line:${line.id}" min="0" max="${String(max)}" value="${String(value)}" />
  </div>`;
}

function cancelForm(order: Order): Html {
  return html`<section class="card" aria-labelledby="cancel">
    <details>
      <summary id="cancel">Cancel the order</summary>
      <form class="stack" method="post" action="/devstore/admin/orders/${order.id}/cancellations">
        <p>Everything goes back on the shelf and what was paid is paid back. This cannot be undone.</p>
        <div><button class="danger">Cancel order</button></div>
      </form>
    </details>
  </section>`;
}

function money(order: Order, currency: string): Html {
  const t = totalsOf(order);
  const row = (name: string, cents: number, total = false) =>
    html`<div class="${total ? 'total' : ''}">
      <dt>${name}</dt>
      <dd class="number">${price(cents, currency)}</dd>
    </div>`;
  return html`<dl>
    ${row('Items', t.grossCents)}${order.discounts.map((discount) => row(discount.code, -discount.amountCents))}${row('Shipping', t.shippingPriceCents)}${row('Tax', t.taxCents)}
    ${order.tipCents > 0 ? row('Tip', order.tipCents) : ''}${row('Total', t.totalCents, true)}${row('Paid', order.receivedCents)}${row('Refunded', -t.refundedCents)}${row('Net payment', t.netPaymentCents, true)}
  </dl>`;
}

function refundNote(order: Order, refund: Refund, currency: string, timeZone: string): Html {
  const title = (id: string) => order.lines.find((line) => line.id === id)?.title ?? '';
  const parts = [
    ...refund.lines.map((line) => `${line.quantity} × ${title(line.lineId)}`),
    ...(refund.shippingCents > 0 ? ['shipping'] : []),
    ...(refund.discrepancyCents > 0 ? ['an amount by hand'] : []),
  ];
  return html`<div>
    <strong class="number">${price(refund.totalCents, currency)}</strong> <span class="soft">${moment(refund.createdAt, timeZone)}</span
    ><br />${parts.join(', ')}
  </div>`;
}
