export type { Balance, Cause, ClawbackPolicy, Operation, Outcome, Refusal, Transfer, TransferOutcome } from './operations.ts';
export { lockMembers, post, postAlone, postFirst } from './post.ts';
export { transfer } from './transfer.ts';
export { postDue } from './post-due.ts';
export {
  asOf,
  balances,
  expiring,
  isPosted,
  membersDueBy,
  openLots,
  openLotsOf,
  staffPostings,
  statement,
  totals,
  type PostingView,
  type StaffPosting,
  type Totals,
} from './read.ts';
export { expiringByDay, type Expiring, type Lot } from './lots.ts';
export { forWholeShop, verify, verifyIn, type Difference, type Verification } from './verify.ts';
export { createGatherer, type Gatherer, type GathererOptions } from './gather.ts';
export { journals, type Journal, type JournalEntry, type JournalLot, type JournalPosting } from './journal.ts';
export { notDerivable, rebuild } from './rebuild.ts';
