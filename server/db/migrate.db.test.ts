import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, readMigrations, type Migration } from './migrate.ts';
import { testServer, type TestServer } from './testing.ts';

let server: TestServer;
let admin: pg.Client;
let connection: pg.ClientConfig;
let client: pg.Client;
const names: string[] = [];

beforeAll(async () => {
  server = await testServer();
  admin = new pg.Client(server.connection('postgres'));
  await admin.connect();
});
beforeEach(async () => {
  const name = `laurel_test_migrate_${randomUUID().slice(0, 8)}`;
  names.push(name);
  await admin.query(`create database ${name}`);
  connection = server.connection(name);
  client = new pg.Client(connection);
  await client.connect();
  return () => client.end();
});
afterAll(async () => {
  for (const name of names) await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  await server.leave();
});

const one: Migration = { name: '1_one', sql: 'create table one (id integer); insert into one values (1);', checksum: 'a' };
const two: Migration = { name: '2_two', sql: 'insert into one values (2);', checksum: 'b' };
const rows = async () => (await client.query('select id from one order by id')).rows.map((row: { id: number }) => row.id);

describe('migrations', () => {
  test('are applied in order, and a second time nothing happens', async () => {
    expect(await migrate(connection, [one, two])).toEqual(['1_one', '2_two']);
    expect(await migrate(connection, [one, two])).toEqual([]);
    expect(await rows()).toEqual([1, 2]);
  });

  test('started by two processes at once are applied once', async () => {
    const applied = await Promise.all([migrate(connection, [one, two]), migrate(connection, [one, two])]);
    expect(applied.flat().toSorted()).toEqual(['1_one', '2_two']);
    expect(await rows()).toEqual([1, 2]);
  });

  test('that were edited after they were applied are refused, with the name and what to do', async () => {
    await migrate(connection, [one]);
    const edited = { ...one, sql: `${one.sql} -- changed`, checksum: 'c' };
    await expect(migrate(connection, [edited, two])).rejects.toThrow(/1_one was edited after it was applied.*new migration/);
    expect(await rows()).toEqual([1]);
  });

  test('that fail leave nothing half done, and can be repaired and run again', async () => {
    const broken = { ...two, sql: 'insert into one values (2); insert into nowhere values (1);' };
    await expect(migrate(connection, [one, broken])).rejects.toThrow(/2_two failed and was undone: relation "nowhere"/);
    expect(await rows()).toEqual([1]);
    expect(await migrate(connection, [one, two])).toEqual(['2_two']);
  });

  test('of this repository apply to an empty database', async () => {
    const all = readMigrations();
    expect(await migrate(connection)).toEqual(all.map(({ name }) => name));
    expect(await migrate(connection)).toEqual([]);
  });
});
