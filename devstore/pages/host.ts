/** Puts an extension into a page: its container, its scenario and the host's script. */
import { html, raw } from 'hono/html';
import { bundledOrigin, localeFile, type BuiltExtension } from '../extensions.ts';
import type { Html } from './layout.ts';
import type { PageParts } from './visit.ts';

export interface Hosting {
  readonly extension: BuiltExtension;
  readonly target: string;
  readonly locale: string;
  readonly signals: Record<string, unknown>;
  readonly values?: Record<string, unknown>;
  readonly endpoints: Record<string, string>;
}

export const links = {
  'shopify:customer-account/orders': '/devstore/account',
  'shopify:customer-account/profile': '/devstore/account',
  'shopify:customer-account': '/devstore/account',
  'extension:loyalty-page/': '/devstore/account/loyalty',
  'extension:/': '/devstore/account/loyalty',
};

/** Where the extension appears. */
export function extensionPlace(extension: BuiltExtension | undefined): Html {
  if (extension?.built) return html`<div id="extension"></div>`;
  return html`<p class="note small" id="extension">
    Laurel’s block belongs here, but it is not built. Run <code>npm run build</code> and load this page again.
  </p>`;
}

/** The scripts, at the end of the page. `script` is the host's page script: checkout, thank-you or account. */
export function extensionScripts({ settings, store }: PageParts, script: string, hosting: Hosting | undefined): Html {
  if (!hosting?.extension.built) return html``;
  const { extension } = hosting;
  const folder = `/devstore/extensions/${extension.dir}`;
  const locale = localeFile(settings.extensionsDir, extension.dir, hosting.locale);
  const scenario = {
    target: hosting.target,
    scriptUrl: `${folder}/dist/${extension.handle}.js`,
    locale: hosting.locale,
    ...(locale === undefined ? {} : { translationsUrl: `${folder}/locales/${locale}` }),
    networkAccess: extension.networkAccess,
    routes: { [bundledOrigin(settings.extensionsDir)]: settings.appUrl },
    currency: store.shop.currency,
    timeZone: store.shop.timeZone,
    signals: hosting.signals,
    values: {
      shop: {
        id: `gid://shopify/Shop/${store.shop.id}`,
        name: store.shop.name,
        myshopifyDomain: store.shop.domain,
        storefrontUrl: settings.appUrl,
      },
      ...hosting.values,
    },
    links,
    ...(hosting.target.startsWith('customer-account.') && { customerApi: '/devstore/customer-account' }),
    endpoints: { sessionToken: '/devstore/session-token?kind=extension', ...hosting.endpoints },
  };
  const json = JSON.stringify(scenario).replaceAll('<', String.raw`\u003c`);
  return html`<script type="application/json" id="extension-scenario">
      ${raw(json)}
    </script>
    <script type="module" src="/devstore/assets/${script}.js"></script>`;
}

/** The shopper's language, for extensions: `?locale=de`, else English. */
export function localeOf(url: string): string {
  const locale = new URL(url).searchParams.get('locale') ?? '';
  return /^[a-z]{2}(-[A-Z]{2})?$/.test(locale) ? locale : 'en';
}
