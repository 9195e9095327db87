import { z } from '@hono/zod-openapi';

/** Names Shopify gives to topics and deliveries. */
export const webhookName = /^[\w.:/-]{1,200}$/;

/** Where the next page of a statement begins: the number of a posting, as far as the database counts. */
export const cursor = z
  .string()
  .regex(/^\d{1,10}$/)
  .refine((digits) => Number(digits) < 2 ** 31, 'There is no such page.');
