/** What the server answers and asks for. Types only: nothing of the server reaches a bundle. */
export type {
  ActionView,
  HistoryEntry,
  HistoryPage,
  MemberOverview,
  OrderPoints,
  Problem,
  RedemptionView,
  RewardView,
  WhyNot,
} from '@laurel/server/api';

/** Merchandise after discounts, before tax and shipping, in the currency's minor units. */
export interface Cart {
  readonly subtotalMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
}

/** One attempt to redeem. Sent again with the same `attempt` it is the same redemption, however often it arrives. */
export interface RedeemRequest {
  readonly rewardId: string;
  readonly attempt: string;
  readonly cart?: Cart;
  /** Of a slider. */
  readonly steps?: number;
}
