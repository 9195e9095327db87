import { z } from '@hono/zod-openapi';
import { definitionSchema } from '../program/definition.ts';
import { instant } from './common-shapes.ts';
import { actionShape, campaignNowShape } from './earn-shapes.ts';
import { rewardShape } from './reward-shapes.ts';
import { storableJson } from './storable.ts';

/** A tier as anybody may read it. */
export const tierShape = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Net spend that reaches it; 0: spend is not asked for. */
    thresholdMinor: z.int(),
    /** Absent: not asked for. */
    thresholdPoints: z.int().optional(),
    thresholdOrders: z.int().optional(),
    /** Reached by invitation alone; absent: by what a member does. */
    inviteOnly: z.literal(true).optional(),
    /** Points per `perMajorUnits` of the programme. */
    pointsPerMajorUnit: z.int(),
    perks: z.array(z.string()),
    /** Rate, perks, and what the shop keeps for members of the tier by itself. */
    benefits: z.array(z.string()),
  })
  .openapi('Tier');

/** What surfaces need to know of the programme to speak of its tiers. */
export const tiersOfProgramShape = z.object({
  name: z.string(),
  currency: z.string(),
  /** The unit of the tiers' rates: so many whole units of the currency. */
  perMajorUnits: z.int(),
  /** Whether one of a tier's thresholds is enough, or all are needed. */
  need: z.enum(['any', 'all']),
  /** From the lowest to the highest. */
  tiers: z.array(tierShape),
});

export const publicProgramShape = tiersOfProgramShape
  .extend({
    version: z.int(),
    /** A purchase earns at least the rate on its net merchandise, rounded down: nothing is left out, too small, capped or rounded by the line. */
    rateIsLeast: z.boolean(),
    rewards: z.array(rewardShape.omit({ discountMinor: true, whyNot: true })),
    /** What can be earned beside buying. */
    actions: z.array(actionShape.omit({ done: true, left: true, again: true, birthday: true })),
    /** Those that run today and are for everybody. */
    campaigns: z.array(campaignNowShape),
  })
  .openapi('PublicProgram');

export const programShape = z
  .object({
    version: z.int(),
    definition: definitionSchema,
    publishedAt: instant,
    publishedBy: z.string(),
    startsAt: instant,
    /** Why, as its publisher wrote; null: nobody wrote anything. */
    note: z.string().nullable(),
  })
  .openapi('Program');

export const editProgramShape = z.object({ basedOnVersion: z.int(), definition: storableJson }).openapi('EditProgram');

/** A problem in a definition, in plain words, with the place it stands: ["tiers", 1, "thresholdMinor"]. */
export const definitionProblemShape = z
  .object({ path: z.array(z.union([z.string(), z.int()])), message: z.string() })
  .openapi('DefinitionProblem');

export type PublicTier = z.infer<typeof tierShape>;
export type PublicProgram = z.infer<typeof publicProgramShape>;
export type ProgramView = z.infer<typeof programShape>;
export type DefinitionProblem = z.infer<typeof definitionProblemShape>;
