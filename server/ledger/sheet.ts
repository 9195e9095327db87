import { assert } from '../core/assert.ts';
import type { MemberId } from '../core/id.ts';
import { earlier, isOpen } from './lots.ts';
import type { Kind, Move, NewDay } from './accounts.ts';
import { emptyLot, move, type Book, type HoldPage, type LotPage, type LotPromise } from './book.ts';
import type { Cause, Operation } from './operations.ts';
import { rowText, type Row } from './rows.ts';

/** Everything of a posting but its number and entries. */
export interface Header {
  readonly kind: Kind;
  readonly points: number;
  readonly at: Date;
  readonly key: string;
  readonly hash: string;
  readonly cause: Cause;
  /** The operation, for what only it knows of its lot or hold; undefined for what the ledger does by itself. */
  readonly operation: Operation | undefined;
  /** For a transfer: the hold whose points move, if it moves those of one. */
  readonly holdKey?: string | undefined;
  /** For a transfer: what was promised with a lot that it begins. */
  readonly storyOf?: (lotNo: number) => LotStory;
}

/** What is kept of a lot besides its numbers. */
export interface LotStory extends LotPromise {
  readonly earnedAt: Date;
  readonly source: string;
}

/** What is to be written, as rows: filled posting by posting, written at once. */
export interface Sheet {
  readonly postings: Row[];
  readonly entries: Row[];
  readonly newLots: Map<LotPage, Row>;
  readonly movedLots: Map<LotPage, MemberId>;
  readonly newHolds: Map<HoldPage, Row>;
  readonly closedHolds: Set<HoldPage>;
  readonly newDays: Row[];
  readonly books: Set<Book>;
}

export function emptySheet(): Sheet {
  return {
    postings: [],
    entries: [],
    newLots: new Map(),
    movedLots: new Map(),
    newHolds: new Map(),
    closedHolds: new Set(),
    newDays: [],
    books: new Set(),
  };
}

/** Puts a posting with its entries, and the days it sets, on the sheet, and brings the book up to it. */
export function record(sheet: Sheet, book: Book, header: Header, moves: readonly Move[], days: readonly NewDay[] = []): void {
  const { operation } = header;
  const holdKey = operation !== undefined && 'holdKey' in operation ? operation.holdKey : header.holdKey;
  book.lastPostingNo++;
  sheet.books.add(book);
  sheet.postings.push([
    book.memberId,
    book.lastPostingNo,
    book.lastSeq + 1,
    book.lastSeq + moves.length,
    header.kind,
    header.points,
    header.at,
    header.key,
    `\\x${header.hash}`,
    JSON.stringify(header.cause),
    holdKey,
  ]);
  for (const one of moves) recordEntry(sheet, book, header, one);
  for (const one of days) recordDay(sheet, book, one);
  recordHold(sheet, book, header, moves);
}

function recordDay(sheet: Sheet, book: Book, { lotNo, before, vestsOn }: NewDay): void {
  const lot = book.lots.get(lotNo);
  assert(lot, `lot ${lotNo} of member ${book.memberId} was loaded`);
  lot.vestsOn = vestsOn;
  if (lot.pending > 0) book.nextDue = earlier(book.nextDue, vestsOn);
  sheet.newDays.push([book.memberId, lotNo, book.lastPostingNo, before, vestsOn]);
}

function recordEntry(sheet: Sheet, book: Book, header: Header, one: Move): void {
  const lot = book.lots.get(one.lotNo) ?? newLot(sheet, book, header, one);
  move(book, lot, one);
  lot.entries++;
  book.lastSeq++;
  if (one.to === 'pending') book.nextDue = earlier(book.nextDue, lot.vestsOn);
  if (one.to === 'available') book.nextDue = earlier(book.nextDue, lot.expiresOn);
  if (!sheet.newLots.has(lot)) sheet.movedLots.set(lot, book.memberId);
  sheet.entries.push([
    book.memberId,
    book.lastSeq,
    book.lastPostingNo,
    lot.no,
    lot.entries,
    one.movement,
    one.from,
    one.to,
    one.points,
    ...lotParts(lot),
    book.pending,
    book.available,
    book.held,
    book.debt,
  ]);
}

function newLot(sheet: Sheet, book: Book, { operation, at, storyOf }: Header, { lotNo }: Move): LotPage {
  const story = operation?.kind === 'issue' ? { ...operation, earnedAt: at } : storyOf?.(lotNo);
  assert(story, `lot ${lotNo} of member ${book.memberId} was loaded`);
  assert(lotNo === book.lastSeq + 1, 'a lot is named after the entry that begins it');
  const lot = emptyLot(lotNo, story);
  book.lots.set(lotNo, lot);
  sheet.newLots.set(lot, [book.memberId, story.vestsOn, story.expiresOn, story.earnedAt, story.source, story.origin, story.idleMonths]);
  return lot;
}

function recordHold(sheet: Sheet, book: Book, { operation, points }: Header, moves: readonly Move[]): void {
  if (operation?.kind === 'hold') {
    const { holdKey, until } = operation;
    const parts = moves.map(({ lotNo, points: held }) => ({ lotNo, points: held }));
    const hold: HoldPage = {
      holdKey,
      points,
      state: 'open',
      captured: 0,
      givenBack: 0,
      postingNo: book.lastPostingNo,
      closingPostingNo: undefined,
      parts,
    };
    book.holds.set(holdKey, hold);
    sheet.newHolds.set(hold, [book.memberId, until]);
    return;
  }
  if (operation?.kind !== 'capture' && operation?.kind !== 'release' && operation?.kind !== 'give-back') return;
  const hold = book.holds.get(operation.holdKey);
  assert(hold, `hold ${operation.holdKey} was loaded`);
  if (!sheet.newHolds.has(hold)) sheet.closedHolds.add(hold);
  if (operation.kind === 'give-back') {
    hold.givenBack += points;
    return;
  }
  hold.state = operation.kind === 'capture' ? 'captured' : 'released';
  hold.closingPostingNo = book.lastPostingNo;
  hold.captured = operation.kind === 'capture' ? points : 0;
  hold.parts = moves.filter(({ movement }) => movement === 'capture').map(({ lotNo, points: captured }) => ({ lotNo, points: captured }));
}

/** A lot's numbers in the order in which the tables have them. */
export function lotParts(lot: LotPage): number[] {
  return [lot.issued, lot.pending, lot.available, lot.held, lot.debt, lot.redeemed, lot.expired, lot.reversed];
}

/** The rows of the sheet as ledger_write takes them: one array of PostgreSQL row texts per table. */
export function sheetRows(sheet: Sheet): string[][] {
  const newLots = [...sheet.newLots].map(([lot, [memberId, ...rest]]): Row => [
    memberId,
    lot.no,
    lot.entries,
    ...lotParts(lot),
    isOpen(lot),
    ...rest,
  ]);
  const movedLots = [...sheet.movedLots].map(([lot, memberId]): Row => [memberId, lot.no, lot.entries, ...lotParts(lot), isOpen(lot)]);
  const books = [...sheet.books].map((book): Row => [
    book.memberId,
    book.pending,
    book.available,
    book.held,
    book.debt,
    book.lastPostingNo,
    book.lastSeq,
    book.nextDue,
  ]);
  const holdRow = (hold: HoldPage): Row => [hold.holdKey, hold.state, hold.captured, hold.givenBack, hold.closingPostingNo];
  const newHolds = [...sheet.newHolds].map(([hold, row]): Row => [...holdRow(hold), ...row, hold.points, hold.postingNo]);
  return [sheet.postings, sheet.entries, newLots, movedLots, books, newHolds, [...sheet.closedHolds].map(holdRow)].map((rows) =>
    rows.map(rowText),
  );
}
