import type { Day } from '../core/time.ts';

/** What a member has or owes. `debt` is a contra account: points leaving it make what is owed larger. */
export type MemberAccount = 'pending' | 'available' | 'held' | 'debt';

/** The other side of the books: where points come from and where they end. `recovered` is a clearing account, empty after every posting; `transferred` is one too, empty after both halves of a transfer. */
export type ProgramAccount = 'issued' | 'redeemed' | 'expired' | 'reversed' | 'adjusted' | 'recovered' | 'transferred';

export type LedgerAccount = MemberAccount | ProgramAccount;

/** What a posting is about. */
export type Kind =
  | 'issue'
  | 'vest'
  | 'hold'
  | 'capture'
  | 'release'
  | 'spend'
  | 'expire'
  | 'claw-back'
  | 'give-back'
  | 'adjust-down'
  | 'transfer'
  | 'schedule';

/** What an entry does; a posting of one kind may need movements of others, e.g. points that come back may expire. */
export type Movement = Exclude<Kind, 'schedule'> | 'recover';

/** One transfer inside one lot, not yet written. Positive points; the direction is in the names. */
export interface Move {
  readonly lotNo: number;
  readonly movement: Movement;
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly points: number;
}

/** A lot gets another day to vest on, not yet written. */
export interface NewDay {
  readonly lotNo: number;
  readonly before: Day;
  readonly vestsOn: Day;
}
