import { z } from '@hono/zod-openapi';
import { day, instant } from './common-shapes.ts';
import { storable, storableText } from './storable.ts';

/** What keeps a member in their tier, and until when time alone leaves it so; null: for good. */
export const tierKeepsShape = z
  .object({
    by: z.enum(['activity', 'lasting', 'step', 'grace', 'pinned', 'kept', 'invited']),
    /** The last day. */
    until: day.nullable(),
    /** The name of the tier after it. */
    after: z.string().nullable(),
    text: z.string(),
  })
  .openapi('TierKeeps');

export const tierWordShape = z
  .object({
    no: z.int(),
    kind: z.enum(['pinned', 'kept', 'invited']),
    tierId: z.string(),
    tierName: z.string(),
    since: instant,
    /** The last day; null: until it is ended. */
    until: day.nullable(),
    /** A staff member's id, or the version of the programme. */
    by: z.string(),
    reason: z.string(),
    /** Its last day has passed. */
    over: z.boolean(),
  })
  .openapi('TierWord');

const sayWhy = 'Say why, in 3 to 300 characters.';
const chooseTier = 'Choose a tier.';
/** What staff say about a member's tier. */
export const sayTierShape = z
  .object({
    kind: z.enum(['pinned', 'invited'], { error: 'Choose to pin or to invite.' }),
    tierId: storable.min(1, chooseTier).max(40, chooseTier),
    /** The last day; absent: until it is ended. */
    until: z.iso.date({ error: 'Enter a day such as 2027-12-31.' }).optional(),
    /** For staff: kept with it, never shown to the member. */
    reason: storableText(sayWhy).trim().min(3, sayWhy).max(300, sayWhy),
  })
  .openapi('SayTier');

/** The tier after it, and whether it changed just now. */
export const saidTierShape = z.object({ tierId: z.string(), tierName: z.string(), changed: z.boolean() }).openapi('SaidTier');

export type TierKeeps = z.infer<typeof tierKeepsShape>;
export type TierWordView = z.infer<typeof tierWordShape>;
export type SayTier = z.infer<typeof sayTierShape>;
export type SaidTier = z.infer<typeof saidTierShape>;
