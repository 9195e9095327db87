import type { Shop } from '../context.ts';
import { dayIn } from '../core/time.ts';
import type { Db } from '../db/index.ts';

/**
 * Vests and expires everything due by the shop's day of `now`, in transactions of at most `limit` members, and answers how many
 * members were touched. Members at work elsewhere are skipped: their own next posting does it, or the next run.
 */
export async function postDue(db: Db, shop: Shop, now: Date, { limit = 500 }: { readonly limit?: number } = {}): Promise<number> {
  const today = dayIn(shop.timeZone, now);
  for (let members = 0; ; ) {
    const count = await db.transaction(shop.id, async (tx) => {
      const [row] = await tx.rows<{ count: number }>('select ledger_post_due($1, $2, $3) as count', [shop.id, today, limit]);
      return row?.count ?? 0;
    });
    members += count;
    if (count < limit) return members;
  }
}
