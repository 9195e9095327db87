import { z } from 'zod';
import { currency, id, minorAmount, name, nameIn, sentence, sentencesIn, somePoints, tag } from './common.ts';

/** A rate: whole points for so many whole units of money. 1 point per ¥100 is { points: 1, perMajorUnits: 100 }. */
const rate = z.strictObject({ points: z.int().min(0).max(1000), perMajorUnits: z.int().min(1).max(100_000) });

export const tierSchema = z.strictObject({
  id,
  name,
  nameIn: nameIn.optional(),
  /** Net spend in the period that reaches the tier, in minor units; 0: spend is not asked for. The first tier asks for nothing at all. */
  thresholdMinor: minorAmount,
  /** Points earned with purchases and actions in the period that reach the tier; absent: not asked for. */
  thresholdPoints: z.int().min(1).max(1_000_000_000).optional(),
  /** Counted orders in the period that reach the tier; absent: not asked for. */
  thresholdOrders: z.int().min(1).max(100_000).optional(),
  /** Reached by invitation of staff alone, whatever a member spends. */
  inviteOnly: z.literal(true).optional(),
  /** Whole points per `earning.perMajorUnits` of the currency of net spend. */
  pointsPerMajorUnit: z.int().min(0).max(1000),
  /** Rates for orders paid in other currencies, on what was paid in them; a currency that is missing earns on the shop's amounts. */
  rateIn: z.record(currency, rate).optional(),
  /** What members read about the tier; shown, not enforced. */
  perks: z.array(sentence).max(10),
  perksIn: sentencesIn.optional(),
  /** Given the first time a member enters the tier, and never again. */
  entryGift: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('points'), points: somePoints }),
      z.strictObject({ kind: z.literal('reward'), rewardId: id }),
    ])
    .optional(),
  /** Customer tag that members of the tier carry in Shopify, by which the shop opens early access. */
  accessTag: tag.optional(),
  /** From this order value on shipping is free for members of the tier, in minor units. */
  freeShippingFromMinor: minorAmount.optional(),
  /** Points on the member's birthday instead of the birthday action's. */
  birthdayPoints: somePoints.optional(),
});
export type Tier = z.infer<typeof tierSchema>;

export const qualificationSchema = z.strictObject({
  /** Whether one of a tier's thresholds is enough, or all are needed. Thresholds that are not asked for do not count. */
  need: z.enum(['any', 'all']),
  /** What counts: the last whole months, everything, the calendar year, or the year since the day of joining. */
  period: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rolling-months'), months: z.int().min(1).max(60) }),
    z.strictObject({ kind: z.literal('lifetime') }),
    z.strictObject({
      kind: z.literal('calendar-year'),
      /** Until when a tier lasts that was reached in a year: the end of that year, or of the next. */
      lasts: z.enum(['this-year', 'next-year']),
    }),
    z.strictObject({ kind: z.literal('membership-year'), lasts: z.enum(['this-year', 'next-year']) }),
  ]),
  /** How many days a member keeps a tier after time alone would have taken it. Refunds and cancellations take it at once. */
  graceDays: z.int().min(0).max(365),
  /** When a tier ends: stand where activity says, or one tier lower for another period. */
  drop: z.enum(['recompute', 'one-step']),
});
export type Qualification = z.infer<typeof qualificationSchema>;
