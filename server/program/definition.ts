import { z } from 'zod';
import { currencyDigits, formatMoney, minor } from '../core/money.ts';

// Problems are put into plain words by plain-words.ts; only what it cannot know is said here.
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and hyphens, at most 40.');
const name = z.string().trim().min(1).max(60);
const minorAmount = z.int().min(0).max(100_000_000_00);

export const tierSchema = z.strictObject({
  id,
  name,
  /** Net spend in the window that reaches the tier, in minor units; the first tier has 0. */
  thresholdMinor: minorAmount,
  /** Whole points per major currency unit of net spend. */
  pointsPerMajorUnit: z.int().min(0).max(1000),
  /** What members read about the tier; shown, not enforced. */
  perks: z.array(z.string().trim().min(1).max(120)).max(10),
});

const rewardBase = {
  id,
  name,
  /** Points price. */
  points: z.int().min(1).max(1_000_000),
  minimumOrderMinor: minorAmount,
};

export const rewardSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), ...rewardBase, amountMinor: z.int().min(1).max(1_000_000_00) }),
  z.strictObject({ kind: z.literal('percentage'), ...rewardBase, percent: z.int().min(1).max(100) }),
  z.strictObject({ kind: z.literal('free-shipping'), ...rewardBase }),
]);

/** The merchant's promise as one document. Published versions are never edited. */
export const definitionSchema = z.strictObject({
  schema: z.literal(1),
  name,
  /** ISO 4217; must be the shop's. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'Use the three letters of the currency, such as USD.'),
  /** From the lowest threshold to the highest. */
  tiers: z.array(tierSchema).min(1).max(10),
  qualification: z.strictObject({ by: z.literal('spend'), rollingMonths: z.int().min(1).max(60) }),
  earning: z.strictObject({
    rules: z.array(z.strictObject({ id, kind: z.literal('purchase') })).length(1),
    /** Applied once per order to the exact product of base and rate. */
    rounding: z.enum(['down', 'half-up', 'up']),
    vesting: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('at-once') }),
      z.strictObject({ kind: z.literal('after-days'), days: z.int().min(1).max(365) }),
    ]),
    expiry: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('never') }),
      z.strictObject({ kind: z.literal('months-after-earning'), months: z.int().min(1).max(120) }),
    ]),
    clawback: z.enum(['never', 'pending-only', 'within-balance', 'unlimited']),
  }),
  rewards: z.array(rewardSchema).max(30),
  redemption: z.strictObject({
    /** How long a code stays good and its points held. */
    holdMinutes: z
      .int()
      .min(5)
      .max(60 * 24 * 30),
  }),
});

export type Definition = z.infer<typeof definitionSchema>;
export type Tier = z.infer<typeof tierSchema>;
export type Reward = z.infer<typeof rewardSchema>;

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
    qualification: { by: 'spend', rollingMonths: 12 },
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
