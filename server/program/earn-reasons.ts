import type { Day } from '../core/time.ts';

/** How an amount of money becomes points; `currency` only where it is not the programme's. */
type Priced = {
  readonly baseMinor: number;
  readonly currency?: string;
  /** So many points for each `unitMinor` of the currency. */
  readonly rate: number;
  readonly unitMinor: number;
  readonly rounding: 'down' | 'half-up' | 'up';
  readonly per?: 'line';
};

/** A factor in hundredths on a part of the base; its points are what they add to all that stand before it. */
type Factor = {
  readonly id: string;
  readonly factor: number;
  readonly baseMinor: number;
  readonly currency?: string;
  /** The lines it is about; absent: the whole order. */
  readonly lineIds?: readonly string[];
};

/** A campaign that gives a member only so much in all. */
type OfCampaign = {
  /** The shop-local day of the order. */
  readonly day: Day;
  /** What it would have given, where its cap cut that. */
  readonly uncapped?: number;
  readonly capPerMember?: number;
  readonly givenBefore?: number;
};

type Steps = {
  /** What was paid for a line; `netMinor` is what it was before its part of a refund by hand was taken off. */
  purchase: Priced & { readonly lineId: string; readonly netMinor?: number };
  shipping: Priced;
  duties: Priced;
  'gift-card': { readonly lineId: string };
  tip: { readonly lineId: string };
  'nothing-paid': { readonly lineId: string };
  'on-sale': { readonly lineId: string };
  'by-code': { readonly lineId: string };
  'excluded-line': { readonly lineId: string };
  'refunded-by-hand': { readonly refundedMinor: number; readonly currency?: string };
  'other-currency': { readonly currency: string };
  'excluded-customer': { readonly tag: string };
  'excluded-channel': { readonly channel: string };
  'below-minimum': { readonly baseMinor: number; readonly minimumMinor: number };
  /** What rounding did to what all lines and factors came to: `whole` and `rest` ÷ `of` points; of lines rounded one by one, nothing is said. */
  rounding:
    | { readonly rounding: Priced['rounding']; readonly per: 'line' }
    | { readonly rounding: Priced['rounding']; readonly whole: number; readonly rest: number; readonly of: number };
  'line-factor': Factor;
  'channel-factor': Factor;
  'subscription-factor': Factor;
  'campaign-factor': Factor & OfCampaign;
  'line-points': { readonly id: string; readonly lineId: string; readonly quantity: number; readonly each: number };
  'first-order': { readonly id: string };
  'order-milestone': { readonly id: string; readonly orderNumber: number };
  'spend-milestone': { readonly id: string; readonly spentBeforeMinor: number; readonly spendMinor: number; readonly reachedMinor: number };
  'campaign-bonus': { readonly id: string; readonly baseMinor: number; readonly minimumMinor: number } & OfCampaign;
  'nothing-counts': object;
  /** Points are below zero: what the cap took off. */
  cap: { readonly cap: 'order' | 'day' | 'month' | 'posting'; readonly most: number; readonly earnedBefore?: number };
};

export type EarnRule = keyof Steps;

/** The reason of one rule. */
export type ReasonOf<R extends EarnRule> = R extends EarnRule ? { readonly rule: R; readonly points: number } & Steps[R] : never;

/** What a factor added. */
export type FactorReason = ReasonOf<'line-factor' | 'channel-factor' | 'subscription-factor' | 'campaign-factor'>;

/**
 * One step behind an award, as data: kept with the posting, so that its number can be computed again, and put into words when it is
 * read. The `points` of all reasons sum to the award.
 */
export type EarnReason = ReasonOf<EarnRule>;
