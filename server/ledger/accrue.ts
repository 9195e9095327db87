import pg from 'pg';
import { assert } from '../core/assert.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { pointsBalance } from '../core/points.ts';
import { arrayText, jsonArrayText, type Db, type Tx } from '../db/index.ts';
import { hashOf } from './hash.ts';
import type { Operation, Outcome } from './operations.ts';

type Accrual = Extract<Operation, { kind: 'issue' }>;

/** The accruals of members of whom nothing else is asked: there is nothing to decide about them unless something is owed. */
export function plainAccruals(operations: readonly Operation[]): Accrual[] {
  const busy = new Set<MemberId>();
  const keys = new Set<string>();
  for (const { kind, memberId, key } of operations) {
    if (kind !== 'issue' || keys.has(key)) busy.add(memberId);
    keys.add(key);
  }
  return operations.filter((operation): operation is Accrual => operation.kind === 'issue' && !busy.has(operation.memberId));
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
  const rows = await tx.rows<AccruedRow>(`select * from ledger_accrue($1, $2::uuid[], ${columnTypes(3)})`, [
    shopId,
    arrayText(members),
    ...columns(accruals),
  ]);
  return answers(accruals, rows);
}

/**
 * Posts the first accruals of members who have no balance yet, in one round trip. The database refuses all of them (23505) when one has,
 * or when one of the keys is known.
 */
export async function begin(tx: Tx, shopId: ShopId, accruals: readonly Accrual[]): Promise<void> {
  await tx.rows(`select ledger_begin($1, ${columnTypes(2)})`, [shopId, ...columns(accruals)]);
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

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';

function allAlone(shopId: ShopId, accruals: readonly Accrual[]): pg.QueryConfig {
  return {
    name: 'accrue-alone',
    text: `select * from ledger_accrue(set_config('laurel.shop_id', $1, true)::integer, $2::uuid[], ${columnTypes(3)})`,
    values: [String(shopId), arrayText([...new Set(accruals.map(({ memberId }) => memberId))]), ...columns(accruals)],
  };
}

function oneAlone(shopId: ShopId, one: Accrual): pg.QueryConfig {
  const { memberId, into, points, at, key, cause, vestsOn, expiresOn, source, origin, idleMonths } = one;
  return {
    name: 'accrue-one',
    text: `select * from ledger_accrue_one(set_config('laurel.shop_id', $1, true)::integer, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      where nr is not null`,
    values: [
      String(shopId),
      memberId,
      into,
      points,
      at,
      key,
      `\\x${hashOf(one)}`,
      JSON.stringify(cause),
      vestsOn,
      expiresOn,
      source,
      origin,
      idleMonths,
    ],
  };
}

/** The parameters for `columns`, the first of them numbered `from`. */
function columnTypes(from: number): string {
  const types = ['uuid', 'ledger_account', 'int', 'timestamptz', 'text', 'text', 'jsonb', 'date', 'date', 'text', 'text', 'smallint'];
  return types.map((type, i) => `$${from + i}::${type}${type === 'jsonb' ? '' : '[]'}`).join(', ');
}

function columns(accruals: readonly Accrual[]): string[] {
  return [
    arrayText(accruals.map(({ memberId }) => memberId)),
    arrayText(accruals.map(({ into }) => into)),
    arrayText(accruals.map(({ points }) => points)),
    arrayText(accruals.map(({ at }) => at.toISOString())),
    arrayText(accruals.map(({ key }) => key)),
    arrayText(accruals.map(hashOf)),
    jsonArrayText(accruals.map(({ cause }) => JSON.stringify(cause))),
    arrayText(accruals.map(({ vestsOn }) => vestsOn)),
    arrayText(accruals.map(({ expiresOn }) => expiresOn)),
    arrayText(accruals.map(({ source }) => source)),
    arrayText(accruals.map(({ origin }) => origin)),
    arrayText(accruals.map(({ idleMonths }) => idleMonths)),
  ];
}

interface AccruedRow {
  /** Its place among those asked, from 1. */
  readonly nr: number;
  readonly posting_no: number;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
}

function answers(accruals: readonly Accrual[], rows: readonly AccruedRow[]): Map<Operation, Outcome> {
  return new Map(
    rows.map((row): [Operation, Outcome] => {
      const one = accruals[row.nr - 1];
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
