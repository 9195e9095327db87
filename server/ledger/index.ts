export type { Balance, Cause, ClawbackPolicy, Operation, Outcome, Refusal, Transfer, TransferOutcome } from './operations.ts';
export { lockMembers, post, postAlone } from './post.ts';
export { transfer } from './transfer.ts';
export { postDue } from './post-due.ts';
export { asOf, balances, expiring, openLots, statement, totals, type PostingView, type Totals } from './read.ts';
export type { Lot } from './lots.ts';
export { verify, type Difference, type Verification } from './verify.ts';
export { createGatherer, type Gatherer, type GathererOptions } from './gather.ts';
