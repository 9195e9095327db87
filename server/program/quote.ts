import { unreachable } from '../core/assert.ts';
import type { Reward } from './definition.ts';

/** Merchandise after discounts, before tax and shipping, in minor units of the shop's currency. */
export interface Cart {
  readonly subtotalMinor: number;
  readonly currency: string;
}

/** Why a reward can't be had now, with the number a person needs to know. */
export type WhyNot =
  | { readonly code: 'not-enough-points'; readonly missingPoints: number }
  | { readonly code: 'order-too-small'; readonly missingMinor: number }
  | { readonly code: 'nothing-to-discount' };

export interface Quote {
  /** What the reward takes off the cart; null without a cart and for free shipping. */
  readonly discountMinor: number | null;
  /** null: it can be redeemed now. */
  readonly whyNot: WhyNot | null;
}

/** What a reward is worth on a cart, and whether a member with `available` points can have it. Without a cart only the points decide. */
export function quote(reward: Reward, available: number, cart: Cart | undefined): Quote {
  const discountMinor = cart ? discount(reward, cart.subtotalMinor) : null;
  return { discountMinor, whyNot: pointsMissing(reward, available) ?? cartMissing(reward, cart, discountMinor) };
}

function pointsMissing(reward: Reward, available: number): WhyNot | null {
  const missingPoints = reward.points - available;
  return missingPoints > 0 ? { code: 'not-enough-points', missingPoints } : null;
}

function cartMissing(reward: Reward, cart: Cart | undefined, discountMinor: number | null): WhyNot | null {
  if (!cart) return null;
  const missingMinor = reward.minimumOrderMinor - cart.subtotalMinor;
  if (missingMinor > 0) return { code: 'order-too-small', missingMinor };
  return cart.subtotalMinor <= 0 || discountMinor === 0 ? { code: 'nothing-to-discount' } : null;
}

/** Never more than the subtotal; a percentage is rounded half-up to the minor unit. */
function discount(reward: Reward, subtotalMinor: number): number | null {
  switch (reward.kind) {
    case 'amount':
      return Math.min(reward.amountMinor, Math.max(0, subtotalMinor));
    case 'percentage':
      return Number((2n * BigInt(Math.max(0, subtotalMinor)) * BigInt(reward.percent) + 100n) / 200n);
    case 'free-shipping':
    case 'slider':
    case 'product':
    case 'gift-card':
    case 'store-credit':
    case 'early-access':
    case 'custom':
      return null;
    default:
      return unreachable(reward);
  }
}
