import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { ShopId } from '../core/id.ts';
import type { Db } from '../db/index.ts';

/** A webhook as it came, not yet worked through. */
export interface Received {
  readonly topic: string;
  readonly webhookId: string;
  readonly body: Buffer;
  readonly attempts: number;
  readonly receivedAt: Date;
  readonly triggeredAt: Date | undefined;
}

/** While one worker has a webhook nobody else takes it; if the worker dies, the lease runs out and another does. */
const leaseSeconds = 15;
/** Then it is put aside as failed, visible to staff. */
const attemptsMax = 8;
/** While Shopify itself does not answer, tries do not count: a webhook waits this long before it is put aside. */
const patienceMs = 48 * 3_600_000;
const pauseMaxMs = 10 * 60_000;

/** stays: it would fail again · passing: worth some tries · outage: Shopify does not answer anybody. */
export type Trouble = 'stays' | 'passing' | 'outage';

/** Writes a delivery down; the same delivery again is the same row. */
export async function receive(
  db: Db,
  shopId: ShopId,
  delivery: { topic: string; webhookId: string; body: Uint8Array; receivedAt: Date; triggeredAt: Date | undefined },
): Promise<void> {
  await db.transaction(shopId, (tx) =>
    tx.exec(
      `insert into webhook (shop_id, topic, webhook_id, body, received_at, triggered_at, due_at)
       values ($1, $2, $3, $4, $5, $6, $5) on conflict do nothing`,
      [shopId, delivery.topic, delivery.webhookId, Buffer.from(delivery.body), delivery.receivedAt, delivery.triggeredAt ?? null],
    ),
  );
}

/** Takes up to `limit` webhooks that are due, oldest first, and leases them. */
export async function claim(ctx: Context, limit: number): Promise<Received[]> {
  const rows = await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.rows<{ topic: string; webhook_id: string; body: Buffer; attempts: number; received_at: Date; triggered_at: Date | null }>(
      `update webhook w set attempts = attempts + 1, due_at = $2::timestamptz + make_interval(secs => ${leaseSeconds})
       from (select topic, webhook_id from webhook where shop_id = $1 and state = 'received' and due_at <= $2
             order by due_at limit $3 for update skip locked) due
       where w.shop_id = $1 and w.topic = due.topic and w.webhook_id = due.webhook_id
       returning w.topic, w.webhook_id, w.body, w.attempts, w.received_at, w.triggered_at`,
      [ctx.shop.id, ctx.wallClock(), limit],
    ),
  );
  return rows.map((row) => ({
    topic: row.topic,
    webhookId: row.webhook_id,
    body: row.body,
    attempts: row.attempts,
    receivedAt: row.received_at,
    triggeredAt: row.triggered_at ?? undefined,
  }));
}

/** Marks webhooks as worked through. */
export async function finish(ctx: Context, done: readonly Received[]): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `update webhook w set state = 'done', done_at = $4, problem = null from unnest($2::text[], $3::text[]) as d(topic, webhook_id)
       where w.shop_id = $1 and w.topic = d.topic and w.webhook_id = d.webhook_id`,
      [ctx.shop.id, done.map((one) => one.topic), done.map((one) => one.webhookId), ctx.wallClock()],
    ),
  );
}

/** Notes why a webhook could not be worked through. What may pass is tried again with growing pauses; the rest is put aside. */
export async function fail(ctx: Context, failed: Received, problem: string, trouble: Trouble): Promise<void> {
  const now = ctx.wallClock().getTime();
  const again =
    (trouble === 'passing' && failed.attempts < attemptsMax) || (trouble === 'outage' && now - failed.receivedAt.getTime() < patienceMs);
  const due = new Date(now + Math.min(500 * 2 ** failed.attempts, pauseMaxMs));
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec('update webhook set state = $4, problem = $5, due_at = $6 where shop_id = $1 and topic = $2 and webhook_id = $3', [
      ctx.shop.id,
      failed.topic,
      failed.webhookId,
      again ? 'received' : 'failed',
      problem.slice(0, 500),
      due,
    ]),
  );
}

/** Puts a failed webhook back on the list. Throws `not_found` when there is no failed one of that name. */
export async function retryFailed(ctx: Context, topic: string, webhookId: string): Promise<void> {
  const changed = await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `update webhook set state = 'received', attempts = 0, due_at = $4
       where shop_id = $1 and topic = $2 and webhook_id = $3 and state = 'failed'`,
      [ctx.shop.id, topic, webhookId, ctx.wallClock()],
    ),
  );
  if (changed === 0) throw new LaurelError('not_found', `no failed webhook ${topic} ${webhookId}`);
}
