import type { MemberId } from '../core/id.ts';
import type { Operation } from '../ledger/index.ts';

/** What would put a difference right: an act staff can start, in words, and the posting it makes if points move. */
export interface Correction {
  /** rebuild: balance, lots and holds from the entries. order: points and notes of one order. judge: the tier from the orders. */
  readonly kind: 'rebuild' | 'order' | 'judge';
  readonly text: string;
  readonly operation: Operation | undefined;
}

/** Something stored that is not what it is derived from. */
export interface Difference {
  readonly memberId: MemberId;
  /** In plain words, e.g. "available points" or "points of order #1001". Names the difference of its member. */
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
  /** The member's first entry that is wrong; undefined when the entries are right, and something summed up from them is not. */
  readonly firstWrongSeq: number | undefined;
  readonly correction: Correction | undefined;
  /** What to do where no act of ours puts it right. */
  readonly instead: string | undefined;
}

/** A difference as it was found, and by which part of the check. */
export interface Found extends Pick<Difference, 'memberId' | 'what' | 'stored' | 'derived' | 'firstWrongSeq'> {
  readonly part: 'ledger' | 'order' | 'standing' | 'cause';
  readonly orderId: string | undefined;
}
