import { z } from 'zod';
import { currencyDigits, formatMoney, minor } from '../core/money.ts';
import { currency, minorAmount, name } from './definition/common.ts';
import { actionSchema, campaignSchema, earningSchema } from './definition/earning.ts';
import { referralSchema } from './definition/referral.ts';
import { rewardSchema } from './definition/rewards.ts';
import { qualificationSchema, tierSchema } from './definition/tiers.ts';

/** The merchant's promise as one document. Published versions are never edited. What is absent is not promised. */
export const definitionSchema = z.strictObject({
  schema: z.literal(1),
  name,
  /** ISO 4217; must be the shop's. */
  currency,
  /** From the lowest to the highest. */
  tiers: z.array(tierSchema).min(1).max(10),
  qualification: qualificationSchema,
  earning: earningSchema,
  actions: z.array(actionSchema).max(30).optional(),
  campaigns: z.array(campaignSchema).max(30).optional(),
  rewards: z.array(rewardSchema).max(30),
  redemption: z.strictObject({
    /** How long a code stays good and its points held. */
    holdMinutes: z
      .int()
      .min(5)
      .max(60 * 24 * 30),
    /** Whether refunded goods give back their share of the points used on the order; absent: never. A cancelled order gives back all. */
    giveBack: z.enum(['never', 'fair-share']).optional(),
  }),
  referral: referralSchema.optional(),
  /** What the merchant reckons with; only for warnings and for the cost of a draft. */
  economy: z
    .strictObject({
      /** Share of net spend that is left after the goods are paid, in hundredths. */
      marginPercent: z.int().min(0).max(100),
      /** What a point costs when it is used, in millionths of a major unit; absent: by the cheapest reward. */
      pointValueMicros: minorAmount.optional(),
    })
    .optional(),
});

export type Definition = z.infer<typeof definitionSchema>;
export type { Tier } from './definition/tiers.ts';
export { rewardKinds, rewardSchema, type Reward } from './definition/rewards.ts';

/** The promise a new shop starts from, in the spirit of a beauty shop: 2, 4 and 6 points a dollar; 100 points and a $10 order to redeem. */
export function defaultDefinition(currency: string): Definition {
  const major = 10 ** currencyDigits(currency);
  const threeOff = formatMoney({ minor: minor(3 * major), currency }).replace(/[.,]0+$/, '');
  return {
    schema: 1,
    name: 'Glow Club',
    currency,
    tiers: [
      { id: 'fan', name: 'Fan', thresholdMinor: 0, pointsPerMajorUnit: 2, perks: ['Points on every order'] },
      { id: 'pro', name: 'Pro', thresholdMinor: 150 * major, pointsPerMajorUnit: 4, perks: ['Double points', 'Birthday surprise'] },
      {
        id: 'icon',
        name: 'Icon',
        thresholdMinor: 400 * major,
        pointsPerMajorUnit: 6,
        perks: ['Triple points', 'Early access', 'Birthday surprise'],
      },
    ],
    qualification: { need: 'any', period: { kind: 'rolling-months', months: 12 }, graceDays: 0, drop: 'recompute' },
    earning: {
      rules: [{ id: 'purchase', kind: 'purchase' }],
      rounding: 'down',
      vesting: { kind: 'at-once' },
      expiry: { kind: 'months-after-earning', months: 12 },
      clawback: 'unlimited',
    },
    rewards: [
      { id: 'three-off', kind: 'amount', name: `${threeOff} off`, points: 100, minimumOrderMinor: 10 * major, amountMinor: 3 * major },
      { id: 'free-shipping', kind: 'free-shipping', name: 'Free shipping', points: 150, minimumOrderMinor: 15 * major },
      { id: 'fifteen-percent', kind: 'percentage', name: '15% off', points: 400, minimumOrderMinor: 25 * major, percent: 15 },
    ],
    redemption: { holdMinutes: 60 },
  };
}
