import type { Shop } from '../context.ts';
import { assert } from '../core/assert.ts';
import { inputHash } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import { dayIn, unknownDay } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { readActivity } from './activity.ts';
import type { Book } from './book.ts';
import { checkTransfer } from './check.ts';
import { recordDue } from './due.ts';
import { handOver, type HandOver, type Half } from './hand-over.ts';
import { goneOn } from './lots.ts';
import { readOpened, type Opened } from './open.ts';
import type { Cause, Transfer, TransferOutcome } from './operations.ts';
import { write } from './post.ts';
import { rowText } from './rows.ts';
import { emptySheet, record, type LotStory, type Sheet } from './sheet.ts';

/**
 * Gives everything a member has to another: points, debts, open holds, and what a refund or cancellation could still reach. Locks
 * both in the fixed order and posts, at each, one posting and one more per hold. The same key and input is the same transfer.
 * Throws `invalid_request` for malformed input.
 */
export async function transfer(tx: Tx, shop: Shop, now: Date, asked: Transfer): Promise<TransferOutcome> {
  checkTransfer(asked);
  const today = dayIn(shop.timeZone, now);
  const [row] = await tx.rows<{ answer: { opened: Opened; stories: StoryRow[] } }>(
    'select ledger_open_transfer($1, $2, $3, $4, $5::text[]) as answer',
    [shop.id, today, asked.from, asked.to, [outKey(asked)]],
  );
  assert(row, 'the ledger opens');
  const { books, known } = readOpened(row.answer.opened);
  // Also what is not due yet takes the day along that it has by now.
  await readActivity(tx, shop, unknownDay, books);
  const hash = inputHash(['transfer', asked.from, asked.to, asked.cause.kind, asked.cause.ref]);
  const before = known.get(outKey(asked));
  if (before) {
    return before.hash === hash
      ? { outcome: 'replayed', points: pointsBalance(before.points) }
      : { outcome: 'refused', refusal: { code: 'key-reused' } };
  }
  const giver = books.get(asked.from);
  const taker = books.get(asked.to);
  if (!giver || !taker) return { outcome: 'refused', refusal: { code: 'unknown-member' } };

  const sheet = emptySheet();
  recordDue(sheet, giver, shop, today);
  recordDue(sheet, taker, shop, today);
  const decided = handOver(giver, taker);
  const stories = new Map(row.answer.stories.map(([no, earnedAt, source]) => [no, { earnedAt: new Date(earnedAt), source }]));
  const storyOf = (lotNo: number) => storyAt(giver, decided, stories, lotNo);
  for (const [i, half] of decided.out.entries()) recordHalf(sheet, giver, asked, half, { hash, key: halfKey(asked, i, 'out') });
  // A hold's halves have one number; what belongs to none comes first at the giver and last at the taker.
  const count = decided.into.length;
  for (const [i, half] of decided.into.entries())
    recordHalf(sheet, taker, asked, half, { hash, key: halfKey(asked, (i + 1) % count, 'in'), storyOf });
  giver.nextDue = undefined;
  await write(tx, shop.id, sheet);
  await moveHolds(tx, shop, taker, decided);
  return { outcome: 'posted', points: pointsBalance(decided.out[0]?.points ?? 0) };
}

type StoryRow = [no: number, earnedAt: string, source: string];

interface Named {
  readonly key: string;
  readonly hash: string;
  readonly storyOf?: (lotNo: number) => LotStory;
}

function recordHalf(sheet: Sheet, book: Book, { at, cause, causeThere }: Transfer, half: Half, { key, hash, storyOf }: Named): void {
  const why: Cause = key.endsWith('/out') ? cause : causeThere;
  const { holdKey, points, moves } = half;
  record(
    sheet,
    book,
    { kind: 'transfer', points, at, key, hash, cause: why, operation: undefined, holdKey, ...(storyOf && { storyOf }) },
    moves,
  );
}

function outKey({ key }: Transfer): string {
  return `${key}/out`;
}

function halfKey({ key }: Transfer, i: number, way: 'out' | 'in'): string {
  return i === 0 ? `${key}/${way}` : `${key}/hold/${i}/${way}`;
}

/** The story of the giver's lot that the taker's lot goes on with. */
function storyAt(
  giver: Book,
  { lots }: HandOver,
  stories: ReadonlyMap<number, Pick<LotStory, 'earnedAt' | 'source'>>,
  lotNo: number,
): LotStory {
  const before = lots.get(lotNo);
  const lot = before === undefined ? undefined : giver.lots.get(before);
  const kept = lot && stories.get(lot.no);
  assert(lot && kept, `lot ${lotNo} comes from one of the giver’s`);
  // What the giver did has moved the day on; from now on the taker does.
  const expiresOn = goneOn(lot, giver.active);
  return { ...kept, origin: lot.origin, vestsOn: lot.vestsOn, expiresOn, idleMonths: lot.idleMonths };
}

/** The holds' rows follow their points. */
async function moveHolds(tx: Tx, shop: Shop, taker: Book, { into }: HandOver): Promise<void> {
  // Each hold has the taker's posting that brought its points.
  const firstNo = taker.lastPostingNo - into.length + 1;
  const rows = into.flatMap(({ holdKey, points }, i) =>
    holdKey === undefined ? [] : [rowText([holdKey, taker.memberId, points, firstNo + i])],
  );
  if (rows.length > 0) await tx.rows('select ledger_move_holds($1, $2::ledger_moved_hold_row[])', [shop.id, rows]);
}
