export { EarnBadge, Spark } from './earn-badge';
export { OpenRedemptions } from './open-redemptions';
export { PointsPill } from './points-pill';
export { RedeemForm } from './redeem-form';
export { RewardList, RewardPrices } from './reward-list';
export { TierProgress } from './tier-progress';
export { TierTable } from './tier-table';
export { PointsUnavailable } from './unavailable';
export type { EarnPreview, OpenRedemption } from './types';
