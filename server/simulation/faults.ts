import pg from 'pg';
import type { Db, Tx } from '../db/index.ts';
import type { Deps } from '../http/deps.ts';
import type { AdminApi } from '../shopify/index.ts';

/** The process died. Whoever is still inside gets nothing done any more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/**
 * What goes wrong in one process, at the `at`-th place where it waits for the database or for Shopify:
 * it dies; the database calls off its transaction; its connection breaks; or somebody else acts first.
 */
export type Trouble = { readonly at: number } & (
  | { readonly kind: 'crash' | 'serialisation failure' | 'connection lost' }
  | { readonly kind: 'overtaken'; readonly by: () => Promise<void> }
);

/** One run of the server: fresh wrappers around the same database and the same Shopify. */
export interface Process {
  readonly deps: Deps;
  /** Where the trouble came, once it has come. */
  readonly struck: () => string | undefined;
}

export function startProcess(base: Deps, owner: pg.Pool, trouble?: Trouble): Process {
  let left = trouble?.at ?? 0;
  let dead = false;
  let struck: string | undefined;

  async function point(place: string, open?: Tx): Promise<void> {
    if (dead) throw new Crash('this process is dead');
    if (!trouble || struck !== undefined || --left > 0 || !fits(trouble, open)) return;
    struck = place;
    switch (trouble.kind) {
      case 'crash':
        dead = true;
        throw new Crash(`crash ${place}`);
      case 'serialisation failure':
        throw Object.assign(new pg.DatabaseError('simulated serialisation failure', 0, 'error'), { code: '40001' });
      case 'connection lost':
        return open && breakConnection(open, owner);
      case 'overtaken':
        return trouble.by();
    }
  }
  const admin = { of: (shop: Parameters<Deps['admin']['of']>[0]) => watchedApi(base.admin.of(shop), point) };
  return { deps: { ...base, db: watchedDb(base.db, point), admin }, struck: () => struck };
}

type Point = (place: string, open?: Tx) => Promise<void>;

/** Inside a transaction nobody is let in between: they could wait for our locks while we wait for them. */
function fits(trouble: Trouble, open: Tx | undefined): boolean {
  return trouble.kind === 'crash' || (trouble.kind === 'overtaken') === (open === undefined);
}

async function breakConnection(open: Tx, owner: pg.Pool): Promise<void> {
  const [row] = await open.rows<{ pid: number }>('select pg_backend_pid() as pid');
  await owner.query('select pg_terminate_backend($1)', [row?.pid]);
}

function watchedDb(db: Db, point: Point): Db {
  const within = (run: Db['transaction']): Db['transaction'] => {
    return async (shopId, work) => {
      await point('before a transaction');
      const result = await run(shopId, async (tx) => {
        const done = await work(watchedTx(tx, point));
        await point('before a commit', tx);
        return done;
      });
      await point('after a commit');
      return result;
    };
  };
  return {
    ...db,
    transaction: within(db.transaction),
    read: within(db.read),
    async directory<T>(sql: string, params: readonly unknown[] = []) {
      await point('before a question');
      return db.directory<T>(sql, params);
    },
  };
}

function watchedTx(tx: Tx, point: Point): Tx {
  return {
    async rows<T>(sql: string, params: readonly unknown[] = []) {
      await point('inside a transaction', tx);
      return tx.rows<T>(sql, params);
    },
    async exec(sql, params = []) {
      await point('inside a transaction', tx);
      return tx.exec(sql, params);
    },
  };
}

function watchedApi(api: AdminApi, point: Point): AdminApi {
  return {
    async ask(document, variables, shape) {
      await point('before asking Shopify');
      const answer = await api.ask(document, variables, shape);
      await point('after asking Shopify');
      return answer;
    },
    async askOnce(document, variables, shape) {
      await point('before asking Shopify');
      const answer = await api.askOnce(document, variables, shape);
      await point('after asking Shopify');
      return answer;
    },
  };
}
