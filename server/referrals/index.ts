export { claimReferral, type Claimed, type ClaimReferral, type WhyNoClaim } from './claim.ts';
export { advocateOf, codeOf } from './codes.ts';
export { consider } from './consider.ts';
export type { ReferralReason, State as ReferralState } from './states.ts';
export { vestReferrals } from './vest.ts';
