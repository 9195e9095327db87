export type { Balance, Cause, ClawbackPolicy, Operation, Outcome, Refusal } from './operations.ts';
export { lockMembers, post, postAlone } from './post.ts';
export { postDue } from './post-due.ts';
export { asOf, balances, expiring, openLots, statement, totals, type PostingView, type Totals } from './read.ts';
export type { Lot } from './lots.ts';
export { forWholeShop, verify, type Difference, type Verification } from './verify.ts';
export { createGatherer, type Gatherer, type GathererOptions } from './gather.ts';
