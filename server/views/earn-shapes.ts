import { z } from '@hono/zod-openapi';
import { actionKinds } from '../program/definition/earning.ts';
import { day } from './common-shapes.ts';
import { storable, storableJson } from './storable.ts';

export const birthdayShape = z.object({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }).openapi('Birthday');

/** Something beside buying that brings points, and how far the member has come with it. */
export const actionShape = z
  .object({
    id: z.string(),
    kind: z.enum(actionKinds),
    name: z.string(),
    points: z.int(),
    times: z.int(),
    per: z.enum(['day', 'month', 'year', 'ever']),
    /** In the day, month or year of the shop at hand. */
    done: z.int(),
    left: z.int(),
    /** When nothing is left: the day on which it counts again; null: never, or there is something left. */
    again: day.nullable(),
    /** click: the member says so, and gets the points at once; tell-birthday: by telling the day; by-itself: the shop sees it; reported: another app or staff do. */
    how: z.enum(['click', 'tell-birthday', 'by-itself', 'reported']),
    /** What the member said; null: nothing yet, or it is another action. */
    birthday: birthdayShape.nullable(),
  })
  .openapi('Action');

export const claimActionShape = z
  .object({
    actionId: z.string().min(1).max(40),
    /** Names this attempt: the same attempt is done once, however often it is sent. */
    attempt: storable.min(8).max(100),
  })
  .openapi('ClaimAction');

export const reportActionShape = z
  .object({
    /** The reporting app's name for what happened: the same event is paid once, however often it is sent. */
    eventId: storable.min(1).max(100),
    /** Shopify's number of the customer. */
    customerId: z.string().regex(/^\d{1,20}$/, 'Use the number of the customer in Shopify.'),
    actionId: z.string().min(1).max(40),
  })
  .openapi('ReportAction');

export const performedShape = z.object({ points: z.int(), repeated: z.boolean() }).openapi('Performed');

/** A campaign that runs now, for this member or for everybody. */
export const campaignNowShape = z
  .object({
    id: z.string(),
    name: z.string(),
    /** 150: one and a half times the points; null: it gives a bonus. */
    factorHundredths: z.int().nullable(),
    /** Only on some products. */
    someProducts: z.boolean(),
    /** A bonus for each order from `minimumOrderMinor` on; null: it multiplies. */
    points: z.int().nullable(),
    minimumOrderMinor: z.int().nullable(),
    lastDay: day,
  })
  .openapi('CampaignNow');

const amount = z.int().min(0).max(100_000_000_00);

const words = z.array(storable.max(255)).max(250);

/** A line of a cart. What is left out does not hold: a programme that asks for it, such as by tag, can only reckon with what it is told. */
const cartLineShape = z.object({
  productId: storable.max(40).optional(),
  /** For the reasons; else "Item 1". */
  title: storable.max(255).optional(),
  quantity: z.int().min(1).max(1_000_000).optional(),
  /** After every discount, without tax. */
  netMinor: amount,
  taxMinor: amount.optional(),
  /** The same in the currency the shopper pays in, if that is not the shop's. */
  paidNetMinor: amount.optional(),
  paidTaxMinor: amount.optional(),
  giftCard: z.boolean(),
  vendor: storable.max(255).optional(),
  tags: words.optional(),
  collections: words.optional(),
  onSale: z.boolean().optional(),
  byCode: z.boolean().optional(),
  subscription: z.boolean().optional(),
});

const cartToCount = {
  lines: z.array(cartLineShape).max(250),
  /** Where it is sold, as Shopify names it: "web", "pos". */
  channel: storable.max(255).optional(),
  shippingMinor: amount.optional(),
  dutiesMinor: amount.optional(),
  paidCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
};

export const estimateRequestShape = z.object({ currency: z.string().regex(/^[A-Z]{3}$/), ...cartToCount }).openapi('EstimateRequest');

export const estimateShape = z
  .object({
    points: z.int(),
    tierName: z.string(),
    pointsPerMajorUnit: z.int(),
    /** Every reason, those that give nothing or take away too; their points sum to the estimate. */
    lines: z.array(z.object({ points: z.int(), text: z.string() })),
  })
  .openapi('Estimate');

export const examplesRequestShape = z
  .object({
    /** A draft; it need not be ready to be published. */
    definition: storableJson,
    carts: z
      .array(
        z.object({
          tierId: z.string().max(40),
          /** What the amounts are in; else the programme's. */
          currency: z
            .string()
            .regex(/^[A-Z]{3}$/)
            .optional(),
          day: day.optional(),
          lines: cartToCount.lines,
          channel: cartToCount.channel,
          customerTags: words.optional(),
          shippingMinor: cartToCount.shippingMinor,
          dutiesMinor: cartToCount.dutiesMinor,
        }),
      )
      .min(1)
      .max(50),
  })
  .openapi('ExamplesRequest');

/** One for each cart. */
export const examplesShape = z.object({ examples: z.array(estimateShape) }).openapi('Examples');

export type ActionView = z.infer<typeof actionShape>;
export type Estimate = z.infer<typeof estimateShape>;
export type ExamplesRequest = z.infer<typeof examplesRequestShape>;
export type Examples = z.infer<typeof examplesShape>;
