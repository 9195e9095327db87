import { html } from 'hono/html';
import type { Html } from './layout.ts';

export function notFoundPage(): Html {
  return html`<div class="narrow stack">
    <h1>There is nothing here</h1>
    <p class="soft">Perhaps the demo was begun anew since you opened this address.</p>
    <p class="row"><a class="button" href="/devstore/shop">To the shop</a><a class="button quiet" href="/devstore">What is this?</a></p>
  </div>`;
}
