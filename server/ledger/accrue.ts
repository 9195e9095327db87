import pg from 'pg';
import { assert } from '../core/assert.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import type { Db, Tx } from '../db/index.ts';
import { hashOf } from './hash.ts';
import type { Operation, Outcome } from './operations.ts';
import { rowText, type Row } from './rows.ts';

type Accrual = Extract<Operation, { kind: 'issue' }>;

/** Those accruals whose member has nothing else in the batch: there is nothing to decide about them unless something is owed. */
export function plainAccruals(operations: readonly Operation[]): Accrual[] {
  const counts = new Map<MemberId, number>();
  for (const { memberId } of operations) counts.set(memberId, (counts.get(memberId) ?? 0) + 1);
  const keys = new Set<string>();
  return operations.filter((operation): operation is Accrual => {
    if (operation.kind !== 'issue' || counts.get(operation.memberId) !== 1 || keys.has(operation.key)) return false;
    keys.add(operation.key);
    return true;
  });
}

/**
 * Posts plain accruals in one round trip and answers those it posted. The others (known keys, debts, nobody by that id) need the
 * longer way. `members` are those of the whole batch: all are locked, for what the same transaction does next.
 */
export async function accrue(
  tx: Tx,
  shopId: ShopId,
  members: readonly MemberId[],
  accruals: readonly Accrual[],
): Promise<Map<Operation, Outcome>> {
  const rows = await tx.rows<AccruedRow>('select * from ledger_accrue($1, $2::uuid[], $3::ledger_accrual_row[])', [
    shopId,
    members,
    accruals.map(accrualRow),
  ]);
  return answers(accruals, rows);
}

/** The same as a transaction of its own: one statement, which says its shop itself. */
export async function accrueAlone(db: Db, shopId: ShopId, accruals: readonly Accrual[]): Promise<Map<Operation, Outcome>> {
  const [first] = accruals;
  try {
    const { rows } = await db.pool.query<AccruedRow>(accruals.length === 1 && first ? oneAlone(shopId, first) : allAlone(shopId, accruals));
    return answers(accruals, rows);
  } catch (error) {
    // Two with the same key met, or two batches waited for each other: nothing was posted, and the longer way finds out which.
    if (error instanceof pg.DatabaseError && (error.code === UNIQUE_VIOLATION || error.code === DEADLOCK)) return new Map();
    throw error;
  }
}

function allAlone(shopId: ShopId, accruals: readonly Accrual[]): pg.QueryConfig {
  return {
    name: 'accrue-alone',
    text: `select * from ledger_accrue(set_config('laurel.shop_id', $1, true)::integer, '{}', $2::ledger_accrual_row[])`,
    values: [String(shopId), accruals.map(accrualRow)],
  };
}

function oneAlone(shopId: ShopId, one: Accrual): pg.QueryConfig {
  return {
    name: 'accrue-one',
    text: `select * from ledger_accrue_one(set_config('laurel.shop_id', $1, true)::integer, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      where member_id is not null`,
    values: [String(shopId), ...fieldsOf(one)],
  };
}

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';

function accrualRow(one: Accrual): string {
  return rowText(fieldsOf(one));
}

/** In the order in which the database takes them. */
function fieldsOf(one: Accrual): Row {
  const { memberId, into, points, at, key, cause, vestsOn, expiresOn, source, origin } = one;
  return [memberId, into, points, at, key, `\\x${hashOf(one)}`, JSON.stringify(cause), vestsOn, expiresOn, source, origin];
}

interface AccruedRow {
  readonly member_id: MemberId;
  readonly posting_no: number;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
}

function answers(accruals: readonly Accrual[], rows: readonly AccruedRow[]): Map<Operation, Outcome> {
  const byMember = new Map(accruals.map((one) => [one.memberId, one]));
  return new Map(
    rows.map((row): [Operation, Outcome] => {
      const one = byMember.get(row.member_id);
      assert(one, 'what was posted was asked');
      const balance = {
        pending: pointsBalance(row.pending),
        available: pointsBalance(row.available),
        held: pointsBalance(row.held),
        debt: pointsBalance(row.debt),
      };
      return [one, { outcome: 'posted', postingNo: row.posting_no, points: one.points, balance }];
    }),
  );
}
