/** What the server answers and asks for. Types only: nothing of the server reaches a bundle. */
export type {
  ActionView,
  AdviceView,
  FriendsView,
  HistoryEntry,
  HistoryPage,
  MemberOverview,
  OrderPoints,
  Problem,
  RedemptionView,
  RewardView,
  WhyNot,
} from '@laurel/server/api';

/** A cart in the currency's minor units. */
export interface Cart {
  /** Merchandise after discounts, before tax and shipping. */
  readonly subtotalMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** Absent: more than can be told. */
  readonly lines?: readonly CartLine[];
  /** Absent: not known yet. */
  readonly shippingMinor?: number;
  /** The discount codes on it. */
  readonly codes?: readonly string[];
}

export interface CartLine {
  /** Shopify's numbers. */
  readonly productId: string;
  readonly variantId: string;
  readonly vendor: string;
  readonly quantity: number;
  /** What is left to pay for it after other discounts than rewards, without tax. */
  readonly netMinor: number;
}

/** One attempt to redeem. Sent again with the same `attempt` it is the same redemption, however often it arrives. */
export interface RedeemRequest {
  readonly rewardId: string;
  readonly attempt: string;
  readonly cart?: Cart;
  /** Of a slider. */
  readonly steps?: number;
}
