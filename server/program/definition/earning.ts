import { z } from 'zod';
import { channels, day, id, limit, lineMatch, minorAmount, name, nameIn, somePoints, tags } from './common.ts';

/** A factor in hundredths: 150 is one and a half times. Factors on the same line add up: 2× and 1.5× make 2.5×, not 3×. */
const factorHundredths = z.int().min(101).max(10_000);

const ruleBase = { id, name, nameIn: nameIn.optional() };

/** What purchases earn beyond the tier's rate. */
export const earningRuleSchema = z.discriminatedUnion('kind', [
  /** The tier's rate on net spend; every programme has exactly one. */
  z.strictObject({ id, kind: z.literal('purchase') }),
  z.strictObject({ kind: z.literal('line-factor'), ...ruleBase, match: lineMatch, factorHundredths }),
  /** So many points for each unit bought. */
  z.strictObject({ kind: z.literal('line-points'), ...ruleBase, match: lineMatch, points: somePoints }),
  z.strictObject({ kind: z.literal('channel-factor'), ...ruleBase, channels, factorHundredths }),
  /** Lines bought by subscription. */
  z.strictObject({ kind: z.literal('subscription-factor'), ...ruleBase, factorHundredths }),
  z.strictObject({ kind: z.literal('first-order'), ...ruleBase, points: somePoints }),
  /** With the order of that number, counted from the first; `every`: and with each multiple of it. */
  z.strictObject({
    kind: z.literal('order-milestone'),
    ...ruleBase,
    orders: z.int().min(2).max(10_000),
    every: z.boolean(),
    points: somePoints,
  }),
  /** With the order by which lifetime net spend reaches the amount. */
  z.strictObject({ kind: z.literal('spend-milestone'), ...ruleBase, spendMinor: minorAmount.min(1), points: somePoints }),
]);
export type EarningRule = z.infer<typeof earningRuleSchema>;

export const campaignSchema = z.strictObject({
  ...ruleBase,
  /** First and last day, in the shop's time zone. */
  from: day,
  to: day,
  /** Who takes part: members of one of these tiers and with one of these customer tags, as far as given; absent: everybody. */
  audience: z.strictObject({ tiers: z.array(id).min(1).max(10).optional(), customerTags: tags.optional() }).optional(),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('factor'), factorHundredths, match: lineMatch.optional() }),
    /** So many points for each order of at least `minimumOrderMinor` that counts. */
    z.strictObject({ kind: z.literal('bonus'), points: somePoints, minimumOrderMinor: minorAmount }),
  ]),
  /** The most points one member gets from the campaign, over all orders. */
  capPerMember: somePoints.optional(),
});
export type Campaign = z.infer<typeof campaignSchema>;

/** When points can be spent. Days are shop-local and counted from the event. */
export const vestingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at-once') }),
  z.strictObject({ kind: z.literal('after-days'), days: z.int().min(1).max(365) }),
  z.strictObject({ kind: z.literal('on-fulfilment'), days: z.int().min(0).max(365) }),
  z.strictObject({ kind: z.literal('on-delivery'), days: z.int().min(0).max(365) }),
  /** After the return window: counted from delivery, or from fulfilment where the shop hears of no delivery. */
  z.strictObject({ kind: z.literal('return-window'), days: z.int().min(1).max(365) }),
]);
export type Vesting = z.infer<typeof vestingSchema>;

export const expirySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('months-after-earning'), months: z.int().min(1).max(120) }),
  /** All points, when a member has neither earned nor spent for so long. */
  z.strictObject({ kind: z.literal('inactivity'), months: z.int().min(1).max(120) }),
  /** On a day of the year, the first that is at least so many months after earning. */
  z.strictObject({
    kind: z.literal('calendar-date'),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    atLeastMonths: z.int().min(0).max(60),
  }),
]);
export type Expiry = z.infer<typeof expirySchema>;

/** What members do beside buying. */
export const actionSchema = z.strictObject({
  ...ruleBase,
  kind: z.enum(['sign-up', 'birthday', 'review', 'social-follow', 'newsletter', 'profile', 'custom']),
  points: somePoints,
  limit,
});
export type Action = z.infer<typeof actionSchema>;
export const actionKinds = actionSchema.shape.kind.options;

export const earningSchema = z.strictObject({
  rules: z.array(earningRuleSchema).min(1).max(50),
  /** The unit of the tiers' rates: so many whole units of the currency; absent: 1. */
  perMajorUnits: z.int().min(1).max(100_000).optional(),
  /** Applied to the exact product of base, rate and factors: once for the order, or for each line. */
  rounding: z.enum(['down', 'half-up', 'up']),
  roundingPer: z.enum(['order', 'line']).optional(),
  /** What counts beside merchandise; nothing of it unless named. */
  include: z
    .strictObject({
      tax: z.literal(true).optional(),
      shipping: z.literal(true).optional(),
      duties: z.literal(true).optional(),
      tips: z.literal(true).optional(),
      giftCards: z.literal(true).optional(),
    })
    .optional(),
  /** What does not count though it is merchandise, and whose orders do not. */
  exclude: z
    .strictObject({
      /** Lines sold below their compare-at price. */
      saleLines: z.literal(true).optional(),
      /** Lines that a discount code made cheaper. */
      codeLines: z.literal(true).optional(),
      lines: lineMatch.optional(),
      customerTags: tags.optional(),
      channels: channels.optional(),
    })
    .optional(),
  /** An order that counts for less earns nothing, in minor units. */
  minimumOrderMinor: minorAmount.optional(),
  /** The most points from purchases, for an order and for a member's shop-local day and month. */
  caps: z.strictObject({ order: somePoints.optional(), day: somePoints.optional(), month: somePoints.optional() }).optional(),
  vesting: vestingSchema,
  expiry: expirySchema,
  /** Points of some sources expire otherwise. */
  expiryOf: z
    .strictObject({
      action: expirySchema.optional(),
      gift: expirySchema.optional(),
      referral: expirySchema.optional(),
      adjustment: expirySchema.optional(),
    })
    .optional(),
  /** How many days before points expire their owner is told; at most three notices. */
  expiryNoticeDays: z.array(z.int().min(1).max(90)).max(3).optional(),
  clawback: z.enum(['never', 'pending-only', 'within-balance', 'unlimited']),
});
export type Earning = z.infer<typeof earningSchema>;
