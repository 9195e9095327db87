import { html } from 'hono/html';
import type { Mail } from '../../store/state.ts';
import type { Store } from '../../store/store.ts';
import type { Html } from '../layout.ts';
import { moment } from '../words.ts';

/** One mail: who it is for, its HTML as a mail program shows it, its text, and its headers. */
export function mailPage(store: Store, { from, headers, html: rich, id, receivedAt, subject, text, to }: Mail): Html {
  return html`<div class="narrow stack">
    <p><a href="/devstore/mail">Mailbox</a></p>
    <h1 class="subject">${subject || 'No subject'}</h1>
    <dl class="facts">
      <dt>To</dt>
      <dd>${to.join(', ')}</dd>
      <dt>From</dt>
      <dd>${from}</dd>
      <dt>Received</dt>
      <dd><time datetime="${receivedAt}">${moment(receivedAt, store.shop.timeZone)}</time></dd>
    </dl>
    <section class="stack tight" aria-labelledby="rich">
      <h2 id="rich">As a mail program shows it</h2>
      ${
        rich === ''
          ? html`<p class="soft">This mail has no HTML part.</p>`
          : html`<iframe
              class="mail"
              title="The mail’s HTML"
              src="/devstore/mail/${id}/html"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
            ></iframe>`
      }
    </section>
    <section class="stack tight" aria-labelledby="plain">
      <h2 id="plain">As text</h2>
      ${text === '' ? html`<p class="soft">This mail has no text part.</p>` : html`<div class="plain card">${withLinks(text)}</div>`}
    </section>
    <details>
      <summary>Headers</summary>
      <ul class="headers small">
        ${headers.map((line) => html`<li>${line}</li>`)}
      </ul>
    </details>
  </div>`;
}

/** The HTML part for its frame: its links open a window of their own. */
export function framedHtml({ html: rich }: Mail): string {
  return /<head>/i.test(rich) ? rich.replace(/<head>/i, '<head><base target="_blank">') : `<base target="_blank">${rich}`;
}

/** Text whose addresses can be opened. */
function withLinks(text: string): Html[] {
  return text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}
