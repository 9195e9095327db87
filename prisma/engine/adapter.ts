import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse } from 'pg-connection-string';

const INTERNAL_CHAR = 18;
const TEXT = 25;

/** adapter-pg refuses the type "char" of PostgreSQL's own tables, which the engine reads. So it is shown as text, and remembered. */
class CatalogPool extends pg.Pool {
  charColumns: number[] = [];

  override query = (async (query: pg.QueryArrayConfig) => {
    const result = await super.query(query);
    this.charColumns = [];
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== INTERNAL_CHAR) continue;
      this.charColumns.push(index);
      field.dataTypeID = TEXT;
    }
    return result;
  }) as unknown as pg.Pool['query'];
}

/**
 * adapter-pg 7.10.1 made fit for migrations. As it comes, it splits a script at every semicolon, also inside $$ … $$, and
 * with a connection string its shadow database is the real one.
 */
export function migrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  // Not the string itself: inside pg it would win over `database`.
  const { host, port, user, password, database } = parse(url);
  const base: pg.PoolConfig = {
    user: user ?? '',
    host: host ?? 'localhost',
    port: Number(port ?? 5432),
    max: 1,
    ...(password !== undefined && { password }),
  };
  const open = (name: string) => connect({ ...base, database: name });
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(database ?? 'postgres'),
    connectToShadowDb: async () => {
      const admin = await open(database ?? 'postgres');
      const name = `prisma_shadow_${randomUUID().replaceAll('-', '')}`;
      await admin.executeScript(`create database "${name}"`);
      const shadow = await open(name);
      const dispose = async () => {
        await shadow.dispose();
        await admin.executeScript(`drop database "${name}" with (force)`);
        await admin.dispose();
      };
      return Object.assign(shadow, { dispose });
    },
  };
}

async function connect(config: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const pool = new CatalogPool(config);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    executeScript: async (script: string) => void (await pool.query({ text: script, rowMode: 'array' })),
    queryRaw: async (query: SqlQuery) => {
      const result = await queryRaw(query);
      // The engine asks one question at a time, so these are the columns of this very answer.
      for (const index of pool.charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    },
  });
}
