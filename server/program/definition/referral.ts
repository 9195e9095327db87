import { z } from 'zod';
import { day, id, limit, minorAmount, somePoints } from './common.ts';

/** What a friend or an advocate gets: points, or a reward of the programme without its price. */
const thanks = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), points: somePoints }),
  z.strictObject({ kind: z.literal('reward'), rewardId: id }),
]);

/** Terms under which members bring friends. */
export const referralSchema = z.strictObject({
  friend: thanks,
  advocate: thanks,
  /** Instead of `advocate`, with the friend of that number. */
  ladder: z
    .array(z.strictObject({ friends: z.int().min(2).max(1_000), advocate: thanks }))
    .max(10)
    .optional(),
  /** The friend's first order has to count for so much, in minor units. */
  minimumOrderMinor: minorAmount,
  newCustomersOnly: z.boolean(),
  /** Days between the friend's order and the advocate's thanks: the return window. */
  vestDays: z.int().min(0).max(365),
  limitPerAdvocate: limit,
  /** Whether members are asked by e-mail after an order to bring a friend; absent: they are. */
  inviteAfterOrder: z.boolean().optional(),
  from: day.optional(),
  to: day.optional(),
});
export type Referral = z.infer<typeof referralSchema>;
