import type { Api } from '@shopify/ui-extensions/customer-account.page.render';

/** What Shopify gives to this target. The CLI's generated declaration would type the global per file; this is one place for all. */
export type Host = Api;

/** The host's objects; there from the moment the default export is called. */
export function host(): Host {
  return (globalThis as unknown as { shopify: Host }).shopify;
}
