/** Where a friend's browser arrives by a member's code: at the shop's storefront, or without one at the app's pages of its online shop. */
export function inviteLink(shop: { readonly domain: string; readonly storefrontUrl?: string | undefined }, code: string): string {
  return `${shop.storefrontUrl ?? `https://${shop.domain}/apps/laurel`}/r/${code}`;
}
