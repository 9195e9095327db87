import type { Shop } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import { dayIn, type Day } from '../core/time.ts';
import type { Db, Tx } from '../db/index.ts';
import { accrue, accrueAlone, begin, plainAccruals } from './accrue.ts';
import type { Book } from './book.ts';
import { noteActivity, readActivity } from './activity.ts';
import { checkOperation } from './check.ts';
import { decide } from './decide.ts';
import { recordDue } from './due.ts';
import { hashOf } from './hash.ts';
import { openBooks, type Known, type Need, type OpenBooks } from './open.ts';
import type { Operation, Outcome } from './operations.ts';
import { rowText } from './rows.ts';
import { emptySheet, record, sheetRows, type Sheet } from './sheet.ts';

/**
 * Posts operations for any number of members: locks the members in a fixed order, vests and expires what is due by the shop's
 * day of `now`, and applies each member's operations in the order given. Up to three round trips, whatever the number. Every operation
 * gets an answer; a refused one leaves nothing behind. Throws `invalid_points` or `invalid_request` for malformed input, then
 * nothing is posted.
 */
export async function post(tx: Tx, shop: Shop, now: Date, operations: readonly Operation[]): Promise<Outcome[]> {
  if (operations.length === 0) return [];
  operations.forEach(checkOperation);
  const plain = plainAccruals(operations);
  const accrued = plain.length === 0 ? new Map<Operation, Outcome>() : await accrue(tx, shop.id, membersOf(operations), plain);
  return postOthers(tx, shop, now, operations, accrued);
}

/**
 * Posts the first operations of members of whom the ledger knows nothing yet: accruals, each member's in the order given. The database
 * refuses all of them (23505) when one of the members has a balance, or one of the keys is known. Throws as `post` does.
 */
export async function postFirst(tx: Tx, shop: Shop, operations: readonly Operation[]): Promise<void> {
  if (operations.length === 0) return;
  operations.forEach(checkOperation);
  const plain = plainAccruals(operations);
  assert(plain.length === operations.length, 'whoever begins earns first, each time under a key of its own');
  await begin(tx, shop.id, plain);
}

/** The same in a transaction of its own; in a single round trip if there is nothing to decide, which is most of the time. */
export async function postAlone(db: Db, shop: Shop, now: Date, operations: readonly Operation[]): Promise<Outcome[]> {
  operations.forEach(checkOperation);
  const plain = plainAccruals(operations);
  if (plain.length < operations.length) return db.transaction(shop.id, (tx) => post(tx, shop, now, operations));
  const accrued = await accrueAlone(db, shop.id, plain);
  if (accrued.size === operations.length) return operations.map((operation) => accrued.get(operation) as Outcome);
  return db.transaction(shop.id, (tx) => postOthers(tx, shop, now, operations, accrued));
}

/** What was not accrued, in the order asked. */
async function postOthers(
  tx: Tx,
  shop: Shop,
  now: Date,
  operations: readonly Operation[],
  accrued: ReadonlyMap<Operation, Outcome>,
): Promise<Outcome[]> {
  const others = operations.filter((operation) => !accrued.has(operation));
  const outcomes = others.length === 0 ? [] : await decideAndWrite(tx, shop, dayIn(shop.timeZone, now), others);
  let next = 0;
  return operations.map((operation) => accrued.get(operation) ?? (outcomes[next++] as Outcome));
}

async function decideAndWrite(tx: Tx, shop: Shop, today: Day, operations: readonly Operation[]): Promise<Outcome[]> {
  const opened = await openBooks(tx, shop.id, today, needOf(operations));
  await readActivity(tx, shop, today, opened.books, operations);
  const sheet = emptySheet();
  const outcomes = operations.map((operation) => postOne(opened, sheet, shop, today, operation));
  await write(tx, shop.id, sheet);
  return outcomes;
}

/** Locks the members' balances (in a fixed order) until the transaction ends, so that what is read next stays true. */
export async function lockMembers(tx: Tx, shopId: ShopId, memberIds: readonly MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.rows('select ledger_lock($1, $2::uuid[])', [shopId, [...new Set(memberIds)]]);
}

/** Writes a sheet in one round trip, or two when it sets days; the database checks every law again. */
export async function write(tx: Tx, shopId: ShopId, sheet: Sheet): Promise<void> {
  if (sheet.books.size === 0) return;
  await tx.rows(
    'select ledger_write($1, $2::ledger_posting_row[], $3::ledger_entry_row[], $4::ledger_new_lot_row[], $5::ledger_lot_row[], $6::ledger_balance_row[], $7::ledger_new_hold_row[], $8::ledger_hold_row[])',
    [shopId, ...sheetRows(sheet)],
  );
  if (sheet.newDays.length > 0) await tx.rows('select ledger_set_days($1, $2::ledger_lot_day_row[])', [shopId, sheet.newDays.map(rowText)]);
}

function needOf(operations: readonly Operation[]): Need {
  // An accrual needs no other lot, unless something is owed.
  const others = operations.filter(({ kind }) => kind !== 'issue');
  const wanted = new Map<MemberId, number>();
  for (const operation of others) {
    if (operation.kind !== 'hold' && operation.kind !== 'spend' && operation.kind !== 'adjust-down') continue;
    wanted.set(operation.memberId, (wanted.get(operation.memberId) ?? 0) + operation.points);
  }
  const ofOrigins = others.filter((operation) => operation.kind === 'claw-back' || operation.kind === 'schedule');
  return {
    members: membersOf(operations),
    touched: membersOf(others),
    lotsOf: membersOf(ofOrigins),
    wanted,
    keys: operations.map(({ key }) => key),
    holdKeys: others.flatMap((operation) => ('holdKey' in operation ? [operation.holdKey] : [])),
    origins: ofOrigins.map(({ origin }) => origin),
  };
}

function membersOf(operations: readonly Operation[]): MemberId[] {
  return [...new Set(operations.map(({ memberId }) => memberId))];
}

function postOne({ books, holdKeys, known }: OpenBooks, sheet: Sheet, shop: Shop, today: Day, operation: Operation): Outcome {
  const hash = hashOf(operation);
  const before = known.get(operation.key);
  if (before) return again(before, hash);
  const book = books.get(operation.memberId);
  if (!book) return { outcome: 'refused', refusal: { code: 'unknown-member' } };
  if (operation.kind === 'hold' && holdKeys.has(operation.holdKey)) return { outcome: 'refused', refusal: { code: 'key-reused' } };
  // Lots are independent of each other while nothing is owed, so an accrual need not wait for what is due.
  if (operation.kind !== 'issue' || book.debt > 0) recordDue(sheet, book, shop, today);
  const decision = decide(book, operation, today);
  if ('refused' in decision) return { outcome: 'refused', refusal: decision.refused };
  const { kind, at, key, cause } = operation;
  record(sheet, book, { kind, points: decision.points, at, key, hash, cause, operation }, decision.moves, decision.days);
  noteActivity(book, operation, decision.points, shop);
  const answer: Known = { hash, postingNo: book.lastPostingNo, points: decision.points, balance: balanceOf(book) };
  known.set(key, answer);
  if (operation.kind === 'hold') holdKeys.add(operation.holdKey);
  return { outcome: 'posted', ...answered(answer) };
}

/** The same input gets the same answer, balance included. */
function again(before: Known, hash: string): Outcome {
  return before.hash === hash ? { outcome: 'replayed', ...answered(before) } : { outcome: 'refused', refusal: { code: 'key-reused' } };
}

function answered({ postingNo, points, balance }: Known) {
  return { postingNo, points: pointsBalance(points), balance };
}

function balanceOf({ pending, available, held, debt }: Book) {
  return { pending: pointsBalance(pending), available: pointsBalance(available), held: pointsBalance(held), debt: pointsBalance(debt) };
}
