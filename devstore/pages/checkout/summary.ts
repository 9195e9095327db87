import { html } from 'hono/html';
import { sentenceOf } from '../../store/discounts.ts';
import type { Quote } from '../../store/quote.ts';
import type { Cart } from '../../store/state.ts';
import type { Html } from '../layout.ts';
import { price } from '../words.ts';

/** What is bought. */
export function summaryLines(priced: Quote, currency: string): Html {
  return html`<ul class="lines" aria-label="Items">
    ${priced.lines.map(
      (line) =>
        html`<li class="line">
          <div class="pieces">
            <img src="/devstore/pictures/${line.product.handle}.svg" alt="" width="72" height="72" /><span class="number"
              ><span class="hidden">Quantity </span>${String(line.quantity)}</span
            >
          </div>
          <div><strong>${line.product.title}</strong><br /><span class="soft small">${line.product.kind}</span></div>
          <span class="number">${price(line.grossCents, currency)}</span>
        </li>`,
    )}
  </ul>`;
}

/** Codes and totals: redrawn whenever a code or the tip changes. */
export function summaryTotals(cart: Cart, priced: Quote, currency: string): Html {
  const row = (name: string, cents: number, off = false) =>
    html`<div ${off ? html`class="off"` : ''}>
      <dt>${name}</dt>
      <dd class="number">${off ? '−' : ''}${price(cents, currency)}</dd>
    </div>`;
  const onItems = priced.discounts.filter((discount) => discount.class !== 'shipping');
  return html`${codeTags(cart, priced)}
    <dl class="totals">
      ${row('Subtotal', priced.grossCents)} ${onItems.map((discount) => row(`Discount ${discount.code}`, discount.amountCents, true))}
      ${
        priced.shippingCents === 0
          ? html`<div>
              <dt>Shipping</dt>
              <dd>None needed</dd>
            </div>`
          : row('Shipping', priced.shippingCents)
      }
      ${priced.discounts.filter((discount) => discount.class === 'shipping').map((discount) => row(`Free shipping ${discount.code}`, discount.amountCents, true))}
      ${row('Estimated tax (8%)', priced.taxCents)} ${priced.tipCents > 0 ? row('Tip', priced.tipCents) : ''}
      <div class="total">
        <dt>Total</dt>
        <dd class="number" id="total">${price(priced.totalCents, currency)}</dd>
      </div>
    </dl>`;
}

function codeTags(cart: Cart, priced: Quote): Html {
  if (priced.codes.length === 0) return html``;
  return html`<ul class="row" aria-label="Codes in use">
    ${priced.codes.map(
      ({ code, refused }) =>
        html`<li>
          <form class="tag" method="post" action="/devstore/checkout/${cart.token}/discount-codes" data-codes>
            <span>${code}${refused ? html` <span class="problem">– ${sentenceOf(refused)}</span>` : ''}</span>
            <input type="hidden" name="type" value="removeDiscountCode" /><input type="hidden" name="code" value="${code}" />
            <button aria-label="Remove ${code}">×</button>
          </form>
        </li>`,
    )}
  </ul>`;
}
