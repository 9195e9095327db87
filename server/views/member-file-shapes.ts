import { z } from '@hono/zod-openapi';
import { balanceShape, day, instant } from './common-shapes.ts';
import { redemptionShape } from './reward-shapes.ts';
import { storable, storableText } from './storable.ts';
import { tierKeepsShape, tierWordShape } from './tier-shapes.ts';

export const memberRowShape = z
  .object({
    id: z.uuid(),
    customerId: z.string().nullable(),
    name: z.string().nullable(),
    tierId: z.string(),
    tierName: z.string(),
    points: balanceShape,
    /** Net spend inside the qualification window. */
    spentMinor: z.int(),
    enrolledAt: instant,
    lastOrderAt: instant.nullable(),
  })
  .openapi('MemberRow');

export const memberPageShape = z
  .object({ members: z.array(memberRowShape), total: z.int(), next: z.string().nullable(), currency: z.string() })
  .openapi('MemberPage');

export const lotShape = z
  .object({
    no: z.int(),
    origin: z.string(),
    source: z.string(),
    issued: z.int(),
    pending: z.int(),
    available: z.int(),
    held: z.int(),
    earnedAt: instant,
    /** When what is pending becomes available; null: at once, or not known yet. */
    vestsOn: day.nullable(),
    /** What is pending waits for an event, such as its order's delivery: the day is not known yet. */
    waits: z.boolean(),
    expiresOn: day.nullable(),
    /** That day moves to so many months after the member last earned or spent; null: it is fixed. */
    idleMonths: z.int().nullable(),
  })
  .openapi('Lot');

/** What a member was or is to be told: so many points expire on that day. */
export const noticeShape = z
  .object({
    id: z.uuid(),
    kind: z.enum(['points-expire']),
    day,
    points: z.int(),
    /** skipped: it had become untrue before it was sent. */
    state: z.enum(['queued', 'sent', 'skipped']),
    queuedAt: instant,
  })
  .openapi('Notice');

export const memberFileShape = z
  .object({
    member: memberRowShape,
    /** The member this one was merged into, with the customer; null: none. */
    mergedInto: z.object({ id: z.uuid(), name: z.string().nullable(), customerId: z.string() }).nullable(),
    currency: z.string(),
    lots: z.array(lotShape),
    standings: z.array(z.object({ tierName: z.string(), since: instant, reason: z.string() })),
    /** What keeps the tier now. */
    keeps: tierKeepsShape,
    /** What staff or a publication said about the tier and was not ended, newest first. */
    tierWords: z.array(tierWordShape),
    /** The tiers a member can be given, from the lowest. */
    tiers: z.array(z.object({ id: z.string(), name: z.string(), inviteOnly: z.boolean() })),
    redemptions: z.array(redemptionShape.extend({ at: instant })),
    /** Newest first. */
    notices: z.array(noticeShape),
  })
  .openapi('MemberFile');

const wholePoints = 'Enter a whole number of points from 1 to 1,000,000.';

const sayWhy = 'Say why, in 3 to 300 characters.';

export const adjustShape = z
  .object({
    way: z.enum(['give', 'take'], { error: 'Choose to give or to take.' }),
    /** Positive, in both directions. */
    points: z.int({ error: wholePoints }).min(1, wholePoints).max(1_000_000, wholePoints),
    /** For staff: kept with the change, never shown to the member. */
    reason: storableText(sayWhy).trim().min(3, sayWhy).max(300, sayWhy),
    /** Names this adjustment: the same attempt is the same adjustment, however often it is sent. */
    attempt: storable.min(8).max(100),
  })
  .openapi('Adjust');

export const adjustmentShape = z
  .object({
    /** Signed: what the member got or lost. */
    points: z.int(),
    /** Right after it. */
    balance: balanceShape,
  })
  .openapi('Adjustment');

export type MemberRow = z.infer<typeof memberRowShape>;
export type MemberPage = z.infer<typeof memberPageShape>;
export type MemberFile = z.infer<typeof memberFileShape>;
export type Adjust = z.infer<typeof adjustShape>;
export type AdjustmentView = z.infer<typeof adjustmentShape>;
