import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { LaurelError } from '../core/errors.ts';
import { findBinaries, reachable, unprivileged, type RunAs } from './binaries.ts';
import { createOnce, damaged, lastWords } from './data-folder.ts';
import { ask, clearDeadLock, connectionTo, holder, launch, shutDown, type Socket } from './postmaster.ts';

export interface EmbeddedOptions {
  /** Laurel's data folder; the database lies in a folder of its own inside, named by PostgreSQL's major version. */
  readonly dataDir: string;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** True: the server lives on when this process ends, until somebody calls `stop`. For servers that several processes share. */
  readonly outlive?: boolean;
}

export interface Embedded {
  connection(database: string): pg.PoolConfig;
  /** The same as a URL, for what takes only that. */
  url(database: string): string;
  /** Where the data really lies; elsewhere than asked when PostgreSQL's user cannot reach the project. */
  readonly dataDir: string;
  readonly pid: number;
  /** True when the server was already running; then `stop` leaves it running unless forced. */
  readonly adopted: boolean;
  stop(options?: { readonly force: boolean }): Promise<void>;
}

const MAJOR = 18;
const USER = 'laurel';

const defaults = {
  listen_addresses: '',
  port: 5432,
  max_connections: 100,
  shared_buffers: sharedBuffers(Math.min(process.constrainedMemory() || Infinity, os.totalmem())),
  // Room for a history of a million orders without a checkpoint in the middle, after which every page is written twice.
  max_wal_size: '6GB',
  // What large transactions write at once, so that they need not write it out themselves in between.
  wal_buffers: '32MB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
};

/**
 * A quarter of the machine's memory in bytes, as PostgreSQL's manual begins with, but at least 128 MB and at most 4 GB: the rest of the machine is somebody else's.
 * Memory is taken only as pages are read, so small books cost little.
 */
export function sharedBuffers(memory: number): string {
  const megabytes = memory / 4 / 1024 / 1024;
  return `${Math.floor(Math.min(Math.max(megabytes, 128), 4096))}MB`;
}

/**
 * Starts PostgreSQL on `dataDir`, or adopts the one that already runs there; several processes may try at once.
 * It listens on a Unix socket only, so there is no port to be taken and no password to be lost.
 * Throws `unavailable`, in one plain sentence and what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const as = unprivileged();
  const dataDir = place(options.dataDir, as);
  createOnce(dataDir, USER, as);
  const socket = { folder: socketFolder(dataDir, as), user: USER };
  const adopted = await untilReady(dataDir, socket, as, options);
  const pid = holder(dataDir) ?? 0;
  return {
    connection: (database) => connectionTo(socket, database),
    url: (database) => `postgresql://${USER}@localhost/${database}?host=${encodeURIComponent(socket.folder)}`,
    dataDir,
    pid,
    adopted,
    stop: async (stopOptions) => {
      if (!adopted || stopOptions?.force === true) await shutDown(dataDir);
    },
  };
}

/** Stops the server on `dataDir`, if any, and deletes its data for good. */
export async function eraseEmbedded(dataDir: string): Promise<void> {
  const place = reachable(folderOf(dataDir), unprivileged(), shortHash);
  if (!fs.existsSync(place)) return;
  await shutDown(place);
  fs.rmSync(place, { recursive: true, force: true });
  fs.rmSync(`${place}.log`, { force: true });
}

const folderOf = (dataDir: string) => path.join(path.resolve(dataDir), `postgres-${MAJOR}`);

function place(dataDir: string, as: RunAs): string {
  try {
    const folder = reachable(folderOf(dataDir), as, shortHash);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    fs.accessSync(path.dirname(folder), fs.constants.W_OK);
    return folder;
  } catch (cause) {
    throw new LaurelError(
      'unavailable',
      `Laurel may not write to its data folder ${path.resolve(dataDir)}. Give this user the folder, or set LAUREL_DATA_DIR to another one.`,
      { cause },
    );
  }
}

/** Inside the data folder, which is closed to others anyway; a socket's path may have 107 bytes (103 on a Mac). */
function socketFolder(dataDir: string, as: RunAs): string {
  if (dataDir.length <= 80) return dataDir;
  const folder = path.join(os.tmpdir(), `laurel-${shortHash(dataDir)}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) fs.chownSync(folder, as.uid, as.gid);
  const owner = fs.lstatSync(folder).uid;
  if (owner !== (as.uid ?? process.getuid?.() ?? owner))
    throw new LaurelError(
      'unavailable',
      `The folder ${folder} belongs to somebody else. Remove it, or set LAUREL_DATA_DIR to a shorter path.`,
    );
  return folder;
}

/** Adopts, waits or starts, until the server answers. Resolves to true when it was not started by us. */
async function untilReady(dataDir: string, socket: Socket, as: RunAs, options: EmbeddedOptions): Promise<boolean> {
  for (let lockedOut = 0; ; lockedOut++) {
    if (await alreadyRuns(dataDir, socket)) return true;
    clearDeadLock(dataDir);
    const problem = await start(dataDir, socket, as, options);
    if (problem === undefined) return false;
    // Another process is just starting, or a killed server is not quite gone: look again.
    if (!/lock file .* already exists|pre-existing shared memory/.test(problem) || lockedOut >= 100)
      throw damaged(dataDir, lastWords(problem));
    await sleep(100);
  }
}

async function alreadyRuns(dataDir: string, socket: Socket): Promise<boolean> {
  while (holder(dataDir) !== undefined) {
    if ((await ask(socket, dataDir)) === 'ready') return true;
    await sleep(50);
  }
  return false;
}

/** Resolves to undefined when the server answers, or to what it said before it gave up. */
async function start(dataDir: string, socket: Socket, as: RunAs, options: EmbeddedOptions): Promise<string | undefined> {
  const logFile = `${dataDir}.log`;
  const from = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const binary = path.join(findBinaries(as), 'bin', 'postgres');
  const settings = { ...defaults, ...options.settings, unix_socket_directories: socket.folder };
  const child = launch({ binary, dataDir, settings, as, logFile, outlive: options.outlive ?? false });
  let ended = false;
  child.on('exit', () => (ended = true));
  child.on('error', () => (ended = true));
  while (!ended) {
    if ((await ask(socket, dataDir)) === 'ready' && holder(dataDir) === child.pid) return undefined;
    await sleep(20);
  }
  return fs.readFileSync(logFile).subarray(from).toString('utf8');
}

const shortHash = (text: string) => createHash('sha256').update(path.resolve(text)).digest('hex').slice(0, 10);
