import type { Api } from '@shopify/ui-extensions/customer-account.profile.block.render';

/** What Shopify gives to this target. */
export type Host = Api;

/** The host's objects; there from the moment the default export is called. */
export function host(): Host {
  return (globalThis as unknown as { shopify: Host }).shopify;
}
