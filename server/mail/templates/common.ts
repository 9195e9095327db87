import { z } from 'zod';
import type { Offer } from '../letter.ts';

/** The shop's name as shoppers know it. */
export const shopName = z.string().min(1);

/** An address that a reader opens. */
export const link = z.url({ protocol: /^https?$/ });

/** What somebody gets: points, or a reward under the name it has in the reader's language. */
export const offer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), points: z.int().positive() }),
  z.strictObject({ kind: z.literal('reward'), name: z.string().min(1) }),
]) satisfies z.ZodType<Offer>;
