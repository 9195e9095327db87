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
    case 'unknown-reward':
      return 'This reward is no longer offered.';
  }
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
