import { html } from 'hono/html';
import { staff as everybody, type StaffMember } from '../../seed/staff.ts';
import type { Store } from '../../store/store.ts';
import type { Html } from '../layout.ts';

export type Here = 'orders' | 'customers' | 'discounts' | 'webhooks' | 'app';

const places: readonly [Here, string, string][] = [
  ['orders', '/devstore/admin', 'Orders'],
  ['customers', '/devstore/admin/customers', 'Customers'],
  ['discounts', '/devstore/admin/discounts', 'Discounts'],
  ['webhooks', '/devstore/admin/webhooks', 'Webhooks'],
  ['app', '/devstore/admin/app', 'Laurel'],
];

/** A page of the merchant's admin. */
export function adminPage(store: Store, { body, here, staff, title }: { title: string; here: Here; body: Html; staff: StaffMember }): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${store.shop.name} admin</title>
        <link rel="icon" href="/devstore/pages/icon.svg" />
        <link rel="stylesheet" href="/devstore/pages/admin.css" />
      </head>
      <body class="${here === 'app' ? 'framed' : ''}">
        <a class="skip" href="#main">Skip to content</a>
        <header class="bar"><strong>${store.shop.name} admin</strong>${switcher(here, staff)}<a href="/devstore">Dev store</a></header>
        <div class="frame">
          <nav class="side" aria-label="Admin">
            <ul>
              ${places.map(
                ([name, href, text]) => html`<li><a href="${href}" ${name === here ? html`aria-current="page"` : ''}>${text}</a></li>`,
              )}
            </ul>
          </nav>
          ${here === 'app' ? html`<section id="main" aria-label="Laurel">${body}</section>` : html`<main id="main"><div class="page">${body}</div></main>`}
        </div>
      </body>
    </html>`;
}

/** Choose whom to work as: no passwords here. */
function switcher(here: Here, staff: StaffMember): Html {
  const back = places.find(([name]) => name === here)?.[1] ?? '/devstore/admin';
  return html`<form class="row" method="post" action="/devstore/admin/session">
    <input type="hidden" name="back" value="${back}" />
    <label for="staffId">Working as</label>
    <select id="staffId" name="staffId">
      ${everybody.map(
        (one) =>
          html`<option value="${one.id}" ${one.id === staff.id ? html`selected` : ''}>
            ${one.firstName} ${one.lastName} (${one.note})
          </option>`,
      )}
    </select>
    <button class="quiet">Switch</button>
  </form>`;
}

/** A scrollable table that can be reached by keyboard. */
export function table(label: string, heads: readonly Html[], rows: readonly Html[]): Html {
  return html`<div class="tablewrap" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
