import { z } from '@hono/zod-openapi';
import { balanceShape, instant } from './common-shapes.ts';
import { storable, storableText } from './storable.ts';

export const createApiKeyShape = z
  .object({ name: storableText('Say what the key is for.').trim().min(1, 'Say what the key is for.').max(60) })
  .openapi('CreateApiKey');

export const apiKeyShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    createdAt: instant,
    /** A staff member's id. */
    createdBy: z.string(),
    /** null: it is good. */
    revokedAt: instant.nullable(),
  })
  .openapi('ApiKey');

export const newApiKeyShape = apiKeyShape.extend({ /** Shown once. */ secret: z.string() }).openapi('NewApiKey');

export const webhookRowShape = z
  .object({
    id: z.string(),
    topic: z.string(),
    receivedAt: instant,
    state: z.enum(['received', 'done', 'failed']),
    attempts: z.int(),
    problem: z.string().nullable(),
  })
  .openapi('WebhookRow');

export const webhookPageShape = z.object({ webhooks: z.array(webhookRowShape) }).openapi('WebhookPage');

export const differenceShape = z
  .object({
    memberId: z.string(),
    /** In plain words, e.g. "available points" or "points of order #1001"; names the difference of its member. */
    what: z.string(),
    stored: z.int(),
    derived: z.int(),
    /** The member's first wrong entry; null when the entries are right and something summed up from them is not. */
    firstWrongSeq: z.int().nullable(),
    /** What would put it right; null: see `instead`. */
    correction: z
      .object({
        kind: z.enum(['rebuild', 'order', 'judge']),
        text: z.string(),
        /** null: no points move. */
        posting: z.object({ kind: z.string(), points: z.int(), origin: z.string().nullable() }).nullable(),
      })
      .nullable(),
    instead: z.string().nullable(),
  })
  .openapi('Difference');

export const verificationShape = z
  .object({
    id: z.uuid(),
    at: instant,
    /** A staff member's id; null: it was the night's. */
    by: z.string().nullable(),
    members: z.int(),
    entries: z.int(),
    postings: z.int(),
    /** 0: every balance, lot, order, standing and cause is what it should be. */
    found: z.int(),
    seconds: z.number(),
    /** At most 300. */
    differences: z.array(differenceShape),
  })
  .openapi('Verification');

export const verificationPageShape = z.object({ verifications: z.array(verificationShape) }).openapi('VerificationPage');

export const correctShape = z
  .object({
    /** Names this attempt: the same attempt is done once, however often it is sent. */
    attempt: z.uuid(),
    memberId: z.uuid(),
    /** The difference as it was seen. */
    what: storable.min(1).max(500),
    stored: z.int(),
    derived: z.int(),
    /** Why, for the member's history and the audit. */
    reason: storable.trim().min(1, 'Say why, in a few words.').max(500),
  })
  .openapi('Correct');

export const correctedShape = z
  .object({
    correction: z.enum(['rebuild', 'order', 'judge']),
    /** Signed: what the member got or lost. */
    points: z.int(),
  })
  .openapi('Corrected');

export const staffOverviewShape = z
  .object({
    shop: z.object({ name: z.string(), domain: z.string(), currency: z.string() }),
    members: z.array(z.object({ tierId: z.string(), tierName: z.string(), count: z.int() })),
    points: balanceShape,
    issued: z.int(),
    redeemed: z.int(),
    expired: z.int(),
    reversed: z.int(),
    failedWebhooks: z.int(),
    /** Adjustments that wait for a second person. */
    approvalsWaiting: z.int(),
  })
  .openapi('StaffOverview');

export type ApiKeyView = z.infer<typeof apiKeyShape>;
export type WebhookPage = z.infer<typeof webhookPageShape>;
export type Difference = z.infer<typeof differenceShape>;
export type Verification = z.infer<typeof verificationShape>;
export type VerificationPage = z.infer<typeof verificationPageShape>;
export type StaffOverview = z.infer<typeof staffOverviewShape>;
