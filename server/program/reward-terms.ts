import { eligibleLines, isForSome, type Cart } from './cart.ts';
import type { LineMatch } from './definition/common.ts';
import type { Reward } from './definition.ts';
import { quote, type WhyNot } from './quote.ts';

/** What a redemption is good for beyond its reward: worked out for the cart, or chosen by the member. Kept with it. */
export interface Terms {
  readonly steps?: number;
  /** A fixed amount in minor units, where Shopify has no words for what the reward promises. */
  readonly amountMinor?: number;
  /** The smallest order for which that amount is what was promised. */
  readonly minimumMinor?: number;
  /** Products of the cart that match by tag or vendor, which a discount cannot name. As the browser says: to be asked of Shopify. */
  readonly productIds?: readonly string[];
}

export type TermsResult = { readonly terms: Terms } | { readonly refused: WhyNot | { readonly code: 'needs-cart' } };

/**
 * The terms of a reward on a cart. A capped percentage becomes the amount it comes to, good from the smallest order on for which
 * it is no more than that percentage; one piece of a product becomes its price. Refused where the cart says too little for that.
 */
export function termsFor(reward: Reward, cart: Cart | undefined, steps: number | undefined): TermsResult {
  const { discountMinor } = quote(reward, 0, cart, { steps });
  switch (reward.kind) {
    case 'slider': {
      const chosen = steps ?? reward.minimumSteps;
      return { terms: { steps: chosen, amountMinor: chosen * reward.stepMinor } };
    }
    case 'product':
      return { terms: { amountMinor: discountMinor ?? reward.valueMinor } };
    case 'amount':
    case 'percentage': {
      const products = productsOf(reward, cart);
      if (products === 'unknown') return { refused: { code: 'needs-cart' } };
      if (reward.kind === 'amount' || reward.capMinor === undefined) return { terms: products };
      if (discountMinor === null) return { refused: { code: 'needs-cart' } };
      return {
        terms: {
          ...products,
          amountMinor: discountMinor,
          minimumMinor: Math.max(reward.minimumOrderMinor, Math.ceil((discountMinor * 100) / reward.percent)),
        },
      };
    }
    case 'free-shipping':
    case 'gift-card':
    case 'store-credit':
    case 'early-access':
    case 'custom':
      return { terms: {} };
  }
}

/** A discount can name products or collections, one of both. */
function nameable(on: LineMatch | undefined): boolean {
  return on === undefined || (!on.tags && !on.vendors && !(on.products && on.collections));
}

function productsOf(reward: Extract<Reward, { kind: 'amount' | 'percentage' }>, cart: Cart | undefined): Terms | 'unknown' {
  if (!isForSome(reward) || nameable(reward.on)) return {};
  const lines = cart && eligibleLines(reward, cart);
  return lines ? { productIds: [...new Set(lines.flatMap(({ productId }) => productId ?? []))].slice(0, 100) } : 'unknown';
}
