import { assert } from '../core/assert.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { Book, HoldPage, LotPage } from './book.ts';
import type { Balance } from './operations.ts';

/** What a batch of operations may touch. */
export interface Need {
  readonly members: readonly MemberId[];
  /** Those of them with more than accruals: all their lots are read when something of theirs is due, as with those who owe. */
  readonly touched: readonly MemberId[];
  /** Of these, all lots with anything left. */
  readonly lotsOf: readonly MemberId[];
  /** Of these, as many lots as cover the points, in the order of spending. */
  readonly wanted: ReadonlyMap<MemberId, number>;
  /** Keys that may have been posted before. */
  readonly keys: readonly string[];
  readonly holdKeys: readonly string[];
  readonly origins: readonly string[];
}

/** What was answered when a key was posted. */
export interface Known {
  readonly hash: string;
  readonly postingNo: number;
  readonly points: number;
  readonly balance: Balance;
}

export interface OpenBooks {
  /** A member who is none of this shop has no book. */
  readonly books: Map<MemberId, Book>;
  readonly known: Map<string, Known>;
  /** Those of the holds that exist, of whatever member. */
  readonly holdKeys: Set<string>;
}

/** Locks the members' pages, always in the same order, and reads what is needed of them, in one round trip. */
export async function openBooks(tx: Tx, shopId: ShopId, today: Day, need: Need): Promise<OpenBooks> {
  const [row] = await tx.rows<{ opened: Opened }>(
    'select ledger_open($1, $2, $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::bigint[], $8::text[], $9::text[], $10::text[]) as opened',
    [
      shopId,
      today,
      need.members,
      need.touched,
      need.lotsOf,
      [...need.wanted.keys()],
      [...need.wanted.values()],
      need.keys,
      need.holdKeys,
      need.origins,
    ],
  );
  assert(row, 'the ledger opens');
  return readOpened(row.opened);
}

/** What ledger_open and ledger_open_due answer: arrays of rows, each row an array in the order of the types below. */
export interface Opened {
  readonly books: readonly BookRow[] | null;
  readonly lots: readonly LotRow[] | null;
  readonly holds: readonly HoldRow[] | null;
  readonly known: readonly KnownRow[] | null;
}

type BookRow = [
  member: MemberId,
  pending: number,
  available: number,
  held: number,
  debt: number,
  lastPostingNo: number,
  lastSeq: number,
  nextDue: Day | null,
];
type LotRow = [
  member: MemberId,
  no: number,
  entries: number,
  issued: number,
  pending: number,
  available: number,
  held: number,
  debt: number,
  redeemed: number,
  expired: number,
  reversed: number,
  vestsOn: Day | null,
  expiresOn: Day | null,
  origin: string,
  idleMonths: number | null,
];
type HoldRow = [
  member: MemberId,
  holdKey: string,
  points: number,
  state: HoldPage['state'],
  captured: number,
  givenBack: number,
  postingNo: number,
  closingPostingNo: number | null,
  parts: [lotNo: number, points: number][] | null,
];
type KnownRow = [
  key: string,
  hash: string,
  postingNo: number,
  points: number,
  pending: number,
  available: number,
  held: number,
  debt: number,
];

export function readOpened(opened: Opened): OpenBooks {
  const books = new Map((opened.books ?? []).map((row) => [row[0], bookOf(row)]));
  for (const row of opened.lots ?? []) books.get(row[0])?.lots.set(row[1], lotOf(row));
  for (const row of opened.holds ?? []) books.get(row[0])?.holds.set(row[1], holdOf(row));
  const known = new Map((opened.known ?? []).map((row) => [row[0], knownOf(row)]));
  return { books, known, holdKeys: new Set((opened.holds ?? []).map((row) => row[1])) };
}

function bookOf([memberId, pending, available, held, debt, lastPostingNo, lastSeq, due]: BookRow): Book {
  const nextDue = due ?? undefined;
  return {
    memberId,
    pending,
    available,
    held,
    debt,
    lastPostingNo,
    lastSeq,
    nextDue,
    nextDueBefore: nextDue,
    active: [],
    lots: new Map(),
    holds: new Map(),
  };
}

function lotOf([
  ,
  no,
  entries,
  issued,
  pending,
  available,
  held,
  debt,
  redeemed,
  expired,
  reversed,
  vestsOn,
  expiresOn,
  origin,
  idleMonths,
]: LotRow): LotPage {
  const dates = { vestsOn: vestsOn ?? undefined, expiresOn: expiresOn ?? undefined, idleMonths: idleMonths ?? undefined };
  return { no, entries, issued, pending, available, held, debt, redeemed, expired, reversed, origin, ...dates };
}

function holdOf([, holdKey, points, state, captured, givenBack, postingNo, closingPostingNo, parts]: HoldRow): HoldPage {
  const lotParts = (parts ?? []).map(([lotNo, partPoints]) => ({ lotNo, points: partPoints }));
  return { holdKey, points, state, captured, givenBack, postingNo, closingPostingNo: closingPostingNo ?? undefined, parts: lotParts };
}

function knownOf([, hash, postingNo, points, pending, available, held, debt]: KnownRow): Known {
  const balance = {
    pending: pointsBalance(pending),
    available: pointsBalance(available),
    held: pointsBalance(held),
    debt: pointsBalance(debt),
  };
  return { hash, postingNo, points, balance };
}
