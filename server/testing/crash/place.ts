import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { unprivileged } from '../../db/binaries.ts';
import { openPool, startEmbedded } from '../../db/index.ts';
import { ask, clearDeadLock, connectionTo, holder, launch, shutDown } from '../../db/postmaster.ts';
import { writerName } from './writer.ts';

export type Settings = Readonly<Record<string, string>>;

/** Which PostgreSQL is tried: the embedded one, a cluster made with the programs of a folder, or one that runs elsewhere. */
export type Kind =
  { readonly kind: 'embedded' } | { readonly kind: 'programs'; readonly bin: string } | { readonly kind: 'url'; readonly url: string };

/** A database that may be killed, started again and moved. */
export interface Place {
  /** Starts it, or goes on with the one that runs there. */
  start(): Promise<pg.PoolConfig>;
  /** All its living processes, the first one first. None for one that runs elsewhere. */
  processes(): number[];
  /** Stops it cleanly. */
  stop(): Promise<void>;
  /** Set when Laurel's server starts it itself. */
  readonly embeddedIn?: string;
}

/** A place for data in `folder`, which PostgreSQL's user can reach. */
export function placeIn(folder: string, kind: Kind, settings: Settings = {}): Place {
  switch (kind.kind) {
    case 'embedded':
      return embedded(folder, settings);
    case 'programs':
      return cluster(folder, kind.bin, settings);
    case 'url':
      return elsewhere(kind.url);
  }
}

function embedded(dataDir: string, settings: Settings): Place {
  return {
    embeddedIn: dataDir,
    start: async () => (await startEmbedded({ dataDir, settings })).connection('postgres'),
    processes: () => processesIn(folderIn(dataDir)),
    stop: () => shutDown(folderIn(dataDir)),
  };
}

const folderIn = (dataDir: string): string => path.join(dataDir, 'postgres-18');

/** A cluster of its own with the programs of `bin`, on a socket, with PostgreSQL's own defaults. */
function cluster(folder: string, bin: string, settings: Settings): Place {
  const dataDir = path.join(folder, 'cluster');
  const socket = { folder, user: 'laurel' };
  const as = unprivileged();
  const create = (): void => {
    if (as.uid !== undefined && as.gid !== undefined) fs.chownSync(folder, as.uid, as.gid);
    const args = ['-D', dataDir, '-U', socket.user, '-A', 'trust', '-E', 'UTF8', '--locale=C'];
    const made = spawnSync(path.join(bin, 'initdb'), args, { ...as, cwd: '/', encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`${bin}/initdb: ${made.stderr || String(made.error)}`);
  };
  return {
    start: async () => {
      if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) create();
      clearDeadLock(dataDir);
      const given = { listen_addresses: '', unix_socket_directories: folder, timezone: 'UTC', ...settings };
      const logFile = path.join(folder, 'log');
      const child = launch({ binary: path.join(bin, 'postgres'), dataDir, settings: given, as, logFile, outlive: false });
      await until(`PostgreSQL starts in ${dataDir}`, async () => {
        if (child.exitCode !== null)
          throw new Error(`PostgreSQL in ${dataDir} does not start:\n${fs.readFileSync(logFile, 'utf8').slice(-2_000)}`);
        return (await ask(socket, dataDir)) === 'ready';
      });
      return connectionTo(socket, 'postgres');
    },
    processes: () => processesIn(dataDir),
    stop: () => shutDown(dataDir),
  };
}

/** A database of its own on that server, dropped in the end. */
function elsewhere(url: string): Place {
  const name = `laurel_crash_${process.pid}`;
  const own = new URL(url);
  own.pathname = `/${name}`;
  const onServer = async (sql: string): Promise<number> => {
    const pool = openPool({ connectionString: url, max: 1 });
    return (await pool.query(sql).finally(() => pool.end())).rows.length;
  };
  return {
    start: async () => {
      if ((await onServer(`select from pg_database where datname = '${name}'`)) === 0) await onServer(`create database ${name}`);
      return { connectionString: own.href };
    },
    processes: () => [],
    stop: async () => void (await onServer(`drop database if exists ${name} with (force)`)),
  };
}

/** Every process of PostgreSQL has its data folder as working directory. */
function processesIn(dataDir: string): number[] {
  if (!fs.existsSync(dataDir)) return [];
  const real = fs.realpathSync(dataDir);
  const found = fs
    .readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && cwdOf(pid) === real);
  const first = holder(dataDir);
  return found.toSorted((a, b) => Number(b === first) - Number(a === first) || a - b);
}

function cwdOf(pid: number): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone, or a zombie
  }
}

/** kill -9 for all of them, the first one first, so that it starts no others; done when none is left. */
export async function killAll(processes: () => readonly number[]): Promise<void> {
  await until('killed processes are gone', async () => {
    const left = processes();
    for (const pid of left) signal(pid, 'SIGKILL');
    return left.length === 0;
  });
}

/** Stops processes where they stand; done when all do. */
export async function freeze(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await until('frozen processes stand still', async () => pids.every((pid) => ['T', undefined].includes(stateOf(pid))));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function stateOf(pid: number): string | undefined {
  try {
    return /\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** Waits until the database has ended whatever a killed writer had begun. */
export async function quiet(connection: pg.PoolConfig): Promise<void> {
  const pool = openPool({ ...connection, max: 1 });
  try {
    await until('the database is done with the killed writer', async () => {
      const { rows } = await pool.query('select from pg_stat_activity where application_name = $1', [writerName]);
      return rows.length === 0;
    });
  } finally {
    await pool.end();
  }
}

/** Asks again and again until it is so; throws when it is not after a minute. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited a minute and in vain: ${what}`);
    await sleep(10);
  }
}
