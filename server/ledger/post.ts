import type { Shop } from '../context.ts';
import { assert, unreachable } from '../core/assert.ts';
import { inputHash, type MemberId, type ShopId } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import { dayIn } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { checkOperation } from './check.ts';
import type { Operation, Outcome, Refusal } from './operations.ts';

/**
 * Posts operations for any number of members, in one round trip: locks the members in a fixed order, vests and expires what is
 * due by the shop's day of `now`, and applies each member's operations in the order given. Every operation gets an answer; a
 * refused one leaves nothing behind. Throws `invalid_points` or `invalid_request` for malformed input, then nothing is posted.
 */
export async function post(tx: Tx, shop: Shop, now: Date, operations: readonly Operation[]): Promise<Outcome[]> {
  if (operations.length === 0) return [];
  operations.forEach(checkOperation);
  const rows = await tx.rows<OutcomeRow>(postStatement, [shop.id, dayIn(shop.timeZone, now), encode(operations)]);
  return decode(rows, operations.length);
}

/** Locks the members' balances (in a fixed order) until the transaction ends, so that what is read next stays true. */
export async function lockMembers(tx: Tx, shopId: ShopId, memberIds: readonly MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.rows('select ledger_lock($1, $2::uuid[])', [shopId, [...new Set(memberIds)]]);
}

const postStatement = 'select * from ledger_post($1, $2, $3)';

/** The operations as ledger_post reads them. */
export function encode(operations: readonly Operation[]): string {
  return JSON.stringify(operations.map((operation, n) => ({ ...operation, n, hash: inputHash(what(operation)) })));
}

/** What is asked, without when: the same request made again tomorrow is the same request. */
function what(operation: Operation): unknown {
  const { memberId, kind, cause } = operation;
  const asked = { memberId, kind, about: `${cause.kind}/${cause.ref}`, points: 'points' in operation ? operation.points : undefined };
  switch (operation.kind) {
    case 'issue':
      return { ...asked, into: operation.into, source: operation.source, origin: operation.origin };
    case 'hold':
    case 'capture':
    case 'release':
    case 'give-back':
      return { ...asked, holdKey: operation.holdKey };
    case 'spend':
      return { ...asked, partial: operation.partial };
    case 'claw-back':
      return { ...asked, origin: operation.origin, policy: operation.policy };
    case 'adjust-down':
      return asked;
    default:
      return unreachable(operation);
  }
}

export interface OutcomeRow {
  readonly n: number;
  readonly outcome: 'posted' | 'replayed' | Refusal['code'];
  readonly posting_no: number | null;
  readonly points: number | null;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
  readonly missing: number | null;
  readonly hold_state: 'captured' | 'released' | null;
}

/** The answers in the order of the operations. */
export function decode(rows: readonly OutcomeRow[], count: number): Outcome[] {
  const outcomes: Outcome[] = new Array<Outcome>(count);
  for (const row of rows) outcomes[row.n] = outcomeOf(row);
  assert(rows.length === count, 'every operation is answered');
  return outcomes;
}

function outcomeOf(row: OutcomeRow): Outcome {
  switch (row.outcome) {
    case 'posted':
    case 'replayed': {
      assert(row.posting_no !== null && row.points !== null, 'a posting has a number and points');
      const { outcome, pending, available, held, debt } = row;
      const balance = { pending: pointsBalance(pending), available: pointsBalance(available), held: pointsBalance(held), debt: pointsBalance(debt) };
      return { outcome, postingNo: row.posting_no, points: pointsBalance(row.points), balance };
    }
    case 'not-enough-points':
      return { outcome: 'refused', refusal: { code: row.outcome, missing: pointsBalance(row.missing ?? 0) } };
    case 'hold-closed':
      assert(row.hold_state !== null, 'a closed hold has a state');
      return { outcome: 'refused', refusal: { code: row.outcome, state: row.hold_state } };
    default:
      return { outcome: 'refused', refusal: { code: row.outcome } };
  }
}
