import { z } from '@hono/zod-openapi';
import { instant } from './common-shapes.ts';

/** What a member has to bring friends with. */
export const referralShape = z
  .object({
    /** Eight letters and digits that cannot be taken for each other. */
    code: z.string(),
    link: z.url(),
    /** To send along with the link. */
    shareText: z.string(),
    /** What the friend and the member get, a sentence each; with more for a certain friend, one for each of these. */
    offers: z.array(z.string()),
    terms: z.array(z.string()),
    /** Friends who came by the link and whose thanks are not theirs yet, and those who count. */
    waiting: z.int(),
    counted: z.int(),
  })
  .openapi('Referral');

export const friendStates = ['claimed', 'held', 'qualified', 'vested', 'refused', 'reversed'] as const;

/** Whom a member brought, the newest first; never who they are. */
export const friendsShape = z
  .object({
    friends: z.array(
      z.object({
        id: z.uuid(),
        /** When they came by the code. */
        at: instant,
        state: z.enum(friendStates),
        text: z.string(),
      }),
    ),
  })
  .openapi('Friends');

export const claimShape = z.object({ code: z.string().min(1).max(40) }).openapi('ReferralClaim');

/** What a friend finds behind a code. */
export const invitationShape = z
  .object({
    code: z.string(),
    shopName: z.string(),
    /** First name of who invites; null: not known, or not told. */
    from: z.string().nullable(),
    friendGets: z.string(),
    terms: z.array(z.string()),
  })
  .openapi('Invitation');

export const promiseShape = z
  .object({ email: z.string().trim().max(320).pipe(z.email('That is no e-mail address.')) })
  .openapi('ReferralPromise');

export type ReferralView = z.infer<typeof referralShape>;
export type FriendsView = z.infer<typeof friendsShape>;
export type InvitationView = z.infer<typeof invitationShape>;
