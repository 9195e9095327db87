import type { Shop } from '../context.ts';
import { assert } from '../core/assert.ts';
import { dayIn, type Day } from '../core/time.ts';
import type { Db, Tx } from '../db/index.ts';
import { readActivity } from './activity.ts';
import { recordDue } from './due.ts';
import { readOpened, type Opened } from './open.ts';
import { write } from './post.ts';
import { emptySheet } from './sheet.ts';

/**
 * Vests and expires everything due by the shop's day of `now`, in transactions of at most `limit` members, and answers how many
 * members were touched. Members at work elsewhere are skipped: their own next posting does it, or the next run.
 */
export async function postDue(db: Db, shop: Shop, now: Date, { limit = 500 }: { readonly limit?: number } = {}): Promise<number> {
  const today = dayIn(shop.timeZone, now);
  for (let members = 0; ;) {
    const count = await db.transaction(shop.id, (tx) => postDueOnce(tx, shop, today, limit));
    members += count;
    if (count < limit) return members;
  }
}

async function postDueOnce(tx: Tx, shop: Shop, today: Day, limit: number): Promise<number> {
  const [row] = await tx.rows<{ opened: Opened }>('select ledger_open_due($1, $2, $3) as opened', [shop.id, today, limit]);
  assert(row, 'the ledger opens');
  const { books } = readOpened(row.opened);
  await readActivity(tx, shop, today, books);
  const sheet = emptySheet();
  for (const book of books.values()) recordDue(sheet, book, shop, today);
  await write(tx, shop.id, sheet);
  return books.size;
}
