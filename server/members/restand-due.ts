import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { dayIn } from '../core/time.ts';
import { enqueue } from '../jobs/index.ts';
import type { Because } from '../program/index.ts';
import { restand, type StandingChange } from './restand.ts';

const batchMax = 500;

/**
 * Judges members whose day has come by `ctx.now`: on which an order of theirs no longer counts, or something that holds their tier ends; in transactions of at most `batch` members.
 * Returns how many were judged. Stopped half way it goes on where it was: who was judged is due on a later day.
 */
export async function restandDue(ctx: Context, batch = batchMax): Promise<number> {
  let judged = 0;
  for (;;) {
    const count = await restandBatch(ctx, batch);
    judged += count;
    if (count < batch) return judged;
  }
}

async function restandBatch(ctx: Context, batch: number): Promise<number> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    // Two workers share the work instead of waiting for each other.
    const due = await tx.rows<{ id: MemberId }>(
      `select id from member where shop_id = $1 and rejudge_on <= $2 order by rejudge_on limit $3 for no key update skip locked`,
      [ctx.shop.id, dayIn(ctx.shop.timeZone, ctx.now), batch],
    );
    const changes = await restand(tx, ctx, new Map(due.map(({ id }): [MemberId, Because] => [id, { kind: 'time' }])));
    if (changes.length > 0) await enqueue(tx, 'announce', announcement(ctx, changes));
    return due.length;
  });
}

/** The job that tells Shopify about new standings. */
export function announcement(ctx: Context, changes: readonly StandingChange[]): { shopDomain: string; customerIds: string[] } {
  return { shopDomain: ctx.shop.domain, customerIds: changes.map((change) => change.customerId) };
}
