import type { Definition } from './definition.ts';
import { thresholdsOf, type Measures } from './tier-walk.ts';
import type { Keep, Standing } from './tier.ts';

/** What made us judge a member again. */
export type Because =
  | { readonly kind: 'joined' }
  | { readonly kind: 'order'; readonly orderId: string; readonly orderName: string }
  | { readonly kind: 'action'; readonly name: string }
  | { readonly kind: 'import' }
  | { readonly kind: 'merge' }
  | { readonly kind: 'time' }
  | { readonly kind: 'verification' }
  | { readonly kind: 'program'; readonly version: number }
  /** Staff said so, or ended what they had said. */
  | { readonly kind: 'pinned' | 'invited' }
  | { readonly kind: 'keep-ended'; readonly keep: Keep['kind'] };

/** Why a member has the tier they have, as it is stored; sentences are made of it when somebody reads. */
export interface StandingReason {
  readonly because: Because;
  readonly way: 'up' | 'down' | 'level';
  readonly heldBy: Standing['heldBy'];
  readonly period: Definition['qualification']['period'];
  /** Of what the programme asks for, and what there was of it. */
  readonly measured: Partial<Measures>;
}

export function standingReason(definition: Definition, because: Because, standing: Standing, formerTierId: string): StandingReason {
  const place = (tierId: string) => definition.tiers.findIndex(({ id }) => id === tierId);
  const climbed = place(standing.tier.id) - place(formerTierId);
  const way = climbed > 0 ? 'up' : climbed < 0 ? 'down' : 'level';
  const measured = asked(definition, standing.measured);
  return { because, way, heldBy: standing.heldBy, period: definition.qualification.period, measured };
}

/** The measures that any tier asks for. */
function asked({ tiers }: Definition, measured: Measures): Partial<Measures> {
  const named = new Set(tiers.flatMap((tier) => thresholdsOf(tier, measured).map(({ measure }) => measure)));
  return {
    ...(named.has('spendMinor') && { spendMinor: measured.spendMinor }),
    ...(named.has('points') && { points: measured.points }),
    ...(named.has('orders') && { orders: measured.orders }),
  };
}
