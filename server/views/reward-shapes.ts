import { z } from '@hono/zod-openapi';
import { rewardKinds } from '../program/definition.ts';
import { instant } from './common-shapes.ts';
import { storable } from './storable.ts';

/** Why a reward can't be had now, with the number a person needs to know. */
export const whyNotShape = z
  .discriminatedUnion('code', [
    z.object({ code: z.literal('not-enough-points'), missingPoints: z.int() }),
    z.object({ code: z.literal('order-too-small'), missingMinor: z.int() }),
    z.object({ code: z.literal('nothing-to-discount') }),
    z.object({ code: z.literal('tier-too-low'), tierId: z.string() }),
    z.object({ code: z.literal('not-yet'), from: z.iso.date() }),
    z.object({ code: z.literal('over'), lastDay: z.iso.date() }),
    z.object({ code: z.literal('limit-reached'), times: z.int(), per: z.enum(['day', 'month', 'year', 'ever']) }),
    z.object({ code: z.literal('all-gone') }),
    z.object({ code: z.literal('steps-out-of-range'), minimum: z.int(), maximum: z.int() }),
    z.object({ code: z.literal('not-in-cart') }),
    z.object({ code: z.literal('shipping-too-dear'), capMinor: z.int() }),
    z.object({ code: z.literal('does-not-combine'), with: z.string() }),
  ])
  .openapi('WhyNot');

export const rewardShape = z
  .object({
    id: z.string(),
    kind: z.enum(rewardKinds),
    name: z.string(),
    points: z.int(),
    minimumOrderMinor: z.int(),
    /** What it takes off the given cart; null without a cart and for free shipping. */
    discountMinor: z.int().nullable(),
    /** The member chooses how many steps: each costs `points` and takes `stepMinor` off. Absent: nothing to choose. */
    slider: z.object({ minimum: z.int(), maximum: z.int(), stepMinor: z.int() }).optional(),
    /** null: it can be redeemed now. */
    whyNot: whyNotShape.nullable(),
  })
  .openapi('Reward');

export const redemptionShape = z
  .object({
    id: z.uuid(),
    rewardId: z.string(),
    title: z.string(),
    points: z.int(),
    /** held: the code is being made; issued: ready to use; captured: used; releasing: being taken back; released: points are back. */
    state: z.enum(['held', 'issued', 'captured', 'releasing', 'released']),
    /** null until the shop has made it. */
    code: z.string().nullable(),
    /** When the hold runs out and the points return by themselves. */
    until: instant,
    /** Before that, when they return unless the page says again that it is open; absent: nothing of the kind. */
    leasedUntil: instant.optional(),
    canUndo: z.boolean(),
    /** code: to be used at checkout; at-once: it was delivered without one; by-hand: staff hand it over. */
    way: z.enum(['code', 'at-once', 'by-hand']).optional(),
  })
  .openapi('Redemption');

const dealShape = z
  .object({
    /** In the order in which a checkout counts them. */
    parts: z.array(
      z.object({
        rewardId: z.string(),
        name: z.string(),
        points: z.int(),
        savedMinor: z.int(),
        /** Of a slider. */ steps: z.int().optional(),
      }),
    ),
    savedMinor: z.int(),
    points: z.int(),
  })
  .openapi('Deal');

/** What saves most on a cart, and what else would, or why not. */
export const adviceShape = z
  .object({
    /** The reward, or the rewards that go together, that save most; null: nothing saves anything now. */
    best: dealShape.nullable(),
    /** Each reward that saves something by itself. */
    single: z.array(dealShape),
    without: z.array(
      z.object({ rewardId: z.string(), why: z.union([whyNotShape, z.object({ code: z.enum(['too-many-codes', 'no-discount']) })]) }),
    ),
    /** Pairs that do not go together: by the classes of their discounts, or because both are for the same item. */
    apart: z.array(z.object({ rewardIds: z.tuple([z.string(), z.string()]), why: z.enum(['classes', 'same-item']) })),
    /** The reward that the least more spend brings within reach: in this cart, or by what a later order earns. */
    nextReward: z.object({ rewardId: z.string(), name: z.string(), moreMinor: z.int(), by: z.enum(['this-cart', 'points']) }).nullable(),
  })
  .openapi('Advice');

const rewardLineShape = z.object({
  productId: storable.max(40).optional(),
  variantId: storable.max(40).optional(),
  collections: z.array(storable.max(255)).max(250).optional(),
  tags: z.array(storable.max(255)).max(250).optional(),
  vendor: storable.max(255).optional(),
  quantity: z.int().min(1).max(1_000_000),
  /** What is left to pay for the line after other discounts, without tax. */
  netMinor: z.int().min(0).max(100_000_000_00),
  giftCard: z.boolean().optional(),
});

export const cartShape = z
  .object({
    /** Merchandise after discounts, before tax and shipping, in minor units. */
    subtotalMinor: z.int().min(0).max(100_000_000_00),
    currency: z.string().regex(/^[A-Z]{3}$/),
    /** What is in it; left out, rewards for some products only are judged by the checkout. */
    lines: z.array(rewardLineShape).max(250).optional(),
    shippingMinor: z.int().min(0).max(100_000_000_00).optional(),
    /** Codes that are on it: those of the member's own rewards count as applied, with what they go with. */
    codes: z.array(storable.max(255)).max(30).optional(),
    /** Discounts that are on it already, with the classes they go with. */
    applied: z
      .array(
        z.object({
          code: storable.max(255),
          class: z.enum(['order', 'product', 'shipping']),
          combinesWith: z.object({ order: z.boolean().optional(), product: z.boolean().optional(), shipping: z.boolean().optional() }),
        }),
      )
      .max(30)
      .optional(),
  })
  .openapi('Cart');

export const redeemShape = z
  .object({
    rewardId: z.string().min(1).max(40),
    /** Names this attempt: the same attempt is the same redemption, however often it is sent. */
    attempt: storable.min(8).max(100),
    cart: cartShape.optional(),
    /** Of a slider; left out, the fewest. */
    steps: z.int().min(1).max(10_000).optional(),
    /** The page stays open and says so every fifteen seconds (`…/keeps`); else the points come back within a minute. */
    leased: z.boolean().optional(),
  })
  .openapi('Redeem');

export const keepShape = z
  .object({
    /** page: it is still open; hold: the code was copied or payment begins, so it stays good for the programme's time. */
    by: z.enum(['page', 'hold']),
  })
  .openapi('Keep');

export type WhyNot = z.infer<typeof whyNotShape>;
export type RewardView = z.infer<typeof rewardShape>;
export type RedemptionView = z.infer<typeof redemptionShape>;
export type AdviceView = z.infer<typeof adviceShape>;
