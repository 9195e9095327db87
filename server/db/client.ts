import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { assert } from '../core/assert.ts';
import type { ShopId } from '../core/id.ts';
import { createPrisma, type ShopPrisma } from './prisma.ts';
import { statementName } from './statement-name.ts';
import { types } from './types.ts';

/** One open transaction on one connection, already scoped to a shop. */
export interface Tx {
  /** Runs a prepared statement and returns its rows. */
  rows<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Runs a prepared statement and returns how many rows it affected. */
  exec(sql: string, params?: readonly unknown[]): Promise<number>;
}

/** One connection of its own, outside any transaction: for temporary tables and cursors. */
export type Session = Pick<Tx, 'rows'>;

export interface Db {
  /** Read committed. Begins anew after a serialisation failure or deadlock, so `work` must touch nothing but `tx`. */
  transaction<T>(shopId: ShopId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** As `transaction`, but a write is refused. */
  read<T>(shopId: ShopId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` on a connection of its own, which is closed afterwards, with all that is temporary on it. No shop: no row of any is seen. */
  session<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** The few questions asked before a shop is known; only the table `shop` answers them. */
  directory<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** Prisma scoped to the shop, for reads that its query language says best. */
  prisma(shopId: ShopId): ShopPrisma;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const ATTEMPTS_MAX = 5;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

// Whoever waits for a lock this long, or forgets a transaction, holds up others: better an error that is tried again.
const session = `
  set role laurel_app;
  set time zone 'UTC';
  set lock_timeout = '20s';
  set idle_in_transaction_session_timeout = '60s'`;

/** Opens a pool whose connections are never more than `laurel_app`, whoever signs in. Connects at the first question. */
export function openDb(connection: pg.PoolConfig): Db {
  const pool = openPool(connection, (client) => client.query(session));
  return {
    transaction: (shopId, work) => retried(() => inTransaction(pool, 'begin', shopId, work)),
    read: (shopId, work) => retried(() => inTransaction(pool, 'begin read only', shopId, work)),
    session: (work) => onSession(pool, work),
    directory: async <T>(sql: string, params: readonly unknown[] = []) => (await pool.query(prepared(sql, params))).rows as T[],
    prisma: createPrisma(pool),
    pool,
    close: () => pool.end(),
  };
}

/** A pool with Laurel's type parsers. Without `onConnect` it acts as whoever signs in: for migrations and tests. */
export function openPool(connection: pg.PoolConfig, onConnect?: (client: pg.ClientBase) => Promise<unknown>): pg.Pool {
  const pool = new pg.Pool({
    max: 10,
    connectionTimeoutMillis: 30_000,
    pipeline: true,
    ...connection,
    types,
    ...(onConnect && { onConnect }),
  });
  // A connection that breaks is replaced by the pool, and its query rejects; unheard, these events would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      if (attempt >= ATTEMPTS_MAX || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK)) throw error;
      await sleep(5 * 2 ** attempt);
    }
  }
}

async function inTransaction<T>(pool: pg.Pool, begin: string, shopId: ShopId, work: (tx: Tx) => Promise<T>): Promise<T> {
  assert(Number.isSafeInteger(shopId) && shopId > 0, 'a transaction belongs to a shop');
  const client = await pool.connect();
  let broken = false;
  try {
    // The shop is a number, so it needs no parameter, which this form could not have. It is on its way while the first statement is
    // written; one that fails here fails everything after it, for without it no row of a shop is seen or taken.
    const begun = client.query(`${begin}; select set_config('laurel.shop_id', '${shopId}', true)`);
    begun.catch(() => {});
    const result = await work(txOn(client));
    await begun;
    const { command } = await client.query('commit');
    assert(command === 'COMMIT', 'a failed statement is not caught inside its transaction');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function onSession<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(txOn(client));
  } finally {
    client.release(true);
  }
}

function txOn(client: pg.PoolClient): Tx {
  return {
    rows: async <T>(sql: string, params: readonly unknown[] = []) => (await client.query(prepared(sql, params))).rows as T[],
    exec: async (sql, params = []) => (await client.query(prepared(sql, params))).rowCount ?? 0,
  };
}

function prepared(text: string, values: readonly unknown[]): pg.QueryConfig {
  return { name: statementName(text), text, values: [...values] };
}
