import type pg from 'pg';
import type { TestDb } from '../db/testing.ts';

/** Changes rows behind every law, as the owner with the triggers off: what a broken disk or a hand with all rights could do. */
export async function tamper(test: TestDb, table: string, sql: string, params: unknown[] = []): Promise<void> {
  const client: pg.PoolClient = await test.owner.connect();
  try {
    await client.query('begin');
    await client.query(`alter table ${table} disable trigger all`);
    const { rowCount } = await client.query(sql, params);
    if (!rowCount) throw new Error(`nothing was tampered with: ${sql}`);
    await client.query(`alter table ${table} enable trigger all`);
    // Those that hold for the owner too are switched on differently, and stay as they were.
    await client.query(`do $$ declare t record; begin
      for t in select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal loop
        execute format('alter table ${table} enable always trigger %I', t.tgname);
      end loop; end $$`);
    await client.query('commit');
  } finally {
    client.release();
  }
}
