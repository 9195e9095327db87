import type { LineMatch } from './definition/common.ts';
import { matching } from './earn-terms.ts';
import type { Reward } from './definition.ts';

/**
 * A line of a cart. What it leaves out does not hold; but what every line leaves out is not known, such as tags at checkout, and
 * where a reward asks for that the checkout decides.
 */
export interface CartLine {
  readonly productId?: string | undefined;
  readonly variantId?: string | undefined;
  readonly collections?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly vendor?: string | undefined;
  readonly quantity: number;
  /** What is left to pay for the line, before this reward. */
  readonly netMinor: number;
  readonly giftCard?: boolean | undefined;
}

export type DiscountClass = 'order' | 'product' | 'shipping';

/** A discount that is on the cart already, and the classes it goes with. */
export interface AppliedDiscount {
  readonly code: string;
  readonly class: DiscountClass;
  readonly combinesWith: { readonly [K in DiscountClass]?: boolean | undefined };
}

/** A cart in minor units of the shop's currency. */
export interface Cart {
  /** Merchandise after discounts, before tax and shipping. */
  readonly subtotalMinor: number;
  readonly currency: string;
  /** Absent: not known; rewards for some products only are then judged by the checkout. */
  readonly lines?: readonly CartLine[] | undefined;
  /** What shipping costs; absent: not known yet. */
  readonly shippingMinor?: number | undefined;
  /** Absent: not known, which the checkout decides. */
  readonly applied?: readonly AppliedDiscount[] | undefined;
}

/** Shopify's class of the discount a reward is given by; undefined: it is no discount. */
export function discountClass(reward: Reward): DiscountClass | undefined {
  switch (reward.kind) {
    case 'amount':
    case 'percentage':
      return reward.on ? 'product' : 'order';
    case 'slider':
      return 'order';
    case 'product':
      return 'product';
    case 'free-shipping':
      return 'shipping';
    case 'gift-card':
    case 'store-credit':
    case 'early-access':
    case 'custom':
      return undefined;
  }
}

/**
 * The lines a reward can take something off; undefined: the cart's lines are not known, or none says what the reward asks for.
 * Gift cards are never discounted.
 */
export function eligibleLines(reward: Reward, cart: Cart): readonly CartLine[] | undefined {
  const lines = cart.lines?.filter((line) => !line.giftCard);
  if (reward.kind === 'product') {
    return lines?.filter((line) => (reward.variantId ? line.variantId === reward.variantId : line.productId === reward.productId));
  }
  if ((reward.kind === 'amount' || reward.kind === 'percentage') && reward.on) {
    const matches = matching(reward.on);
    const meant = lines?.filter(matches);
    return lines && meant && meant.length < lines.length && leaveOpen(reward.on, lines) ? undefined : meant;
  }
  return lines;
}

/** Whether something a reward asks for is said of no line at all. */
function leaveOpen(on: LineMatch, lines: readonly CartLine[]): boolean {
  const isUnsaid = (asked: unknown, said: (line: CartLine) => unknown) =>
    asked !== undefined && lines.every((line) => said(line) === undefined);
  return (
    isUnsaid(on.products, (line) => line.productId) ||
    isUnsaid(on.collections, (line) => line.collections) ||
    isUnsaid(on.tags, (line) => line.tags) ||
    isUnsaid(on.vendors, (line) => line.vendor)
  );
}

/** The money a reward's minimum and percentage are counted on: the eligible lines, else the whole cart; undefined: not known. */
export function countedMinor(reward: Reward, cart: Cart): number | undefined {
  const lines = eligibleLines(reward, cart);
  if (lines) return lines.reduce((sum, line) => sum + line.netMinor, 0);
  return isForSome(reward) ? undefined : cart.subtotalMinor;
}

/** Whether a reward is for some products only, so that the cart's lines must be known to say what it is worth. */
export function isForSome(reward: Reward): boolean {
  return reward.kind === 'product' || ((reward.kind === 'amount' || reward.kind === 'percentage') && reward.on !== undefined);
}
