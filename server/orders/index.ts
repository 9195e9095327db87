export { claimGuestOrders } from './claim.ts';
export { importOrders, readOrders, type History, type Imported, type RefusedLine } from './import/import.ts';
export { readHistory } from './import/read.ts';
export { tiersAt, type TierCount } from './import/tiers-at.ts';
export { mergeCustomers } from './merge.ts';
export { settle, type SettleOptions, type SettleResult } from './settle.ts';
export { verifyOrders, type OrderDifference } from './verify.ts';
