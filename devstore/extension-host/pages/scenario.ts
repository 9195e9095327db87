/**
 * How a dev store page hosts an extension.
 *
 * The page is plain server-rendered HTML with three things in it:
 *
 *   <div id="extension"></div>
 *   <script type="application/json" id="extension-scenario">{ …Scenario… }</script>
 *   <script type="module" src="/devstore/assets/checkout.js"></script>   (or thank-you.js, account.js)
 *
 * In the JSON, write `<` as `\u003c`, so that no text can close the script element.
 *
 * What the page's own script can rely on:
 * - after an extension changed the cart, `document` receives `devstore:cart`, whose `detail` is the `state`
 *   of the endpoint's answer: redraw the summary from it;
 * - the page tells the extension of a change of its own by dispatching `devstore:state` on `document`, whose
 *   `detail` maps signal paths to new values: `{ "cost.totalAmount": { amount: 24, currencyCode: "USD" } }`;
 * - `document.documentElement.dataset.extension` is `loading`, `ready` or `failed`;
 * - an extension that fails leaves a visible box `[role=alert].extension-failed` in its container.
 */
import type { Target } from '../../elements/contract.ts';

export interface Scenario {
  target: Target;
  /** The built bundle, as it would be deployed. Absolute or relative to the page. */
  scriptUrl: string;
  /** Locale of the shopper, for example `en` or `de-DE`. */
  locale: string;
  /** The shop's; `USD` and `UTC` unless said. */
  currency?: string;
  timeZone?: string;
  /** The extension's locale file: given here, or fetched from `translationsUrl`. */
  translations?: Translations;
  translationsUrl?: string;
  /** The merchant's settings of the extension; `shopify.settings.value`. */
  settings?: Record<string, unknown>;
  /** `[extensions.capabilities] network_access` of the extension's toml. */
  networkAccess: boolean;
  /**
   * Where requests really go, by the origin the bundle was built with:
   * `{ "https://laurel.example": "http://127.0.0.1:3000" }`. Other origins are refused.
   */
  routes: Record<string, string>;
  /** Initial values by path below `shopify`: `buyerIdentity.customer`, `cost.totalAmount`, `discountCodes`, `lines`. */
  signals: Record<string, unknown>;
  /** Plain values by path below `shopify`: `{ "shop": { "name": …, "myshopifyDomain": … } }`. */
  values?: Record<string, unknown>;
  /** Pages behind Shopify's own addresses: `{ "shopify:customer-account/orders": "/devstore/account" }`. */
  links?: Record<string, string>;
  /** Where `shopify://customer-account` is played; absent: nowhere. */
  customerApi?: string;
  endpoints: {
    /** GET → `{ "token": "…" }`; asked anew on each `shopify.sessionToken.get()`. */
    sessionToken: string;
    /** POST of the change as the extension gave it → `ChangeAnswer`. Checkout only. */
    applyDiscountCodeChange?: string;
    applyGiftCardChange?: string;
    applyCartLinesChange?: string;
    applyMetafieldChange?: string;
    applyAttributeChange?: string;
    applyNoteChange?: string;
  };
  /** CSS selector of the container; `#extension` unless said. */
  container?: string;
}

/** A locale file: texts, or plural forms, nested by key. */
export interface Translations {
  [key: string]: string | Translations;
}

/** What a cart-changing endpoint answers, always with HTTP 200. */
export interface ChangeAnswer {
  type: 'success' | 'error';
  /** For developers, in English; Shopify never localises it. */
  message?: string;
  state?: {
    /** New signal values by path, pushed to the extension before the change's promise resolves. */
    signals: Record<string, unknown>;
    /** Whatever else the page needs to redraw its summary. */
    [more: string]: unknown;
  };
}
