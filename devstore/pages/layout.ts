import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { Customer } from '../store/state.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Frame {
  readonly title: string;
  readonly shopName: string;
  readonly person: Customer | undefined;
  readonly pieces: number;
  readonly here?: 'shop' | 'cart' | 'account';
  readonly bodyClass?: string;
  readonly body: Html;
}

/** A page of the shop. */
export function page({ body, bodyClass = '', here, person, pieces, shopName, title }: Frame): Html {
  const link = (name: Frame['here'], href: string, text: Html | string) =>
    html`<li><a href="${href}" ${here === name ? html`aria-current="page"` : ''}>${text}</a></li>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${shopName}</title>
        <link rel="icon" href="/devstore/pages/icon.svg" />
        <link rel="stylesheet" href="/devstore/pages/shop.css" />
      </head>
      <body class="${bodyClass}">
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/devstore/shop">${shopName}</a>
            <nav aria-label="Shop">
              <ul>
                ${link('shop', '/devstore/shop', 'Shop')} ${link('account', '/devstore/account', person ? person.firstName : 'Sign in')}
                ${link('cart', '/devstore/cart', html`Cart <span class="number">(${String(pieces)}<span class="hidden"> ${pieces === 1 ? 'piece' : 'pieces'}</span>)</span>`)}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main">${body}</main>
        <footer class="foot">
          <div class="wrap row between">
            <p>A make-believe shop: nothing is charged, nothing is sent.</p>
            <p><a href="/devstore/apps/laurel/programme">Our loyalty programme</a> · <a href="/devstore">What is this?</a></p>
          </div>
        </footer>
      </body>
    </html>`;
}
