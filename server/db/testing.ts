import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { ShopId } from '../core/id.ts';
import type { Shop } from '../context.ts';
import { defaultDefinition, type Definition } from '../program/definition.ts';
import { openDb, openPool, type Db } from './client.ts';
import { startEmbedded } from './embedded.ts';
import { migrate, readMigrations } from './migrate.ts';

export interface TestShopOptions {
  readonly currency?: string;
  readonly timeZone?: string;
  readonly name?: string;
  readonly definition?: Definition;
  /** When the shop installed Laurel and its programme began; by default long before any story. */
  readonly installedAt?: Date;
}

export interface TestDb {
  /** As the server sees it: `laurel_app`, one shop at a time. */
  readonly db: Db;
  /** As its owner sees it: all shops, no row-level security. For arranging and for looking behind the curtain. */
  readonly owner: pg.Pool;
  /** How to reach it, for what opens its own connections. */
  readonly connection: pg.PoolConfig;
  /** The same as a URL. */
  readonly url: string;
  /** A fresh shop in New York and US dollars with the default programme as version 1. */
  shop(options?: TestShopOptions): Promise<Shop>;
  /** Drops the database. */
  close(): Promise<void>;
}

export interface TestServer {
  connection(database: string): pg.PoolConfig;
  /** For the database `postgres` it is the value of TEST_DATABASE_URL with which other processes share the server. */
  url(database: string): string;
  /** Leaves the server running while others use it; the last one turns off the light. */
  leave(): Promise<void>;
}

/** A migrated database of its own, cloned from a template that is made once per set of migrations. */
export async function testDb(): Promise<TestDb> {
  const server = await testServer();
  const name = `laurel_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const admin = await connected(server.connection('postgres'));
  try {
    await admin.query(`create database ${name} template ${await template(admin, server)}`);
  } finally {
    await admin.end();
  }
  const connection = server.connection(name);
  const db = openDb(connection);
  const owner = openPool({ ...connection, max: 4 });
  // Somebody is always connected, so that nobody takes the database for a leftover of a test that was killed.
  const keeper = await connected(connection);
  let shops = 0;
  return {
    db,
    owner,
    connection,
    url: server.url(name),
    shop: (options = {}) => insertShop(owner, 1001 + shops++, options),
    close: async () => {
      await Promise.all([db.close(), owner.end(), keeper.end()]);
      const last = await connected(server.connection('postgres'));
      await last.query(`drop database ${name} with (force)`).finally(() => last.end());
      await server.leave();
    },
  };
}

/** The server of TEST_DATABASE_URL, else an embedded one that all tests of this working copy share. */
export async function testServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    const url = (database: string) => withDatabase(given, database);
    return { connection: (database) => ({ connectionString: url(database) }), url, leave: async () => {} };
  }
  // The page cache survives a killed process, and no test outlives a power cut: syncing would only cost time.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 };
  const server = await startEmbedded({ dataDir: path.join(import.meta.dirname, '..', '..', '.laurel', 'test'), settings, outlive: true });
  const keeper = await connected(server.connection('postgres'));
  await dropLeftovers(keeper);
  return {
    connection: server.connection,
    url: server.url,
    leave: async () => {
      const { rows } = await keeper.query<{ others: string }>(
        `select count(*) others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      await keeper.end();
      if (Number(rows[0]?.others) === 0) await server.stop({ force: true });
    },
  };
}

/** Named by what it is made from, so that a changed migration makes a new one. */
function templateName(): string {
  // The job queue's tables are its library's, and change with the versions named here.
  const libraries = fs.readFileSync(path.join(import.meta.dirname, '..', 'package.json'), 'utf8');
  const parts = [libraries, ...readMigrations().map(({ name, checksum }) => name + checksum)];
  return `laurel_template_${createHash('sha256').update(parts.join()).digest('hex').slice(0, 12)}`;
}

async function template(admin: pg.Client, server: TestServer): Promise<string> {
  const name = templateName();
  await admin.query('select pg_advisory_lock(1)');
  const { rows } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rows.length === 0) {
    const half = `${name}_half`;
    await admin.query(`drop database if exists ${half} with (force)`);
    await admin.query(`create database ${half}`);
    await migrate(server.connection(half));
    await admin.query(`alter database ${half} rename to ${name}`);
  }
  await admin.query('select pg_advisory_unlock(1)');
  return name;
}

/** What killed tests and former migrations left. A database just being made has nobody connected yet, so age decides too. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const sql = `
    select datname from pg_database d
    where starts_with(datname, 'laurel_') and datname <> $1
      and not exists (select from pg_stat_activity a where a.datname = d.datname)
      and (pg_stat_file('base/' || d.oid || '/PG_VERSION', true)).modification < now() - interval '10 minutes'`;
  const { rows } = await admin.query<{ datname: string }>(sql, [templateName()]);
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname}`).catch(() => {});
}

async function insertShop(owner: pg.Pool, id: number, options: TestShopOptions): Promise<Shop> {
  const {
    currency = 'USD',
    timeZone = 'America/New_York',
    name = `Test shop ${id}`,
    installedAt = new Date('2020-01-01T00:00:00Z'),
  } = options;
  const domain = `test-shop-${id}.myshopify.com`;
  await owner.query('insert into shop (id, domain, name, currency, time_zone, installed_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    domain,
    name,
    currency,
    timeZone,
    installedAt,
  ]);
  await owner.query(
    'insert into program_version (shop_id, version, definition, published_at, published_by, starts_at) values ($1, 1, $2, $3, $4, $3)',
    [id, options.definition ?? defaultDefinition(currency), installedAt, 'test'],
  );
  return { id: id as ShopId, domain, name, currency, timeZone };
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function connected(connection: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  return client;
}
