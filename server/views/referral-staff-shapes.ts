import { z } from '@hono/zod-openapi';
import { day, instant } from './common-shapes.ts';
import { friendStates } from './referral-shapes.ts';
import { storableText } from './storable.ts';

/** What staff see of referrals, and decide about them. */

const personShape = z.object({ memberId: z.uuid(), name: z.string().nullable(), customerId: z.string() });

export const referralRowShape = z
  .object({
    id: z.uuid(),
    advocate: personShape.extend({ blocked: z.boolean() }),
    friend: personShape,
    state: z.enum(friendStates),
    /** When the friend came by the code, and when the last step was taken. */
    claimedAt: instant,
    at: instant,
    /** What speaks against it when it was judged; null: it was not yet. */
    score: z.int().nullable(),
    /** Why it stands as it does, a sentence each, the heaviest first. */
    why: z.array(z.object({ text: z.string(), weight: z.int().nullable() })),
    /** "#1001" and what it comes to; null: the friend has not ordered. */
    order: z.object({ name: z.string(), spendMinor: z.int() }).nullable(),
    /** What staff can do about it now. */
    may: z.array(z.enum(['approve', 'refuse', 'reopen'])),
  })
  .openapi('ReferralRow');

export const referralPageShape = z
  .object({ referrals: z.array(referralRowShape), next: z.string().nullable(), waiting: z.int() })
  .openapi('ReferralPage');

const saidWhy = 'Say why, in 3 to 300 characters.';
const note = storableText(saidWhy).trim().min(3, saidWhy).max(300, saidWhy);

export const judgeShape = z
  .object({ judgement: z.enum(['approve', 'refuse', 'reopen'], { error: 'Choose approve, refuse or reopen.' }), note })
  .openapi('JudgeReferral');
export const judgedShape = z.object({ state: z.enum(friendStates) }).openapi('JudgedReferral');

export const blockShape = z.object({ blocked: z.boolean(), note }).openapi('BlockAdvocate');
export const blockedShape = z.object({ blocked: z.boolean() }).openapi('BlockedAdvocate');

const wholeScore = 'Enter a whole score from 1 to 1,000.';
const score = z.int({ error: wholeScore }).min(1, wholeScore).max(1_000, wholeScore);
const inOrder = { error: 'What is refused has to score at least as much as what waits.', path: ['refuse'] };
export const thresholdsShape = z
  .object({ hold: score, refuse: score })
  .refine(({ hold, refuse }) => hold <= refuse, inOrder)
  .openapi('ReferralThresholds');
export const editThresholdsShape = z
  .object({ hold: score, refuse: score, basedOnRevision: z.int().min(0) })
  .refine(({ hold, refuse }) => hold <= refuse, inOrder)
  .openapi('EditReferralThresholds');
export const thresholdPageShape = z.object({ hold: z.int(), refuse: z.int(), revision: z.int() }).openapi('ReferralThresholdPage');

/** What past referrals would have come to, by the scores they had. */
export const thresholdPreviewShape = z
  .object({
    judged: z.int(),
    now: z.object({ through: z.int(), held: z.int(), refused: z.int() }),
    proposed: z.object({ through: z.int(), held: z.int(), refused: z.int() }),
    /** How many of them staff let through, and refused, among those that would wait or be refused then. */
    approvedByStaff: z.int(),
    refusedByStaff: z.int(),
  })
  .openapi('ReferralThresholdPreview');

export const referralFiguresShape = z
  .object({
    from: day,
    to: day,
    currency: z.string(),
    /** How often links were opened, and invitations sent by e-mail. */
    visits: z.int(),
    claimed: z.int(),
    ordered: z.int(),
    counted: z.int(),
    held: z.int(),
    refused: z.int(),
    reversed: z.int(),
    /** What friends who count have bought since they came, after refunds. */
    revenueMinor: z.int(),
    /** Points of thanks that stand, and what they are worth by the programme's value of a point. */
    points: z.int(),
    costMinor: z.int(),
    best: z.array(personShape.extend({ counted: z.int(), revenueMinor: z.int() })),
  })
  .openapi('ReferralFigures');

export type ReferralRow = z.infer<typeof referralRowShape>;
export type ReferralPage = z.infer<typeof referralPageShape>;
export type ThresholdPreview = z.infer<typeof thresholdPreviewShape>;
export type ReferralFigures = z.infer<typeof referralFiguresShape>;
