import { html } from 'hono/html';
import type { Mail } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { Html } from '../layout.ts';
import { moment } from '../words.ts';

/** The newest of what may be many. */
const shownMax = 100;

/** Every mail, the newest first. */
export function mailList(store: Store): Html {
  const mails = (store.state.mails ?? []).toReversed().slice(0, shownMax);
  return html`<div class="wrap stack">
    <div class="hero">
      <p class="eyebrow">Nothing leaves this machine</p>
      <h1>Mailbox</h1>
      <p>Every e-mail that Laurel sends to the shop’s customers ends here, whoever it is for.</p>
    </div>
    ${
      mails.length === 0
        ? nothing()
        : html`<ul class="mails card">
            ${mails.map((mail) => row(store, mail))}
          </ul>`
    }
  </div>`;
}

function nothing(): Html {
  return html`<section class="card stack tight" aria-labelledby="nothing">
    <h2 id="nothing">No e-mail yet</h2>
    <p>
      Laurel writes when points are about to expire, when a friend’s first order counts, and after an order to ask for friends: to customers
      who want the shop’s newsletter, where the programme thanks for <a href="/devstore/admin/app">bringing friends</a>.
    </p>
  </section>`;
}

function row(store: Store, { id, receivedAt, subject, to }: Mail): Html {
  return html`<li>
    <a href="/devstore/mail/${id}">${subject || 'No subject'}</a>
    <span class="soft small">to ${to.join(', ')} · <time datetime="${receivedAt}">${moment(receivedAt, store.shop.timeZone)}</time></span>
  </li>`;
}
