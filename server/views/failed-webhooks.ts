import type { Context } from '../context.ts';
import type { WebhookPage } from './shapes.ts';

/** Webhooks that were put aside, newest first, at most 100. Bodies stay in the database: they hold personal data. */
export async function failedWebhooks(ctx: Context): Promise<WebhookPage> {
  const rows = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ topic: string; webhook_id: string; received_at: Date; attempts: number; problem: string | null }>(
      `select topic, webhook_id, received_at, attempts, problem from webhook
       where shop_id = $1 and state = 'failed' order by received_at desc limit 100`,
      [ctx.shop.id],
    ),
  );
  return {
    webhooks: rows.map((row) => ({
      id: row.webhook_id,
      topic: row.topic,
      receivedAt: row.received_at.toISOString(),
      state: 'failed',
      attempts: row.attempts,
      problem: row.problem,
    })),
  };
}
