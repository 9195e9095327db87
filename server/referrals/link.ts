/** Where a member's friends are sent: to the storefront, where the shop has one of its own, else through the app proxy of its theme. */
export function inviteLink(storefrontUrl: string | undefined, shopDomain: string, code: string): string {
  return `${storefrontUrl ?? `https://${shopDomain}/apps/laurel`}/r/${code}`;
}
