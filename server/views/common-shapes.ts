import { z } from '@hono/zod-openapi';

/** What leaves and enters by HTTP, in every subject. Points are integers, money is minor units with the shop’s currency, instants are ISO 8601 in UTC, days are shop-local. */

export const instant = z.iso.datetime();

export const day = z.iso.date();

export const problemShape = z
  .object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem');

export const balanceShape = z.object({ available: z.int(), pending: z.int(), held: z.int(), debt: z.int() }).openapi('Balance');

export type Problem = z.infer<typeof problemShape>;
