import { unreachable } from '../core/assert.ts';
import type { Day } from '../core/time.ts';
import { countedMinor, discountClass, eligibleLines, type AppliedDiscount, type Cart, type DiscountClass } from './cart.ts';
import type { Limit } from './definition/common.ts';
import type { Reward } from './definition.ts';

export type { Cart } from './cart.ts';

/** Why a reward can't be had now, with the number or name a person needs to know. */
export type WhyNot =
  | { readonly code: 'not-enough-points'; readonly missingPoints: number }
  | { readonly code: 'order-too-small'; readonly missingMinor: number }
  | { readonly code: 'nothing-to-discount' }
  | { readonly code: 'tier-too-low'; readonly tierId: string }
  | { readonly code: 'not-yet'; readonly from: Day }
  | { readonly code: 'over'; readonly lastDay: Day }
  | { readonly code: 'limit-reached'; readonly times: number; readonly per: Limit['per'] }
  | { readonly code: 'all-gone' }
  | { readonly code: 'steps-out-of-range'; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'not-in-cart' }
  | { readonly code: 'shipping-too-dear'; readonly capMinor: number }
  | { readonly code: 'does-not-combine'; readonly with: string };

export interface Quote {
  /** What the reward takes off the cart; null without a cart, for what is no discount, and where the cart says too little. */
  readonly discountMinor: number | null;
  /** null: it can be redeemed now. */
  readonly whyNot: WhyNot | null;
}

/** What is known of the member and the day beside the balance. What is left out stands in nobody's way. */
export interface Circumstances {
  /** Whether the member's tier is at least the reward's `tierFrom`. */
  readonly tierReached?: boolean;
  /** The shop's day. */
  readonly today?: Day;
  /** How often the member has it in the limit's period, and all members together; what was given back does not count. */
  readonly takenByMember?: number;
  readonly takenInAll?: number;
  /** How many steps of a slider; absent: the fewest. */
  readonly steps?: number | undefined;
}

/**
 * What a reward is worth on a cart, and whether a member with `available` points can have it. Without a cart the cart stands in
 * nobody's way; nor do its lines or its other discounts where they are not known: the checkout decides then.
 */
export function quote(reward: Reward, available: number, cart: Cart | undefined, circumstances: Circumstances = {}): Quote {
  const steps = circumstances.steps ?? fewestSteps(reward);
  const discountMinor = cart ? discount(reward, cart, steps) : null;
  const whyNot =
    dayWrong(reward, circumstances.today) ??
    memberLacks(reward, circumstances) ??
    stepsWrong(reward, steps) ??
    pointsMissing(reward, available, steps) ??
    cartMissing(reward, cart, discountMinor) ??
    quarrel(reward, cart);
  return { discountMinor, whyNot };
}

/** What a reward costs; of a slider: so many steps. */
export function priceOf(reward: Reward, steps?: number): number {
  return reward.kind === 'slider' ? reward.points * (steps ?? reward.minimumSteps) : reward.points;
}

function fewestSteps(reward: Reward): number {
  return reward.kind === 'slider' ? reward.minimumSteps : 1;
}

function dayWrong({ validFrom, validTo }: Reward, today: Day | undefined): WhyNot | null {
  if (today === undefined) return null;
  if (validFrom !== undefined && today < validFrom) return { code: 'not-yet', from: validFrom };
  return validTo !== undefined && today > validTo ? { code: 'over', lastDay: validTo } : null;
}

function memberLacks(reward: Reward, { takenByMember = 0, takenInAll = 0, tierReached = true }: Circumstances): WhyNot | null {
  const { limitPerMember, limitTotal, tierFrom } = reward;
  if (tierFrom !== undefined && !tierReached) return { code: 'tier-too-low', tierId: tierFrom };
  if (limitTotal !== undefined && takenInAll >= limitTotal) return { code: 'all-gone' };
  return limitPerMember && takenByMember >= limitPerMember.times ? { code: 'limit-reached', ...limitPerMember } : null;
}

function stepsWrong(reward: Reward, steps: number): WhyNot | null {
  const minimum = fewestSteps(reward);
  const maximum = reward.kind === 'slider' ? reward.maximumSteps : 1;
  return Number.isInteger(steps) && steps >= minimum && steps <= maximum ? null : { code: 'steps-out-of-range', minimum, maximum };
}

function pointsMissing(reward: Reward, available: number, steps: number): WhyNot | null {
  const missingPoints = priceOf(reward, steps) - available;
  return missingPoints > 0 ? { code: 'not-enough-points', missingPoints } : null;
}

/** What is no discount asks nothing of the cart but its minimum order. */
function cartMissing(reward: Reward, cart: Cart | undefined, discountMinor: number | null): WhyNot | null {
  if (!cart) return null;
  if (reward.kind === 'product' && eligibleLines(reward, cart)?.length === 0) return { code: 'not-in-cart' };
  // The minimum order of a product is the whole cart's: it says what must be bought, not what is given.
  const counted = reward.kind === 'product' ? cart.subtotalMinor : countedMinor(reward, cart);
  if (counted === undefined) return null;
  const missingMinor = reward.minimumOrderMinor - counted;
  if (missingMinor > 0) return { code: 'order-too-small', missingMinor };
  if (discountClass(reward) === undefined) return null;
  if (reward.kind === 'free-shipping' && tooDear(reward, cart)) return { code: 'shipping-too-dear', capMinor: reward.capMinor ?? 0 };
  return counted <= 0 || discountMinor === 0 ? { code: 'nothing-to-discount' } : null;
}

/** Shopify gives shipping up to a price for nothing, or not at all: it takes no part of it off. */
function tooDear(reward: Extract<Reward, { kind: 'free-shipping' }>, { shippingMinor }: Cart): boolean {
  return reward.capMinor !== undefined && shippingMinor !== undefined && shippingMinor > reward.capMinor;
}

/** Two discounts go together when each allows the other's class. */
function quarrel(reward: Reward, cart: Cart | undefined): WhyNot | null {
  const own = discountClass(reward);
  const other = own && cart?.applied?.find((one) => !(combinesWith(reward)[one.class] && one.combinesWith[own] === true));
  return other ? { code: 'does-not-combine', with: other.code } : null;
}

/**
 * Which classes of discounts a reward's goes with. Where the merchant says nothing, a discount on the order goes with product and
 * shipping discounts, and one on shipping with both others; nothing goes with its own class.
 */
export function combinesWith(reward: Reward): { readonly [K in DiscountClass]: boolean } {
  const said = reward.combinesWith;
  if (said) return { order: said.order ?? false, product: said.product ?? false, shipping: said.shipping ?? false };
  const own = discountClass(reward);
  return { order: own !== 'order', product: own !== 'product', shipping: own !== 'shipping' };
}

/** A reward's code as it stands on a cart; undefined: it is no discount. */
export function appliedAs(reward: Reward, code: string): AppliedDiscount | undefined {
  const own = discountClass(reward);
  return own && { code, class: own, combinesWith: combinesWith(reward) };
}

/** Never more than what it is taken off; a percentage is rounded half-up to the minor unit, one with a cap is rounded down. */
function discount(reward: Reward, cart: Cart, steps: number): number | null {
  const counted = countedMinor(reward, cart);
  const off = (amountMinor: number) => (counted === undefined ? null : Math.min(amountMinor, Math.max(0, counted)));
  switch (reward.kind) {
    case 'amount':
      return off(reward.amountMinor);
    case 'slider':
      return off(reward.stepMinor * steps);
    case 'percentage':
      if (counted === undefined) return null;
      return reward.capMinor === undefined
        ? percentOf(counted, reward.percent)
        : Math.min(reward.capMinor, Number((BigInt(Math.max(0, counted)) * BigInt(reward.percent)) / 100n));
    case 'free-shipping':
      return cart.shippingMinor !== undefined && !tooDear(reward, cart) ? cart.shippingMinor : null;
    case 'product':
      return onePiece(reward, cart);
    case 'gift-card':
    case 'store-credit':
    case 'early-access':
    case 'custom':
      return null;
    default:
      return unreachable(reward);
  }
}

function percentOf(minor: number, percent: number): number {
  return Number((2n * BigInt(Math.max(0, minor)) * BigInt(percent) + 100n) / 200n);
}

/** The dearest piece, and no more than the merchant says it is worth: what a cart says of prices comes from a browser. */
function onePiece(reward: Extract<Reward, { kind: 'product' }>, cart: Cart): number | null {
  const lines = eligibleLines(reward, cart);
  if (!lines) return null;
  const pieces = lines.map((line) => Math.floor(line.netMinor / Math.max(1, line.quantity)));
  return Math.min(reward.valueMinor, Math.max(0, ...pieces));
}
