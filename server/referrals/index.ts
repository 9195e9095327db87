export { blockAdvocate, isBlocked } from './block.ts';
export { claimReferral, type Claimed, type ClaimReferral, type WhyNoClaim } from './claim.ts';
export { claimForOrders, claimPromised, promiseReferral } from './claim-for-orders.ts';
export { advocateOf, codeOf } from './codes.ts';
export { consider } from './consider.ts';
export { judge, type Judge, type Judged, type Judgement } from './judge.ts';
export { keepTraces, purgeTraces, type TracesOfOrder } from './keep-traces.ts';
export { disposableDomains } from './disposable-domains.ts';
export type { ReferralReason, State as ReferralState } from './states.ts';
export { suspicion } from './suspicion.ts';
export {
  addressOf,
  houseOf,
  mailboxOf,
  nameKey,
  phoneKey,
  rangeOf,
  type Around,
  type SharedKind,
  type SuspicionReason,
} from './suspicion.ts';
export { stillStands, takeBackReward } from './thank.ts';
export { tracesOf, type Trace } from './traces.ts';
export { inviteLater, inviteToRefer, type FirstSettled, type NoInvitation } from './invite.ts';
export { tellAdvocate } from './tell-advocate.ts';
export { vestReferrals } from './vest.ts';
export { inviteLink } from './link.ts';
export { friendsOf, noteVisit, summaryOf, type FriendOf, type ReferralSummary } from './read.ts';
export { thanksFor } from './states.ts';
export { referralReasonText, referralWords, stateWords, whyNoClaimWords } from './words.ts';
