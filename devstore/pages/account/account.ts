import { html } from 'hono/html';
import { extensionAt } from '../../extensions.ts';
import { financialStatusOf, totalsOf, type FinancialStatus } from '../../store/orders.ts';
import type { Customer, Order } from '../../store/state.ts';
import { metafieldSignal } from '../checkout/signals.ts';
import { orderLines, orderTotals } from '../checkout/thank-you.ts';
import { extensionPlace, extensionScripts } from '../host.ts';
import type { Html } from '../layout.ts';
import type { PageParts } from '../visit.ts';
import { count, day, price } from '../words.ts';

const loyaltyTarget = 'customer-account.page.render';
const orderTarget = 'customer-account.order-status.block.render';
const profileTarget = 'customer-account.profile.block.render';

function frame(person: Customer, title: string, here: 'orders' | 'loyalty' | 'profile', body: Html): Html {
  const link = (name: string, href: string, text: string) =>
    html`<li><a href="${href}" ${here === name ? html`aria-current="page"` : ''}>${text}</a></li>`;
  return html`<div class="narrow stack">
    <div class="row between">
      <div class="stack tight">
        <p class="eyebrow">${person.firstName} ${person.lastName}</p>
        <h1>${title}</h1>
      </div>
      <form method="post" action="/devstore/session/end">
        <input type="hidden" name="back" value="/devstore/shop" /><button class="quiet">Sign out</button>
      </form>
    </div>
    <nav aria-label="Account">
      <ul class="row">
        ${link('orders', '/devstore/account', 'Orders')}${link('loyalty', '/devstore/account/loyalty', 'Loyalty')}${link('profile', '/devstore/account/profile', 'Profile')}
        <li><a href="/devstore/sign-in">Be somebody else</a></li>
      </ul>
    </nav>
    ${body}
  </div>`;
}

export function ordersPage({ store }: PageParts, person: Customer): Html {
  const orders = store.state.orders
    .filter((order) => order.customerId === person.id)
    .toSorted((a, b) => b.processedAt.localeCompare(a.processedAt));
  const { currency, timeZone } = store.shop;
  const row = (order: Order) =>
    html`<li class="card row between">
      <div>
        <h2><a href="/devstore/account/orders/${order.id}">${order.name}</a></h2>
        <p class="soft small">
          ${day(order.processedAt, timeZone)},
          ${count(
            order.lines.reduce((sum, line) => sum + line.quantity, 0),
            'piece',
          )}
        </p>
      </div>
      <div class="row">
        <span class="badge ${badgeOf(order)}">${statusWord(order)}</span
        ><strong class="number">${price(totalsOf(order).totalCents, currency)}</strong>
      </div>
    </li>`;
  return frame(
    person,
    'Orders',
    'orders',
    orders.length > 0
      ? html`<ul class="stack">
          ${orders.map(row)}
        </ul>`
      : html`<div class="card stack">
          <p>You have not bought anything yet.</p>
          <p><a class="button" href="/devstore/shop">Look around the shop</a></p>
        </div>`,
  );
}

/** Hosts the block of an order's page. */
export function orderPage(parts: PageParts, person: Customer, order: Order, locale: string): Html {
  const { settings, store } = parts;
  const { currency, timeZone } = store.shop;
  const extension = extensionAt(settings.extensionsDir, orderTarget);
  const hosting = extension && {
    extension,
    target: orderTarget,
    locale,
    signals: {
      order: { id: `gid://shopify/Order/${order.id}`, name: order.name, processedAt: order.processedAt },
      authenticationState: 'fully_authenticated',
      'buyerIdentity.customer': { id: `gid://shopify/Customer/${person.id}` },
      'localization.country': { isoCode: 'US' },
      appMetafields: metafieldSignal(store, person.id, extension),
    },
    endpoints: {},
  };
  return html`${frame(
    person,
    `Order ${order.name}`,
    'orders',
    html`${extension ? extensionPlace(extension) : ''}
      <section class="card stack" aria-labelledby="bought">
        <h2 class="hidden" id="bought">What you bought</h2>
        <p class="row">
          <span class="badge ${badgeOf(order)}">${statusWord(order)}</span><span class="soft">${day(order.processedAt, timeZone)}</span>
        </p>
        ${orderLines(order, currency)}${orderTotals(order, currency)}
      </section>`,
  )}${extensionScripts(parts, 'account', hosting)}`;
}

/** Hosts the card on the profile. */
export function profilePage(parts: PageParts, person: Customer, locale: string): Html {
  const extension = extensionAt(parts.settings.extensionsDir, profileTarget);
  const hosting = extension && {
    extension,
    target: profileTarget,
    locale,
    signals: {
      'authenticatedAccount.customer': { id: `gid://shopify/Customer/${person.id}` },
      'authenticatedAccount.purchasingCompany': null,
    },
    endpoints: {},
  };
  const body = html`<section class="card stack tight" aria-labelledby="who">
      <h2 id="who">${person.firstName} ${person.lastName}</h2>
      <p class="soft">${person.email}</p>
    </section>
    ${extension ? extensionPlace(extension) : ''}`;
  return html`${frame(person, 'Profile', 'profile', body)}${extensionScripts(parts, 'account', hosting)}`;
}

/** Hosts the full-page extension. */
export function loyaltyPage(parts: PageParts, person: Customer, locale: string): Html {
  const extension = extensionAt(parts.settings.extensionsDir, loyaltyTarget);
  const hosting = extension && {
    extension,
    target: loyaltyTarget,
    locale,
    signals: {
      'authenticatedAccount.customer': { id: `gid://shopify/Customer/${person.id}` },
      'authenticatedAccount.purchasingCompany': null,
      'localization.country': { isoCode: 'US' },
    },
    endpoints: {},
  };
  return html`${frame(person, 'Loyalty', 'loyalty', extensionPlace(extension))}${extensionScripts(parts, 'account', hosting)}`;
}

const words: Record<FinancialStatus, string> = {
  PAID: 'Paid',
  PENDING: 'Payment pending',
  PARTIALLY_REFUNDED: 'Partly refunded',
  REFUNDED: 'Refunded',
  VOIDED: 'Voided',
};

export function statusWord(order: Order): string {
  return order.cancelledAt === null ? words[financialStatusOf(order)] : 'Cancelled';
}

export function badgeOf(order: Order): string {
  if (order.cancelledAt !== null) return 'bad';
  return financialStatusOf(order) === 'PAID' ? 'good' : 'warn';
}
