import { html } from 'hono/html';
import type { Html } from './layout.ts';
import type { PageParts } from './visit.ts';
import { count, moment } from './words.ts';

const doors = [
  ['/devstore/shop', 'The shop', 'Products, a cart, and a checkout with Laurel’s block in the order summary.'],
  ['/devstore/sign-in', 'Be somebody', 'Ada is new, Ben is a regular, Chiara is in the top tier. Or make a new account.'],
  ['/devstore/account', 'Customer account', 'Orders, and the loyalty page with balance, tier, history and rewards.'],
  ['/devstore/apps/laurel/programme', 'Programme page', 'What the programme promises, for everybody, through the shop’s app proxy.'],
  ['/devstore/admin', 'Merchant’s orders', 'Refund, cancel or edit an order and watch the points follow.'],
  ['/devstore/admin/app', 'Laurel in the admin', 'The merchant’s app: the programme, its members, and who may do what.'],
  ['/', 'Hydrogen storefront', 'The same shop, headless, with points in the cart and on a rewards page.'],
  ['/devstore/admin/webhooks', 'Webhooks', 'What the shop told Laurel, when, and how it was answered.'],
  ['/devstore/mail', 'Mailbox', 'Every e-mail that Laurel sent, whoever it is for.'],
  ['/openapi', 'Laurel’s API', 'Every call, readable.'],
] as const;

const steps: readonly { days: number; text: string }[] = [
  { days: 1, text: 'One day' },
  { days: 30, text: '30 days' },
  { days: 365, text: 'One year' },
];

/** What this is, what to try, and a link to everything. */
export function indexPage({ store }: PageParts): Html {
  const { state } = store;
  const waiting = state.deliveries.filter((delivery) => delivery.state === 'pending').length;
  return html`<div class="wrap stack">
    <div class="hero">
      <p class="eyebrow">Laurel’s dev store</p>
      <h1>A small shop that plays Shopify</h1>
      <p>
        Everything Laurel needs from Shopify happens here, on this machine and offline: a shop, a checkout, customer accounts, an admin,
        webhooks and the APIs. Laurel itself is the real thing, and so are the blocks you see in the checkout and the account: they run from
        the very files that would be deployed. Nothing is charged and nothing is sent.
      </p>
    </div>
    <section class="card stack" aria-labelledby="try">
      <h2 id="try">Try this</h2>
      <ol class="try">
        <li><a href="/devstore/sign-in?back=/devstore/shop">Sign in as Ben</a>, put a few things into the cart and go to checkout.</li>
        <li>Use some points in the order summary, see the total fall, and pay.</li>
        <li>
          Look at <a href="/devstore/account/loyalty">Ben’s loyalty page</a>; then
          <a href="/devstore/admin">refund part of the order as the merchant</a> and look again.
        </li>
        <li>
          Work as Jo in <a href="/devstore/admin/app">Laurel</a> and give a member 50,000 points; it waits. Switch to Mara and approve it.
        </li>
      </ol>
    </section>
    <section aria-labelledby="doors" class="stack">
      <h2 id="doors">All the doors</h2>
      <ul class="doors">
        ${doors.map(
          ([href, title, text]) =>
            html`<li>
              <a class="card door" href="${href}"
                ><h3>${title}</h3>
                <span class="soft">${text}</span></a
              >
            </li>`,
        )}
      </ul>
    </section>
    <section class="card stack" aria-labelledby="clock">
      <h2 id="clock">The shop’s clock</h2>
      <p>
        It is <strong>${moment(store.now(), store.shop.timeZone)}</strong> in the
        shop${state.clockOffsetMs === 0 ? '' : html`, ${count(Math.round(state.clockOffsetMs / 86_400_000), 'day')} ahead of you`}. Points
        vest, holds run out and points expire when it moves on; it cannot go back.
      </p>
      <form class="row" method="post" action="/devstore/clock">
        ${steps.map(({ days, text }) => html`<button class="quiet" name="days" value="${String(days)}">${text} on</button>`)}
      </form>
    </section>
    <p class="soft small">
      ${count(state.orders.length, 'order')} by ${count(state.customers.length, 'customer')}.
      ${waiting === 0 ? 'Every webhook has been sent.' : `${count(waiting, 'webhook')} on the way.`}
    </p>
  </div>`;
}
