import { html } from 'hono/html';
import { extensionAt } from '../../extensions.ts';
import { decimal } from '../../store/money.ts';
import { totalsOf } from '../../store/orders.ts';
import type { Customer, Order } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import { extensionPlace, extensionScripts } from '../host.ts';
import type { Html } from '../layout.ts';
import type { PageParts } from '../visit.ts';
import { price } from '../words.ts';
import { metafieldSignal } from './signals.ts';

export const thankYouTarget = 'purchase.thank-you.block.render';

export function thankYouPage(parts: PageParts, order: Order, person: Customer | undefined, locale: string): Html {
  const { settings, store } = parts;
  const extension = extensionAt(settings.extensionsDir, thankYouTarget);
  const hosting = extension && {
    extension,
    target: thankYouTarget,
    locale,
    signals: { ...signals(store, order), appMetafields: metafieldSignal(store, order.customerId, extension) },
    endpoints: {},
  };
  return html`<div class="narrow stack">
      <div class="stack tight">
        <p class="eyebrow">Order ${order.name}</p>
        <h1>Thank you${person ? html`, ${person.firstName}` : ''}</h1>
        <p class="soft">${order.email ? html`A receipt would go to ${order.email}.` : 'Your order is placed.'}</p>
      </div>
      ${extension ? extensionPlace(extension) : ''}
      <section class="card stack" aria-labelledby="bought">
        <h2 id="bought">What you bought</h2>
        ${orderLines(order, store.shop.currency)}${orderTotals(order, store.shop.currency)}
      </section>
      <div class="row">
        <a class="button" href="/devstore/shop">Keep shopping</a>
        ${person ? html`<a class="button quiet" href="/devstore/account/loyalty">See your points</a>` : html`<a class="button quiet" href="/devstore/sign-in">Sign in to collect points</a>`}
        <a class="quiet button" href="/devstore/admin/orders/${order.id}">Open as the merchant</a>
      </div>
    </div>
    ${extensionScripts(parts, 'thank-you', hosting)}`;
}

export function orderLines(order: Order, currency: string): Html {
  return html`<ul class="lines">
    ${order.lines.map(
      (line) =>
        html`<li class="line">
          <div class="pieces">
            <img src="/devstore/pictures/${line.handle}.svg" alt="" width="72" height="72" /><span class="number"
              ><span class="hidden">Quantity </span>${String(line.currentQuantity)}</span
            >
          </div>
          <div>
            <strong>${line.title}</strong
            >${line.currentQuantity < line.quantity ? html`<br /><span class="soft small">${String(line.quantity - line.currentQuantity)} taken back</span>` : ''}
          </div>
          <span class="number">${price(line.unitCents * line.quantity, currency)}</span>
        </li>`,
    )}
  </ul>`;
}

export function orderTotals(order: Order, currency: string): Html {
  const t = totalsOf(order);
  const row = (name: string, cents: number, kind = '') =>
    html`<div class="${kind}">
      <dt>${name}</dt>
      <dd class="number">${kind === 'off' ? '−' : ''}${price(cents, currency)}</dd>
    </div>`;
  return html`<dl class="totals">
    ${row('Subtotal', t.grossCents)} ${order.discounts.map((discount) => row(`Discount ${discount.code}`, discount.amountCents, 'off'))}
    ${t.shippingPriceCents > 0 ? row('Shipping', t.shippingPriceCents) : ''} ${row('Tax', t.taxCents)}
    ${order.tipCents > 0 ? row('Tip', order.tipCents) : ''} ${row('Total', t.totalCents, 'total')}
    ${t.refundedCents > 0 ? row('Refunded', t.refundedCents, 'off') : ''}
  </dl>`;
}

function signals(store: Store, order: Order): Record<string, unknown> {
  const customer = store.customer(order.customerId);
  const t = totalsOf(order);
  const money = (cents: number) => ({ amount: Number(decimal(cents)), currencyCode: store.shop.currency });
  const earlier = store.state.orders.some((other) => other !== order && other.customerId !== null && other.customerId === order.customerId);
  return {
    orderConfirmation: {
      order: { id: `gid://shopify/Order/${order.id}` },
      number: order.token.slice(0, 9).toUpperCase(),
      isFirstOrder: !earlier,
    },
    'buyerIdentity.customer': customer
      ? { id: `gid://shopify/Customer/${customer.id}`, firstName: customer.firstName, email: customer.email }
      : null,
    'buyerIdentity.email': order.email,
    'localization.country': { isoCode: 'US' },
    'cost.subtotalAmount': money(t.subtotalCents),
    'cost.totalShippingAmount': money(t.shippingNetCents),
    'cost.totalTaxAmount': money(t.taxCents),
    'cost.totalAmount': money(t.totalCents),
    discountCodes: order.discounts.map(({ code }) => ({ code })),
    discountAllocations: order.discounts
      .filter((discount) => discount.class === 'order')
      .map(({ amountCents, code }) => ({ type: 'code', code, discountedAmount: money(amountCents) })),
    lines: order.lines.map((line) => ({
      id: `gid://shopify/LineItem/${line.id}`,
      quantity: line.quantity,
      merchandise: {
        id: `gid://shopify/ProductVariant/${line.variantId}`,
        type: 'variant',
        title: line.title,
        sku: line.sku,
        product: { id: `gid://shopify/Product/${line.productId}` },
      },
      cost: { totalAmount: money(line.unitCents * line.quantity) },
      attributes: [],
      discountAllocations: [],
    })),
    checkoutToken: order.checkoutToken,
  };
}
