import type { Api as OrderStatusApi } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.block.render';

/** What Shopify gives to either target, after the purchase and on every later visit to the order. */
export type Host = ThankYouApi | OrderStatusApi;

/** The host's objects; there from the moment the default export is called. */
export function host(): Host {
  return (globalThis as unknown as { shopify: Host }).shopify;
}

/** Who looks at which order. */
export interface Visit {
  /** Shopify's number; null: not known yet. */
  readonly orderId: string | null;
  /** stranger: a guest, or somebody who came by a link and has not signed in. */
  readonly visitor: 'customer' | 'stranger' | 'guest';
}

/** Reads it from the signals of the target at hand. */
export function readVisit(): Visit {
  const shopify = host();
  if ('orderConfirmation' in shopify) {
    const customer = shopify.buyerIdentity?.customer.value;
    return { orderId: numberOf(shopify.orderConfirmation.value.order.id), visitor: customer ? 'customer' : 'guest' };
  }
  const orderId = numberOf(shopify.order.value?.id);
  if (shopify.authenticationState.value === 'pre_authenticated') return { orderId, visitor: 'stranger' };
  return { orderId, visitor: shopify.buyerIdentity?.customer.value ? 'customer' : 'guest' };
}

/** "gid://shopify/Order/123" → "123" */
function numberOf(gid: string | undefined): string | null {
  return /\/(\d+)$/.exec(gid ?? '')?.[1] ?? null;
}
