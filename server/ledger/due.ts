import type { Shop } from '../context.ts';
import { inputHash } from '../core/id.ts';
import { startOfDay, type Day } from '../core/time.ts';
import type { Book } from './book.ts';
import { expire, vest, type Decision } from './decide.ts';
import { earlier, goneOn, isDue } from './lots.ts';
import { record, type Sheet } from './sheet.ts';

/**
 * Vests and expires what is due by `today`, day by day, each as of the beginning of its day in the shop's time zone, as if the
 * nightly job had never been late. If something was due when the book was opened, all lots with anything left must be in it.
 */
export function recordDue(sheet: Sheet, book: Book, shop: Shop, today: Day): void {
  while (isDue(book.nextDue, today)) {
    const day = nextDueOf(book, today);
    book.nextDue = day;
    sheet.books.add(book);
    if (day === undefined || day > today) return;
    recordOwn(sheet, book, shop, 'vest', day, vest(book, day));
    recordOwn(sheet, book, shop, 'expire', day, expire(book, day));
  }
}

function nextDueOf(book: Book, today: Day): Day | undefined {
  let day = isDue(book.nextDueBefore, today) ? undefined : book.nextDueBefore;
  for (const lot of book.lots.values()) {
    if (lot.pending > 0) day = earlier(day, lot.vestsOn);
    if (lot.available > 0) day = earlier(day, goneOn(lot, book.active));
  }
  return day;
}

/** A posting nobody asked for: its key says what and when, and no caller may use its prefix. */
function recordOwn(sheet: Sheet, book: Book, shop: Shop, kind: 'vest' | 'expire', day: Day, decision: Decision): void {
  if ('refused' in decision || decision.points === 0) return;
  const key = `~${kind}/${book.memberId}/${day}/${book.lastPostingNo + 1}`;
  const cause = { kind: kind === 'vest' ? 'program' : 'expiry', ref: day } as const;
  const at = startOfDay(shop.timeZone, day);
  record(sheet, book, { kind, points: decision.points, at, key, hash: inputHash(key), cause, operation: undefined }, decision.moves);
}
