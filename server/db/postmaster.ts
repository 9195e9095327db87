import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { RunAs } from './binaries.ts';

/** How a private PostgreSQL is reached: a socket in a folder that only its user may enter. */
export interface Socket {
  readonly folder: string;
  readonly user: string;
}

export function connectionTo(socket: Socket, database: string): pg.PoolConfig & pg.ClientConfig {
  return { host: socket.folder, port: 5432, user: socket.user, database, ssl: false };
}

export type Answer = 'ready' | 'not-yet' | 'nobody';

/** Asks whoever listens on the socket whether it serves `dataDir`. */
export async function ask(socket: Socket, dataDir: string): Promise<Answer> {
  const client = new pg.Client({ ...connectionTo(socket, 'postgres'), connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string }>(`select current_setting('data_directory') dir`);
    return rows[0]?.dir === fs.realpathSync(dataDir) ? 'ready' : 'nobody';
  } catch (error) {
    // 57P03: starting up, shutting down or in recovery. 53300: alive, but all connections are taken.
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === '57P03' || code === '53300' ? 'not-yet' : 'nobody';
  } finally {
    await client.end().catch(() => {});
  }
}

/** The process that holds `dataDir`, if one is alive. */
export function holder(dataDir: string): number | undefined {
  const pid = Number.parseInt(lockText(path.join(dataDir, 'postmaster.pid')), 10);
  return Number.isInteger(pid) && isAlive(pid) && worksIn(dataDir, [pid]) ? pid : undefined;
}

/** A server that is just stopping takes its lock away while we look. */
function lockText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Removes the lock of a server that was killed. PostgreSQL itself only asks whether the process id exists, so a zombie,
 * or another program that got the same id after a reboot, would block it for ever.
 */
export function clearDeadLock(dataDir: string): void {
  const file = path.join(dataDir, 'postmaster.pid');
  if (process.platform !== 'linux' || !fs.existsSync(file)) return;
  const processes = fs.readdirSync('/proc').map(Number).filter(Number.isInteger);
  if (!worksIn(dataDir, processes)) fs.rmSync(file, { force: true });
}

export interface Launch {
  readonly binary: string;
  readonly dataDir: string;
  readonly settings: Readonly<Record<string, string | number>>;
  readonly as: RunAs;
  readonly logFile: string;
  /** False: the server ends with this process, however it ends. True: it lives on. */
  readonly outlive: boolean;
}

/** Starts the server process; its output goes to the log file, because a pipe would end with us. */
export function launch({ binary, dataDir, settings, as, logFile, outlive }: Launch): ChildProcess {
  const args = ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const setpriv = '/usr/bin/setpriv';
  // INT is PostgreSQL's fast, clean shutdown. The kernel sends it even when we are killed with -9.
  const tied = !outlive && process.platform === 'linux' && fs.existsSync(setpriv);
  const [command, commandArgs] = tied ? [setpriv, ['--pdeathsig', 'INT', binary, ...args]] : [binary, args];
  const log = fs.openSync(logFile, 'a');
  // Its own process group: Ctrl-C in the terminal must reach us first, so that requests end before their database does.
  const child = spawn(command, commandArgs, { ...as, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  if (outlive) child.unref();
  return child;
}

/** Asks for a fast shutdown and waits until the server let go of its data. */
export async function shutDown(dataDir: string): Promise<void> {
  const pid = holder(dataDir);
  if (pid === undefined) return;
  process.kill(pid, 'SIGINT');
  while (holder(dataDir) === pid) await sleep(20);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether one of the processes lives and has `dataDir` as its working directory, as every PostgreSQL process has. */
function worksIn(dataDir: string, pids: readonly number[]): boolean {
  if (process.platform !== 'linux') return true;
  const real = fs.realpathSync(dataDir);
  return pids.some((pid) => {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === real;
    } catch {
      return false; // gone, a zombie, or another user's
    }
  });
}
