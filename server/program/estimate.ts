import { assert } from '../core/assert.ts';
import { minor } from '../core/money.ts';
import type { Definition, Tier } from './definition.ts';
import { earn, termsOf } from './earn.ts';

/** A line of a cart that is not yet an order. */
export interface EstimateLine {
  readonly productId?: string | undefined;
  readonly netMinor: number;
  readonly giftCard: boolean;
}

export interface CartEstimate {
  readonly points: number;
  readonly tierName: string;
  readonly pointsPerMajorUnit: number;
  readonly lines: { readonly points: number; readonly text: string }[];
}

/**
 * What a cart in the programme's currency would earn in a tier, by the very function that grants it; without a tier, or in one
 * the programme no longer has: in the first. Lines that earn nothing are listed with 0 points and the reason.
 */
export function estimate(definition: Definition, tierId: string | undefined, cart: readonly EstimateLine[]): CartEstimate {
  const tier = tierOf(definition, tierId);
  const lines = cart.map((line, i) => ({
    lineId: String(i),
    productId: line.productId,
    title: `Item ${i + 1}`,
    quantity: 1,
    netMinor: minor(line.netMinor),
    giftCard: line.giftCard,
    tip: false,
  }));
  const award = earn({ currency: definition.currency, lines, unexplainedRefundMinor: minor(0) }, termsOf(definition, tier));
  return {
    points: award.points,
    tierName: tier.name,
    pointsPerMajorUnit: tier.pointsPerMajorUnit,
    lines: award.reasons.flatMap((reason) => (reason['lineId'] === undefined ? [] : [{ points: reason.points, text: reason.text }])),
  };
}

/** The tier of that id; the first when there is none of it. */
export function tierOf(definition: Definition, tierId: string | undefined): Tier {
  const tier = definition.tiers.find((candidate) => candidate.id === tierId) ?? definition.tiers[0];
  assert(tier, 'a programme has a tier');
  return tier;
}
