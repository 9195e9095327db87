import { z } from '@hono/zod-openapi';
import { auditActions } from '../audit/actions.ts';
import { acts, defaultRoles, roles, type Act } from '../staff/roles.ts';
import { day, instant } from './shapes.ts';
import { storable, storableText } from './storable.ts';

/** What leaves and enters about the people of the admin. */

export const roleShape = z.enum(roles, { error: 'Choose owner, manager, support or viewer.' });
const staffId = z.string().regex(/^\d{1,20}$/, 'That is not a staff member.');

export const staffIdParam = z.object({ userId: staffId });

export const meShape = z
  .object({ userId: z.string(), name: z.string(), role: roleShape, may: z.array(z.enum(acts as readonly [Act, ...Act[]])) })
  .openapi('Me');

export const staffRowShape = z
  .object({
    userId: z.string(),
    /** "Mara Lindt", or "staff member 42" when Shopify did not tell. */
    name: z.string(),
    role: roleShape,
    since: instant,
    /** Who gave the role; null: it came with the first visit. */
    givenBy: z.string().nullable(),
  })
  .openapi('StaffRow');

export const staffPageShape = z.object({ staff: z.array(staffRowShape) }).openapi('StaffPage');

/** `was`: the role that was seen; another one in the meantime is a conflict. */
export const giveRoleShape = z.object({ role: roleShape, was: roleShape }).openapi('GiveRole');

const wholeLimit = 'Enter a whole number of points from 0 to 1,000,000,000.';
const settingsFields = {
  /** More than this at once, or within 24 hours by one staff member for one member, needs a second person. */
  adjustmentLimitPoints: z.int({ error: wholeLimit }).min(0, wholeLimit).max(1_000_000_000, wholeLimit),
  /** What whoever opens the app for the first time may do. */
  defaultRole: z.enum(defaultRoles, { error: 'Choose manager, support or viewer.' }),
};
export const settingsShape = z
  .object({
    ...settingsFields,
    /** 0: never changed. */
    revision: z.int(),
    changedAt: instant.nullable(),
    changedBy: z.string().nullable(),
  })
  .openapi('Settings');

export const editSettingsShape = z.object({ ...settingsFields, basedOnRevision: z.int().min(0) }).openapi('EditSettings');

const saidWhy = 'Say why, in 3 to 300 characters.';
const typed = storableText(saidWhy).trim().min(3, saidWhy).max(300, saidWhy);

export const approvalShape = z
  .object({
    id: z.uuid(),
    memberId: z.uuid(),
    memberName: z.string().nullable(),
    customerId: z.string().nullable(),
    way: z.enum(['give', 'take']),
    points: z.int(),
    reason: z.string(),
    /** The limit when it was asked for, and what the same person had moved alone within 24 hours before. */
    limitPoints: z.int(),
    beforePoints: z.int(),
    requestedBy: z.string(),
    requestedAt: instant,
    expiresAt: instant,
    state: z.enum(['pending', 'approved', 'declined', 'withdrawn', 'expired']),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    note: z.string().nullable(),
    /** Whoever reads this asked for it. */
    isMine: z.boolean(),
  })
  .openapi('Approval');

export const waitingShape = z.object({ approval: approvalShape }).openapi('Waiting');

export const approvalPageShape = z
  .object({
    /** The longest waiting first, at most 100. */
    waiting: z.array(approvalShape),
    /** Decided, withdrawn or expired; the newest request first. */
    settled: z.array(approvalShape),
    next: z.string().nullable(),
  })
  .openapi('ApprovalPage');

export const decideShape = z
  .discriminatedUnion(
    'decision',
    [z.object({ decision: z.literal('approve'), note: typed.optional() }), z.object({ decision: z.literal('decline'), note: typed })],
    { error: 'Choose to approve or to decline.' },
  )
  .openapi('Decide');

export const releaseShape = z.object({ reason: typed }).openapi('Release');

/** Where a page begins: the instant and the id of the last entry already seen. */
export const seenUntil = z
  .string()
  .regex(/^\d{1,15}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'There is no such page.')
  .transform((text) => ({ at: new Date(Number(text.slice(0, text.indexOf('-')))), id: text.slice(text.indexOf('-') + 1) }));

export const activityQueryShape = z.object({
  action: z.enum(auditActions, { error: 'There is no such kind.' }).optional(),
  /** A staff member's id, or "others" for what no staff member did. */
  person: z.union([z.literal('others'), staffId]).optional(),
  /** Shop-local days, both included. */
  from: day.optional(),
  to: day.optional(),
  before: seenUntil.optional(),
});

export const activityPageShape = z
  .object({
    entries: z.array(
      z.object({
        id: z.uuid(),
        at: instant,
        who: z.string(),
        action: z.enum(auditActions),
        text: z.string(),
        /** What it was done to, and where that is shown; null: nowhere. */
        subject: z.object({ kind: z.enum(['member', 'program', 'staff', 'settings']), id: storable, name: z.string() }).nullable(),
      }),
    ),
    next: z.string().nullable(),
    /** IANA name: the shop's days. */
    timeZone: z.string(),
    kinds: z.array(z.object({ action: z.enum(auditActions), name: z.string() })),
    people: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .openapi('ActivityPage');

export type Me = z.infer<typeof meShape>;
export type StaffRow = z.infer<typeof staffRowShape>;
export type StaffPage = z.infer<typeof staffPageShape>;
export type SettingsView = z.infer<typeof settingsShape>;
export type ApprovalView = z.infer<typeof approvalShape>;
export type ApprovalPage = z.infer<typeof approvalPageShape>;
export type Decide = z.infer<typeof decideShape>;
export type ActivityPage = z.infer<typeof activityPageShape>;
