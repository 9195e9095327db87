import { z } from 'zod';
import type { MemberId } from '../core/id.ts';

/** Every kind of job and what it is told. Handlers live in worker.ts; a kind without one does not compile. */
export const jobKinds = {
  'issue-code': z.object({ shopDomain: z.string(), redemptionId: z.uuid() }),
  'grant-reward': z.object({
    shopDomain: z.string(),
    memberId: z.uuid().transform((id) => id as MemberId),
    rewardId: z.string(),
    programVersion: z.int(),
    attempt: z.string(),
  }),
  'withdraw-thanks': z.object({ shopDomain: z.string(), memberId: z.uuid().transform((id) => id as MemberId), attempt: z.string() }),
  'finish-release': z.object({ shopDomain: z.string(), redemptionId: z.uuid() }),
  'greet-member': z.object({ shopDomain: z.string(), customerId: z.string() }),
  announce: z.object({ shopDomain: z.string(), customerIds: z.array(z.string()).min(1) }),
  'restand-all': z.object({ shopDomain: z.string(), programVersion: z.int() }),
  simulate: z.object({ shopDomain: z.string(), simulationId: z.uuid() }),
  'queue-notices': z.object({ shopDomain: z.string(), night: z.iso.date() }),
  'send-mail': z.object({ shopDomain: z.string(), mailId: z.uuid() }),
  'invite-to-refer': z.object({ shopDomain: z.string(), customerId: z.string() }),
  'thank-advocate': z.object({ shopDomain: z.string(), referralId: z.uuid() }),
  'check-night': z.object({ shopDomain: z.string(), night: z.iso.date() }),
} as const;

export type JobKind = keyof typeof jobKinds;
export type JobPayload<K extends JobKind> = z.infer<(typeof jobKinds)[K]>;
