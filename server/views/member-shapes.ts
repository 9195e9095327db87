import { z } from '@hono/zod-openapi';
import { locales } from '../program/definition/common.ts';
import { balanceShape, day, instant } from './common-shapes.ts';
import { actionShape, campaignNowShape } from './earn-shapes.ts';
import { tiersOfProgramShape, tierShape } from './promise-shapes.ts';
import { referralShape } from './referral-shapes.ts';
import { adviceShape, redemptionShape, rewardShape } from './reward-shapes.ts';
import { tierKeepsShape } from './tier-shapes.ts';

export const preferencesShape = z
  .object({
    /** Whether the member is told by e-mail what happens to their points. */
    notices: z.boolean(),
    /** null: the language of whatever they look at. */
    locale: z.enum(locales).nullable(),
  })
  .openapi('Preferences');

export const statementLinkShape = z.object({ path: z.string(), until: instant }).openapi('StatementLink');

export const memberOverviewShape = z
  .object({
    /** When all this was so, by the shop's clock; how long an `until` is away counts from here. */
    at: instant,
    program: tiersOfProgramShape,
    /** null: a guest. Then points and tier are null, rewards show their prices. */
    member: z.object({ id: z.uuid(), customerId: z.string(), name: z.string().nullable(), since: instant }).nullable(),
    points: balanceShape.nullable(),
    tier: tierShape
      .extend({
        since: instant,
        reason: z.string(),
        keeps: tierKeepsShape,
      })
      .nullable(),
    /** The way to the next tier; null at the top and for guests. */
    next: z
      .object({
        tier: tierShape,
        spentMinor: z.int(),
        /** 0 also when the tier asks for no spend. */
        missingMinor: z.int(),
        /** null: the tier does not ask for it. */
        missingPoints: z.int().nullable(),
        missingOrders: z.int().nullable(),
        /** Whether one of what is missing is enough, or all of it is needed. */
        need: z.enum(['any', 'all']),
        /** The same as a sentence. */
        text: z.string(),
        percent: z.int(),
      })
      .nullable(),
    /** Soonest first. */
    expiring: z.array(
      z.object({ points: z.int(), on: day, /** Not if the member earns or spends before. */ unlessActive: z.literal(true).optional() }),
    ),
    rewards: z.array(rewardShape),
    /** What can be earned beside buying. */
    actions: z.array(actionShape),
    /** Absent: none runs. */
    campaigns: z.array(campaignNowShape).optional(),
    /** Absent for guests. */
    preferences: preferencesShape.optional(),
    /** Open redemptions: held, issued, releasing. Newest first. */
    redemptions: z.array(redemptionShape),
    /** For a member of a programme in which friends can be brought; else absent. */
    referral: referralShape.optional(),
    /** For a member with a cart in the shop's currency; else absent. */
    advice: adviceShape.optional(),
  })
  .openapi('MemberOverview');

/** What one of the member's orders brought. */
export const orderPointsShape = z
  .object({
    /** coming: the shop has not told of it yet; counted: it has. */
    state: z.enum(['coming', 'counted']),
    /** Less what refunds took back. */
    points: z.int(),
    /** Of them still pending. */
    pending: z.int(),
    /** The day from which the pending ones can be spent; null: not known yet, or none is pending. */
    pendingUntil: day.nullable(),
  })
  .openapi('OrderPoints');

export const historyEntryShape = z
  .object({
    id: z.string(),
    at: instant,
    /** What happened; surfaces have a sentence per kind. */
    kind: z.enum([
      'issue',
      'vest',
      'hold',
      'capture',
      'release',
      'expire',
      'claw-back',
      'give-back',
      'adjust-up',
      'adjust-down',
      'spend',
      'settle-debt',
      'transfer',
      'schedule',
    ]),
    /** Signed change of what the member has (available + pending + held − debt); 0 for hold, release, vest and schedule. */
    points: z.int(),
    /** How many points the act was about, never negative. */
    moved: z.int(),
    balance: balanceShape,
    /** "#1001" for orders, the reward's title for redemptions, for staff the reason of an adjustment, else null. */
    subject: z.string().nullable(),
    /** The reasons behind the number, in the order they were applied. */
    why: z.array(z.object({ text: z.string(), points: z.int().nullable() })),
  })
  .openapi('HistoryEntry');

export const historyPageShape = z.object({ entries: z.array(historyEntryShape), next: z.string().nullable() }).openapi('HistoryPage');

export type MemberOverview = z.infer<typeof memberOverviewShape>;
export type OrderPoints = z.infer<typeof orderPointsShape>;
export type HistoryEntry = z.infer<typeof historyEntryShape>;
export type HistoryPage = z.infer<typeof historyPageShape>;
