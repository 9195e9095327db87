import { z } from 'zod';
import { day, id, limit, lineMatch, minorAmount, name, nameIn, sentence, somePoints, tag } from './common.ts';

const amountMinor = z.int().min(1).max(1_000_000_00);
const shopifyId = z.string().regex(/^\d{1,20}$/, 'Use the number at the end of its address in Shopify.');

const rewardBase = {
  id,
  name,
  nameIn: nameIn.optional(),
  /** Points price; of a slider: for one step. */
  points: somePoints,
  minimumOrderMinor: minorAmount,
  /** The lowest tier that may have it; absent: every member. */
  tierFrom: id.optional(),
  limitPerMember: limit.optional(),
  /** How often it can be had in all. */
  limitTotal: z.int().min(1).max(10_000_000).optional(),
  /** First and last day on which it can be redeemed, in the shop's time zone. */
  validFrom: day.optional(),
  validTo: day.optional(),
  /** Which other discounts of the cart it goes with; absent: those of another class than its own. */
  combinesWith: z
    .strictObject({
      order: z.literal(true).optional(),
      product: z.literal(true).optional(),
      shipping: z.literal(true).optional(),
    })
    .optional(),
};

/** Rewards that take something off the price of some products only; absent: of the whole order. */
const onLines = { on: lineMatch.optional() };

export const rewardSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), ...rewardBase, ...onLines, amountMinor }),
  z.strictObject({
    kind: z.literal('percentage'),
    ...rewardBase,
    ...onLines,
    percent: z.int().min(1).max(100),
    capMinor: amountMinor.optional(),
  }),
  /** The member chooses how many steps: each costs `points` and takes `stepMinor` off. */
  z.strictObject({
    kind: z.literal('slider'),
    ...rewardBase,
    stepMinor: amountMinor,
    minimumSteps: z.int().min(1).max(10_000),
    maximumSteps: z.int().min(1).max(10_000),
  }),
  z.strictObject({ kind: z.literal('free-shipping'), ...rewardBase, capMinor: amountMinor.optional() }),
  /** One piece of a product variant for nothing, the cart having to hold it. */
  z.strictObject({
    kind: z.literal('product'),
    ...rewardBase,
    productId: shopifyId,
    variantId: shopifyId.optional(),
    valueMinor: amountMinor,
  }),
  z.strictObject({ kind: z.literal('gift-card'), ...rewardBase, amountMinor }),
  z.strictObject({ kind: z.literal('store-credit'), ...rewardBase, amountMinor }),
  /** A customer tag by which the shop opens early access, for so many days. */
  z.strictObject({ kind: z.literal('early-access'), ...rewardBase, tag, days: z.int().min(1).max(365) }),
  /** Something that staff hand over; `instructions` tell the member how to come by it. */
  z.strictObject({ kind: z.literal('custom'), ...rewardBase, instructions: sentence, costMinor: minorAmount.optional() }),
]);
export type Reward = z.infer<typeof rewardSchema>;
export const rewardKinds = [
  'amount',
  'percentage',
  'slider',
  'free-shipping',
  'product',
  'gift-card',
  'store-credit',
  'early-access',
  'custom',
] as const satisfies readonly Reward['kind'][];
