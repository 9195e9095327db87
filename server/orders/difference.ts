import { assert } from '../core/assert.ts';

/** What is in the ledger for an order. */
export interface Posted {
  /** Net of clawbacks. */
  readonly points: number;
  /** The part of it that a clawback should have taken and, by the merchant's policy, did not. */
  readonly waived: number;
}

export type Movement = { readonly issue: number } | { readonly clawBack: number } | { readonly nothing: true };

/**
 * What to post so that an order has its target. What the policy once left with the member is not asked for again, and counts
 * first when the target rises: however often an order goes down and up, it never ends with more than it would have had.
 */
export function difference(target: number, posted: Posted): Movement {
  const last = posted.points - posted.waived;
  if (target > posted.points) return { issue: target - posted.points };
  if (target < last) return { clawBack: last - target };
  return { nothing: true };
}

/** What is in the ledger after the movement moved `moved` points: a clawback may have taken less than asked. */
export function afterwards(target: number, posted: Posted, movement: Movement, moved: number): Posted {
  const points = 'issue' in movement ? posted.points + moved : 'clawBack' in movement ? posted.points - moved : posted.points;
  assert(points >= target, 'an order never ends below its target');
  return { points, waived: points - target };
}
