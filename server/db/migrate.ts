import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { LaurelError } from '../core/errors.ts';
import { openPool } from './client.ts';

export interface Migration {
  /** "20261122000000_foundation" */
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file, as Prisma writes it. */
  readonly checksum: string;
}

/** Prisma's own lock, so that its CLI and we never migrate the same database at once. */
const LOCK = 72707369;

export const migrationsDir = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** The migrations of a folder in the order they apply. */
export function readMigrations(dir: string = migrationsDir): Migration[] {
  return fs
    .readdirSync(dir)
    .filter((name) => fs.existsSync(path.join(dir, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing, each migration in one transaction, and returns the names applied. Keeps Prisma's own table,
 * so `prisma migrate status` and `deploy` agree. Throws `unavailable` when an applied migration was edited or one fails.
 */
export async function migrate(connection: pg.ClientConfig, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const applied = await appliedMigrations(client);
    const missing = migrations.filter((migration) => isMissing(migration, applied.get(migration.name)));
    for (const migration of missing) await apply(client, migration);
    await migrateQueue(connection);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The job queue brings its own tables, in its own schema. */
async function migrateQueue(connection: pg.ClientConfig): Promise<void> {
  const pool = openPool({ ...connection, max: 1 });
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, Applied>> {
  await client.query(`
    create table if not exists _prisma_migrations (
      id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function isMissing({ name, checksum }: Migration, applied: Applied | undefined): boolean {
  if (applied === undefined) return true;
  if (applied.finished_at === null) {
    throw new LaurelError(
      'unavailable',
      `The migration ${name} failed earlier and was left half way. Repair it with \`npx prisma migrate resolve\`, then start again.`,
    );
  }
  if (applied.checksum !== checksum) {
    throw new LaurelError(
      'unavailable',
      `The migration ${name} was edited after it was applied to this database. Restore the file and put the change into a new migration, or begin anew with \`npm start -- --fresh\`.`,
    );
  }
  return false;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      'insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, now(), $3, 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new LaurelError(
      'unavailable',
      `The migration ${name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
