export { claimGuestOrders } from './claim.ts';
export { importHistory, type Imported, type ImportOptions, type RefusedLine } from './import/import.ts';
export { readHistory, type HistoryLine } from './import/read.ts';
export { delimiterOf, firstLine, records, unreadable } from './import/csv.ts';
export { tiersAt, type TierCount } from './import/tiers-at.ts';
export { correctOrder, recount, type Correcting, type Recount } from './recount.ts';
export { mergeCustomers } from './merge.ts';
export { settle, type SettleOptions, type SettleResult } from './settle.ts';
export { verifyOrders, type OrderDifference } from './verify.ts';
