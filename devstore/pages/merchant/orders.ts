import { html } from 'hono/html';
import { totalsOf } from '../../store/orders.ts';
import type { Order } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { badgeOf, statusWord } from '../account/account.ts';
import type { Html } from '../layout.ts';
import { count, moment, price } from '../words.ts';
import { table } from './layout.ts';

const perPage = 40;

export function ordersList(store: Store, search: string, pageNumber: number): Html {
  const found = store.state.orders
    .filter((order) => matches(store, order, search))
    .toSorted((a, b) => b.processedAt.localeCompare(a.processedAt));
  const pageCount = Math.max(1, Math.ceil(found.length / perPage));
  const current = Math.min(Math.max(1, pageNumber), pageCount);
  const shown = found.slice((current - 1) * perPage, current * perPage);
  const heads = [
    html`<th>Order</th>`,
    html`<th>Date</th>`,
    html`<th>Customer</th>`,
    html`<th>Payment</th>`,
    html`<th class="end">Total</th>`,
  ];
  return html`<div class="row between">
      <h1>Orders</h1>
      <p class="soft">${count(found.length, 'order')}</p>
    </div>
    <form class="row" role="search">
      <label class="hidden" for="q">Search orders</label
      ><input id="q" name="q" type="search" value="${search}" placeholder="Number, name or e-mail" /><button>Search</button>
    </form>
    <section class="card">
      ${
        shown.length === 0
          ? html`<p>${search ? 'No order fits that search.' : 'No orders yet. Buy something in the shop.'}</p>`
          : table(
              'Orders',
              heads,
              shown.map((order) => orderRow(store, order)),
            )
      }
    </section>
    ${pageCount > 1 ? pager(search, current, pageCount) : ''}`;
}

function matches(store: Store, order: Order, search: string): boolean {
  const customer = store.customer(order.customerId);
  const text = `${order.name} ${order.email ?? ''} ${customer ? `${customer.firstName} ${customer.lastName}` : 'guest'}`;
  return text.toLowerCase().includes(search.trim().toLowerCase());
}

function orderRow(store: Store, order: Order): Html {
  return html`<tr>
    <td><a href="/devstore/admin/orders/${order.id}">${order.name}</a></td>
    <td>${moment(order.processedAt, store.shop.timeZone)}</td>
    <td>${buyerName(store, order)}</td>
    <td><span class="badge ${badgeOf(order)}">${statusWord(order)}</span></td>
    <td class="end number">${price(totalsOf(order).currentTotalCents, store.shop.currency)}</td>
  </tr>`;
}

export function buyerName(store: Store, order: Order): string {
  const customer = store.customer(order.customerId);
  return customer ? `${customer.firstName} ${customer.lastName}` : `Guest${order.email ? ` (${order.email})` : ''}`;
}

function pager(search: string, current: number, pageCount: number): Html {
  const to = (page: number) => `/devstore/admin?${new URLSearchParams({ q: search, page: String(page) }).toString()}`;
  return html`<nav class="row" aria-label="Pages">
    ${current > 1 ? html`<a class="button" href="${to(current - 1)}">Newer</a>` : ''}<span
      >Page ${String(current)} of ${String(pageCount)}</span
    >${current < pageCount ? html`<a class="button" href="${to(current + 1)}">Older</a>` : ''}
  </nav>`;
}
