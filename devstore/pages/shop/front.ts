import { html } from 'hono/html';
import { products, type Product } from '../../store/catalog.ts';
import type { Customer } from '../../store/state.ts';
import type { Html } from '../layout.ts';
import { price } from '../words.ts';

export interface FrontParts {
  readonly person: Customer | undefined;
  readonly currency: string;
  readonly added: Product | undefined;
}

/** The shop front: everything there is to buy. */
export function shopFront({ added, currency, person }: FrontParts): Html {
  return html`<div class="wrap">
    <div class="hero">
      <p class="eyebrow">Skin, colour, a little ceremony</p>
      <h1>Good things for slow mornings</h1>
      ${
        person
          ? html`<p class="soft">
              You are shopping as ${person.firstName} ${person.lastName}. <a href="/devstore/sign-in">Be somebody else</a>
            </p>`
          : html`<p class="soft">You are a guest. <a href="/devstore/sign-in">Sign in as somebody</a> to earn and use points.</p>`
      }
    </div>
    ${
      added
        ? html`<p class="note good" role="status">${added.title} is in your cart. <a href="/devstore/cart">Open the cart</a></p>
            <br />`
        : ''
    }
    <ul class="products">
      ${products.map((product) => productCard(product, currency))}
    </ul>
  </div>`;
}

function productCard(product: Product, currency: string): Html {
  return html`<li class="product">
    <img src="/devstore/pictures/${product.handle}.svg" alt="" width="400" height="400" loading="lazy" />
    <div class="stack tight">
      <div class="row between">
        <h2>${product.title}</h2>
        <span class="number">${price(product.priceCents, currency)}</span>
      </div>
      <p class="soft">${product.description}</p>
    </div>
    <form method="post" action="/devstore/cart/lines">
      <input type="hidden" name="variantId" value="${product.variantId}" /><input type="hidden" name="back" value="/devstore/shop" />
      <button class="quiet wide">Add to cart <span class="hidden">${product.title}</span></button>
    </form>
  </li>`;
}
