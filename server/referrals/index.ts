export { claimReferral, type Claimed, type ClaimReferral, type WhyNoClaim } from './claim.ts';
export { advocateOf, codeOf } from './codes.ts';
export { consider } from './consider.ts';
export { inviteLater, inviteToRefer, type FirstSettled, type NoInvitation } from './invite.ts';
export { inviteLink } from './link.ts';
export type { ReferralReason, State as ReferralState } from './states.ts';
export { tellAdvocate } from './tell-advocate.ts';
export { vestReferrals } from './vest.ts';
export { addressOf, houseOf, mailboxOf, nameKey, phoneKey, rangeOf, suspicion, type Around, type OldTraces } from './suspicion.ts';
