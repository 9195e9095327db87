import { z } from '@hono/zod-openapi';
import { day, definitionProblemShape, instant, programShape } from './shapes.ts';
import { storableJson, storableText } from './storable.ts';

/** The programme as staff draft, try and publish it. Points are integers, money is minor units of the shop's currency. */

const noNumber = 'This is no number of ours.';
const wholeNumber = z.int(noNumber).min(0, noNumber).max(2_000_000_000, noNumber);
const documentHash = z.string().regex(/^[0-9a-f]{64}$/, 'This is no hash of a draft.');

/** The programme in force, and the one that follows it on a later day; null: none is to come. */
export const currentProgramShape = programShape.extend({ coming: programShape.nullable() }).openapi('CurrentProgram');

/** Something that may be published, and that the merchant should know first: why, and where it stands in the document. */
export const programWarningShape = definitionProblemShape.openapi('ProgramWarning');

export const draftShape = z
  .object({
    draft: z
      .object({
        /** As it was typed; it need not be a whole definition, then `problems` say what is wrong. */
        definition: z.unknown(),
        basedOnVersion: z.int(),
        /** Counts every change of the draft; saving names the one that was seen. */
        revision: z.int(),
        /** Names this very document: simulations and publications ask for it. */
        hash: z.string(),
        savedAt: instant,
        savedBy: z.string(),
      })
      .nullable(),
    /** The version published last, in force or still to come. */
    published: programShape,
    /** What stands in the way of publishing the draft. */
    problems: z.array(definitionProblemShape),
    warnings: z.array(programWarningShape),
    /** What the draft changes of what is published, one sentence each; empty while it is not of the right shape. */
    changes: z.array(z.string()),
  })
  .openapi('ProgramDraft');

export const saveDraftShape = z
  .object({
    definition: storableJson,
    basedOnVersion: wholeNumber,
    /** The revision that was seen; null: there was no draft. */
    revision: wholeNumber.nullable(),
  })
  .openapi('SaveDraft');

export const discardDraftShape = z.object({ revision: wholeNumber }).openapi('DiscardDraft');

export const draftFromVersionShape = z.object({ version: wholeNumber, revision: wholeNumber.nullable() }).openapi('DraftFromVersion');

export const startSimulationShape = z
  .object({
    hash: documentHash,
    months: z.int('Choose from 1 to 36 months.').min(1, 'Choose from 1 to 36 months.').max(36, 'Choose from 1 to 36 months.').default(12),
  })
  .openapi('StartSimulation');

const beforeAfter = z.object({ before: z.int(), after: z.int() });

const changedMembersShape = z.object({
  members: z.int(),
  /** What they have more or less in all; positive in both. */
  points: z.int(),
  /** Those with the greatest difference. */
  samples: z.array(
    z.object({
      memberId: z.uuid(),
      name: z.string().nullable(),
      before: z.int(),
      after: z.int(),
      fromTier: z.string(),
      toTier: z.string(),
      reasons: z.array(z.string()),
    }),
  ),
});

export const simulationResultShape = z
  .object({
    months: z.int(),
    from: instant,
    to: instant,
    orders: z.int(),
    members: z.int(),
    seconds: z.number(),
    peakMb: z.int(),
    /** Of the orders in these months: what the ledger has, what the published rules give again, and what the draft would have given. */
    points: z.object({ live: z.int(), replayed: z.int(), draft: z.int() }),
    /** The published rules replayed, less the ledger; anything but 0 means that the books differ. */
    liveDifference: z.int(),
    byMonth: z.array(
      z.object({
        /** "2026-03", by the shop's days. */
        month: z.string(),
        orders: z.int(),
        issued: beforeAfter,
        redeemed: beforeAfter,
        /** At the end of the month. */
        openPoints: beforeAfter,
        liabilityMinor: beforeAfter,
      }),
    ),
    /** Members in each tier at the end; a tier that only one of the two programmes has counts 0 in the other. */
    byTier: z.array(z.object({ tierId: z.string(), name: z.string(), before: z.int(), after: z.int() })),
    /** Who would stand elsewhere. */
    moves: z.array(z.object({ from: z.string(), to: z.string(), members: z.int() })),
    /** What the points redeemed in these months cost. */
    costMinor: beforeAfter,
    winners: changedMembersShape,
    losers: changedMembersShape,
    /** What was taken for granted, one sentence each. */
    assumptions: z.array(z.string()),
  })
  .openapi('SimulationResult');

export const simulationShape = z
  .object({
    id: z.uuid(),
    hash: z.string(),
    /** The newest published version when it began: another one since then makes it worthless for publishing. */
    basedOnVersion: z.int(),
    months: z.int(),
    state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
    /** Orders so far, and in all. */
    done: z.int(),
    of: z.int(),
    result: simulationResultShape.nullable(),
    /** Why it failed, in words. */
    problem: z.string().nullable(),
    at: instant,
    by: z.string(),
  })
  .openapi('Simulation');

export const newestSimulationShape = z.object({ simulation: simulationShape.nullable() }).openapi('NewestSimulation');

const sayWhy = 'Say in 3 to 300 characters why you publish this.';
export const publicationShape = z
  .object({
    hash: documentHash,
    simulationId: z.uuid('This is no simulation.'),
    /** null: now. */
    startsAt: instant.nullable(),
    /** Members who would drop keep their tier until this day of the shop; null: they drop. */
    keepUntil: day.nullable(),
    note: storableText(sayWhy).trim().min(3, sayWhy).max(300, sayWhy),
  })
  .openapi('Publication');

export const publishedShape = z.object({ version: z.int() }).openapi('Published');

export const versionRowShape = z
  .object({
    version: z.int(),
    startsAt: instant,
    publishedAt: instant,
    publishedBy: z.string(),
    note: z.string().nullable(),
    keepUntil: day.nullable(),
    inForce: z.boolean(),
    /** The version that was published later and took its place before it began; null: none. */
    replacedBy: z.int().nullable(),
    /** How far members are judged by it; null: it has not begun, or it was the shop's first. */
    restood: z.object({ done: z.int(), of: z.int(), finished: z.boolean() }).nullable(),
  })
  .openapi('VersionRow');

export const versionListShape = z.object({ versions: z.array(versionRowShape) }).openapi('VersionList');
export const versionShape = versionRowShape.extend({ definition: programShape.shape.definition }).openapi('Version');
export const comparisonShape = z.object({ changes: z.array(z.string()) }).openapi('Comparison');

/** How often each reward was used on a paid order, and how often it is set aside or has a code now. Rewards nobody had are missing. */
export const rewardUsesShape = z
  .object({ uses: z.array(z.object({ rewardId: z.string(), used: z.int(), open: z.int() })) })
  .openapi('RewardUses');

export type CurrentProgram = z.infer<typeof currentProgramShape>;
export type ProgramWarning = z.infer<typeof programWarningShape>;
export type ProgramDraft = z.infer<typeof draftShape>;
export type Simulation = z.infer<typeof simulationShape>;
export type SimulationResult = z.infer<typeof simulationResultShape>;
export type VersionRow = z.infer<typeof versionRowShape>;
export type VersionList = z.infer<typeof versionListShape>;
export type ProgramVersionView = z.infer<typeof versionShape>;
export type RewardUses = z.infer<typeof rewardUsesShape>;
