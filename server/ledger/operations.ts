import type { MemberId } from '../core/id.ts';
import type { Points } from '../core/points.ts';
import type { Day } from '../core/time.ts';

/** Why points moved: stored with the posting so that the number can be recomputed from it. */
export interface Cause {
  readonly kind: 'order' | 'redemption' | 'staff' | 'program' | 'expiry' | 'import' | 'referral' | 'merge' | 'action';
  /** What it is about: an order id, a redemption id, a staff member. */
  readonly ref: string;
  readonly programVersion?: number;
  readonly tierId?: string;
  /** Per line or per rule: rule, base, rate, rounding, result. Written by the room that decided. */
  readonly reasons?: readonly Readonly<Record<string, unknown>>[];
  /** For staff: the reason a person gave. */
  readonly note?: string;
}

interface Named {
  readonly memberId: MemberId;
  /** Names what happened, e.g. `order/123/2026-11-22T10:00:00Z`. Same key and input: same answer; other input: `key-reused`. */
  readonly key: string;
  /** When it happened in the world; `recorded_at` is the database's. Not part of the input: the same request made later is the same. */
  readonly at: Date;
  readonly cause: Cause;
}

export type ClawbackPolicy = 'never' | 'pending-only' | 'within-balance' | 'unlimited';

/** One act on a member's points. Amounts are positive; the direction is in the name. */
export type Operation =
  | (Named & {
      readonly kind: 'issue';
      readonly points: Points;
      readonly into: 'pending' | 'available';
      /** The lot's source, for finance: only `purchase` defers revenue. */
      readonly source: 'purchase' | 'bonus' | 'entry-gift' | 'referral' | 'campaign' | 'action' | 'adjustment' | 'import';
      /** What earned it, e.g. `order/123`; clawback finds this order's lots by it. */
      readonly origin: string;
      /** Shop-local day on which pending points become available, `unknownDay` until it is known; required for `pending`. */
      readonly vestsOn?: Day;
      /** First shop-local day on which the points are gone, with `idleMonths` the first possible one; absent: never. */
      readonly expiresOn?: Day;
      /** The points go on the first day on which their member has neither earned nor spent for so many months. */
      readonly idleMonths?: number;
    })
  | (Named & { readonly kind: 'hold'; readonly points: Points; readonly holdKey: string; readonly until: Date })
  /** Uses up a hold, all of it or part; the rest returns to its lots. */
  | (Named & { readonly kind: 'capture'; readonly holdKey: string; readonly points?: Points })
  | (Named & { readonly kind: 'release'; readonly holdKey: string })
  /** Spends available points without a hold, as far as they go (a code used after its release). */
  | (Named & { readonly kind: 'spend'; readonly points: Points; readonly partial: boolean })
  /** This origin's lots first (pending, then available), then by policy other available lots, then debt. */
  | (Named & { readonly kind: 'claw-back'; readonly points: Points; readonly origin: string; readonly policy: ClawbackPolicy })
  /** Returns captured points to the lots they came from. */
  | (Named & { readonly kind: 'give-back'; readonly holdKey: string; readonly points: Points })
  | (Named & { readonly kind: 'adjust-down'; readonly points: Points })
  /**
   * What of this origin is pending still vests on that day instead; at once if it has come, and on no day as yet if it is `unknownDay`.
   * What has vested stays as it is.
   */
  | (Named & { readonly kind: 'schedule'; readonly origin: string; readonly vestsOn: Day });

/** Everything a member has goes to another, because two customers became one. */
export interface Transfer {
  readonly from: MemberId;
  readonly to: MemberId;
  /** Names what happened; the postings of both members are named with it. At most 250 characters. */
  readonly key: string;
  readonly at: Date;
  /** Why, as it stands in the giver's statement. Kind and ref belong to the input. */
  readonly cause: Cause;
  /** Why, as it stands in the taker's. */
  readonly causeThere: Cause;
}

export interface Balance {
  readonly pending: Points;
  /** Never negative: what is owed after a clawback stands in `debt`. */
  readonly available: Points;
  readonly held: Points;
  readonly debt: Points;
}

/**
 * The answer to one operation, in the order asked. `points` is what really moved (a clawback within balance may take less,
 * and nothing at all is 0); `balance` is the member's after it. A replay answers as the first time.
 */
export type Outcome =
  | { readonly outcome: 'posted' | 'replayed'; readonly postingNo: number; readonly points: Points; readonly balance: Balance }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** `points` is what the giver had in all, however it was counted: what they owed was more than they had, or less. */
export type TransferOutcome =
  { readonly outcome: 'posted' | 'replayed'; readonly points: Points } | { readonly outcome: 'refused'; readonly refusal: Refusal };

export type Refusal =
  | { readonly code: 'key-reused' }
  | { readonly code: 'unknown-member' }
  | { readonly code: 'not-enough-points'; readonly missing: Points }
  | { readonly code: 'unknown-hold' }
  | { readonly code: 'hold-closed'; readonly state: 'captured' | 'released' }
  | { readonly code: 'more-than-held' }
  | { readonly code: 'more-than-granted' };
