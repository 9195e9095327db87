import { html } from 'hono/html';
import { productOf, quoteCart } from '../../store/carts.ts';
import type { Cart, CartLine } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { Html } from '../layout.ts';
import { price } from '../words.ts';

export function cartPage(store: Store, cart: Cart | undefined): Html {
  if (!cart || cart.lines.length === 0) {
    return html`<div class="narrow stack">
      <h1>Your cart</h1>
      <p class="soft">There is nothing in it yet.</p>
      <p><a class="button" href="/devstore/shop">Look around the shop</a></p>
    </div>`;
  }
  const { currency } = store.shop;
  const { grossCents } = quoteCart(store, cart);
  return html`<div class="narrow stack">
    <h1>Your cart</h1>
    <ul class="lines card">
      ${cart.lines.map((line) => lineRow(line, currency))}
    </ul>
    <dl class="totals">
      <div class="total">
        <dt>Subtotal</dt>
        <dd class="number">${price(grossCents, currency)}</dd>
      </div>
    </dl>
    <p class="soft small">Discount codes, shipping and tax come at checkout.</p>
    <div class="row">
      <a class="button" href="/devstore/checkout/${cart.token}">Check out</a><a class="button quiet" href="/devstore/shop">Keep shopping</a>
    </div>
  </div>`;
}

function lineRow(line: CartLine, currency: string): Html {
  const product = productOf(line.variantId);
  const action = `/devstore/cart/lines/${line.id}`;
  return html`<li class="line">
    <img src="/devstore/pictures/${product.handle}.svg" alt="" width="72" height="72" />
    <h2>${product.title}</h2>
    <span class="number">${price(product.priceCents * line.quantity, currency)}</span>
    <div class="controls row">
      <form class="row" method="post" action="${action}">
        <label class="hidden" for="q-${line.id}">Quantity of ${product.title}</label>
        <input id="q-${line.id}" type="number" name="quantity" min="0" max="99" value="${String(line.quantity)}" inputmode="numeric" />
        <button class="quiet">Update<span class="hidden"> ${product.title}</span></button>
      </form>
      <form method="post" action="${action}">
        <input type="hidden" name="quantity" value="0" /><button class="plain">Remove<span class="hidden"> ${product.title}</span></button>
      </form>
    </div>
  </li>`;
}
