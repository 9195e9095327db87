import { html } from 'hono/html';
import { extensionAt } from '../../extensions.ts';
import { quoteCart } from '../../store/carts.ts';
import type { Quote } from '../../store/quote.ts';
import type { Cart } from '../../store/state.ts';
import { extensionPlace, extensionScripts } from '../host.ts';
import type { Html } from '../layout.ts';
import type { PageParts } from '../visit.ts';
import { price } from '../words.ts';
import { checkoutSignals } from './signals.ts';
import { summaryLines, summaryTotals } from './summary.ts';

export const checkoutTarget = 'purchase.checkout.block.render';

/** What went wrong with the last try, for people without scripts and for payment. */
export interface CheckoutProblems {
  readonly code?: { readonly entered: string; readonly message: string };
  readonly payment?: string;
  readonly email?: { readonly entered: string; readonly message: string };
}

export function checkoutPage(parts: PageParts, cart: Cart, locale: string, problems: CheckoutProblems = {}): Html {
  const { settings, store } = parts;
  const priced = quoteCart(store, cart);
  const extension = extensionAt(settings.extensionsDir, checkoutTarget);
  const base = `/devstore/checkout/${cart.token}`;
  const hosting = extension && {
    extension,
    target: checkoutTarget,
    locale,
    signals: checkoutSignals(store, cart, priced, extension),
    endpoints: { applyDiscountCodeChange: `${base}/discount-codes` },
  };
  return html`<div class="wrap split">
      <section class="aside card stack" aria-labelledby="summary-title">
        <h2 id="summary-title">Order summary</h2>
        ${summaryLines(priced, store.shop.currency)} ${extensionPlace(extension)} ${codeForm(base, problems.code)}
        <div id="summary-totals" class="stack" aria-live="polite">${summaryTotals(cart, priced, store.shop.currency)}</div>
      </section>
      <div class="stack">
        <h1>Checkout</h1>
        ${problems.payment ? html`<p class="note bad" role="alert">${problems.payment}</p>` : ''} ${payForm(parts, cart, priced, problems)}
      </div>
    </div>
    ${extensionScripts(parts, 'checkout', hosting)}
    <script type="module" src="/devstore/pages/checkout.js"></script>`;
}

function codeForm(base: string, problem: CheckoutProblems['code']): Html {
  return html`<form class="field" method="post" action="${base}/discount-codes" data-codes novalidate>
    <label for="discount-code">Discount code</label>
    <input type="hidden" name="type" value="addDiscountCode" />
    <div class="pair">
      <input
        id="discount-code"
        name="code"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        value="${problem?.entered ?? ''}"
        aria-describedby="discount-problem"
        ${problem ? html`aria-invalid="true"` : ''}
      /><button class="quiet">Apply</button>
    </div>
    <p class="problem" id="discount-problem" role="status">${problem?.message ?? ''}</p>
  </form>`;
}

function payForm({ store }: PageParts, cart: Cart, priced: Quote, problems: CheckoutProblems): Html {
  const base = `/devstore/checkout/${cart.token}`;
  return html`<form class="stack" method="post" action="${base}/orders" id="pay" novalidate>
    ${contact(store.customer(cart.customerId), cart, problems)}
    <section class="card stack tight">
      <h2>Delivery</h2>
      ${
        priced.shippingCents === 0
          ? html`<p>Sent by e-mail.</p>`
          : html`<p>12 Orchard Lane, Hudson, NY 12534<br />Standard, 3 to 5 days, ${price(priced.shippingCents, store.shop.currency)}</p>`
      }
    </section>
    <fieldset class="card stack">
      <legend class="hidden">Tip</legend>
      <h2 aria-hidden="true">Add a tip?</h2>
      <div class="choices">
        ${[0, 5, 10, 15].map(
          (percent) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="tipPercent"
                value="${String(percent)}"
                ${cart.tipPercent === percent ? html`checked` : ''}
              />${percent === 0 ? 'None' : `${percent}%`}</label
            >`,
        )}
      </div>
    </fieldset>
    <section class="card stack tight">
      <h2>Payment</h2>
      <p>Test card ending in 4242. No money moves.</p>
    </section>
    <input type="hidden" name="shownTotalCents" value="${String(priced.totalCents)}" />
    <button class="wide">Pay now</button>
  </form>`;
}

function contact(customer: ReturnType<PageParts['store']['customer']>, cart: Cart, { email }: CheckoutProblems): Html {
  if (customer) {
    return html`<section class="card stack tight">
      <h2>Contact</h2>
      <div class="row between">
        <p>${customer.firstName} ${customer.lastName}<br /><span class="soft">${customer.email}</span></p>
        <a href="/devstore/sign-in?back=/devstore/checkout/${cart.token}">Change</a>
      </div>
    </section>`;
  }
  return html`<section class="card stack">
    <div class="row between">
      <h2>Contact</h2>
      <a href="/devstore/sign-in?back=/devstore/checkout/${cart.token}">Sign in</a>
    </div>
    <div class="field">
      <label for="email">E-mail</label>
      <input
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        required
        value="${email?.entered ?? cart.email ?? ''}"
        aria-describedby="email-problem"
        ${email ? html`aria-invalid="true"` : ''}
      />
      <p class="problem" id="email-problem">${email?.message ?? ''}</p>
    </div>
  </section>`;
}
