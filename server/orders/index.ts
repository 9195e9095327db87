export { claimGuestOrders } from './claim.ts';
export { settle, type SettleOptions, type SettleResult } from './settle.ts';
