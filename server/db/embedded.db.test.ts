import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LaurelError } from '../core/errors.ts';
import { eraseEmbedded, sharedBuffers, startEmbedded, type Embedded } from './embedded.ts';

let dataDir: string;
const settings = { shared_buffers: '16MB', max_wal_size: '128MB' };
const start = (): Promise<Embedded> => startEmbedded({ dataDir, settings });

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-embedded-'));
  fs.chmodSync(dataDir, 0o755);
});
afterEach(async () => {
  await eraseEmbedded(dataDir);
  fs.rmSync(dataDir, { recursive: true, force: true });
});

describe('the embedded database', () => {
  test('keeps its data from one start to the next', async () => {
    const first = await start();
    await query(first, 'create table kept (id integer); insert into kept values (7)');
    await first.stop();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await query(second, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test.each([
    { memory: 0.25, buffers: '128MB' },
    { memory: 1, buffers: '256MB' },
    { memory: 7.7, buffers: '1971MB' },
    { memory: 64, buffers: '4096MB' },
  ])('keeps $buffers of pages at hand on a machine of $memory GB', ({ memory, buffers }) => {
    expect(sharedBuffers(memory * 1024 ** 3)).toBe(buffers);
  });

  test('listens on no network port', async () => {
    expect(await query(await start(), `select current_setting('listen_addresses') addresses`)).toEqual([{ addresses: '' }]);
  });

  test('is started once by two who come at the same moment; the second adopts it and does not stop it', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both[0].pid).toBe(both[1].pid);
    expect(both.filter(({ adopted }) => adopted)).toHaveLength(1);
    await both.find(({ adopted }) => adopted)?.stop();
    expect(await query(both[0], 'select 1 one')).toEqual([{ one: 1 }]);
  });

  test('comes back with every committed row after its own process was killed', async () => {
    const first = await start();
    await query(first, 'create table kept (id integer); insert into kept values (7)');
    process.kill(first.pid, 'SIGKILL');
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test.runIf(process.platform === 'linux')('ends when the process that started it is killed, and the next start has its rows', async () => {
    const { child, pid } = await startInAnotherProcess();
    child.kill('SIGKILL');
    await expect.poll(() => fs.existsSync(`/proc/${pid}/cwd`), { timeout: 10_000 }).toBe(false);
    expect(await query(await start(), 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test('is not stopped by the lock of a process id that now belongs to somebody else', async () => {
    const first = await start();
    const lock = path.join(first.dataDir, 'postmaster.pid');
    const left = fs.readFileSync(lock, 'utf8');
    await first.stop();
    fs.writeFileSync(lock, left.replace(/^\d+/, String(process.pid)));
    expect((await start()).adopted).toBe(false);
  });

  test('is gone after it was erased', async () => {
    await query(await start(), 'create table kept (id integer)');
    await eraseEmbedded(dataDir);
    await expect(query(await start(), 'select id from kept')).rejects.toThrow(/does not exist/);
  });
});

describe('a start that cannot succeed says why in one sentence and what to do', () => {
  test('a folder that holds something else', async () => {
    fs.mkdirSync(path.join(dataDir, 'postgres-18'));
    fs.writeFileSync(path.join(dataDir, 'postgres-18', 'letter.txt'), 'dear');
    await expect(start()).rejects.toThrow(/postgres-18 does not start: it is not a PostgreSQL data folder\. Move .*npm start -- --fresh/);
  });

  test('a damaged database', async () => {
    const first = await start();
    await first.stop();
    fs.rmSync(path.join(first.dataDir, 'global', 'pg_control'));
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LaurelError);
    expect(String(failure)).toMatch(/does not start: could not (find|open).*--fresh/);
  });

  test('a data folder that is a file', async () => {
    const file = path.join(dataDir, 'file');
    fs.writeFileSync(file, '');
    await expect(startEmbedded({ dataDir: file })).rejects.toThrow(/may not write to its data folder .*LAUREL_DATA_DIR/);
  });
});

/** A Node process that starts the database, writes one row, says the database's process id and waits. */
async function startInAnotherProcess() {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))});
    const { default: pg } = await import('pg');
    const server = await startEmbedded(${JSON.stringify({ dataDir, settings })});
    const client = new pg.Client(server.connection('postgres'));
    await client.connect();
    await client.query('create table kept (id integer); insert into kept values (7)');
    console.log(server.pid);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, pid: Number(line) };
}

async function query(server: Embedded, sql: string): Promise<unknown[]> {
  const client = new pg.Client(server.connection('postgres'));
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}
