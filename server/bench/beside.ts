import fs from 'node:fs';
import { openPool } from '../db/index.ts';
import { compare } from './compare.ts';
import type { BenchOptions } from './run.ts';
import { any, type Stage } from './stage.ts';

const accounts = 10_000;

/**
 * For orientation: the same transfer, from the shop's side to a member, by pgledger (a public ledger in SQL, github.com/pgr0ss/pgledger),
 * which knows no idempotency keys and no lots. `file` is its SQL with that of the ids it needs, in one file.
 */
export async function nextTo(stage: Stage, options: BenchOptions, file: string, ours: () => Promise<unknown>): Promise<void> {
  const sql = fs.readFileSync(file, 'utf8');
  // In a schema of its own, so that the two never meet.
  await stage.owner.query(`create schema pgledger; set search_path = pgledger; ${sql}; reset search_path`);
  const pool = openPool({ ...stage.connection, max: 8 }, (client) => client.query('set search_path = pgledger, public'));
  try {
    const open = (count: number) =>
      pool.query<{ id: string }>(
        `select a.id from generate_series(1, $1) i cross join lateral pgledger_create_account('a' || i, 'PTS') a`,
        [count],
      );
    const members = (await open(accounts)).rows.map(({ id }) => id);
    for (const shops of [100, 1]) {
      const issuance = (await open(shops)).rows.map(({ id }) => id);
      await compare(
        options,
        `8 callers, one accrual next to one transfer of pgledger out of ${shops === 1 ? 'one issuance account' : `${shops} issuance accounts`}`,
        8,
        () =>
          pool.query({
            name: 'pgledger',
            text: 'select id from pgledger_create_transfer($1, $2, $3)',
            values: [any(issuance), any(members), 100],
          }),
        ours,
      );
    }
  } finally {
    await pool.end();
  }
}
