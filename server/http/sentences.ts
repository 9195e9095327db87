import { LaurelError } from '../core/errors.ts';
import { formatMoney, minor } from '../core/money.ts';
import type { StartResult } from '../redemption/index.ts';

type Refused = Extract<StartResult, { refused: unknown }>['refused'];

/** A refusal in English, for clients that have no sentence of their own. */
export function refusalSentence(refused: Refused, currency: string): string {
  switch (refused.code) {
    case 'not-enough-points':
      return `${refused.missingPoints} more points are needed for this reward.`;
    case 'order-too-small':
      return `${formatMoney({ minor: minor(refused.missingMinor), currency })} more in the cart are needed for this reward.`;
    case 'nothing-to-discount':
      return 'There is nothing in the cart that this reward could discount.';
    case 'tier-too-low':
      return 'This reward is for a higher tier.';
    case 'not-yet':
      return `This reward can be redeemed from ${refused.from} on.`;
    case 'over':
      return `This reward could be redeemed until ${refused.lastDay}.`;
    case 'limit-reached':
      return `You have had this reward ${times(refused.times)}${refused.per === 'ever' ? '' : ` this ${refused.per}`}; that is as often as it can be had.`;
    case 'all-gone':
      return 'This reward is all gone.';
    case 'steps-out-of-range':
      return `Choose from ${refused.minimum} to ${refused.maximum} steps.`;
    case 'not-in-cart':
      return 'Put the product of this reward into the cart first.';
    case 'shipping-too-dear':
      return `This reward is for shipping of at most ${formatMoney({ minor: minor(refused.capMinor), currency })}.`;
    case 'does-not-combine':
      return `This reward does not go together with the discount ${refused.with}.`;
    case 'needs-cart':
      return 'What this reward comes to depends on the cart: redeem it in the cart or at checkout.';
    case 'unknown-reward':
      return 'This reward is no longer offered.';
  }
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** Staff wanted to take more than is there. */
export function tooFew(wanted: number, refused: { readonly code: string; readonly missingPoints: number }): LaurelError {
  return new LaurelError('refused', `adjustment refused: ${refused.code}`, {
    publicMessage: tooFewToTake(wanted, refused.missingPoints),
    details: { ...refused },
  });
}

/** Why no points were taken: a member gives only what they can spend. */
function tooFewToTake(wanted: number, missing: number): string {
  const there = wanted - missing;
  const has = there === 0 ? 'no points' : there === 1 ? 'only 1 point' : `only ${there.toLocaleString('en')} points`;
  return `The member has ${has} to spend: ${missing.toLocaleString('en')} ${missing === 1 ? 'is' : 'are'} missing.`;
}
