import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { LaurelError } from '../core/errors.ts';
import { findBinaries, type RunAs } from './binaries.ts';

/** initdb into a folder beside it, then renamed: a start that was interrupted leaves nothing half made. */
export function createOnce(dataDir: string, user: string, as: RunAs): void {
  if (fs.existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  if (fs.existsSync(dataDir) && fs.readdirSync(dataDir).length > 0) throw damaged(dataDir, 'it is not a PostgreSQL data folder');
  const half = `${dataDir}.new-${process.pid}`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { mode: 0o700 });
  if (as.uid !== undefined && as.gid !== undefined) fs.chownSync(half, as.uid, as.gid);
  const initdb = path.join(findBinaries(as), 'bin', 'initdb');
  const args = ['-D', half, '-U', user, '-A', 'trust', '-E', 'UTF8', '--locale=C', '-k', '--no-instructions'];
  const made = spawnSync(initdb, args, { ...as, cwd: '/', encoding: 'utf8' });
  if (made.status !== 0) {
    fs.rmSync(half, { recursive: true, force: true });
    throw new LaurelError(
      'unavailable',
      `The database could not be created in ${dataDir}: ${lastWords(made.stderr)}. Free some space there, or set LAUREL_DATA_DIR to another folder.`,
    );
  }
  try {
    fs.renameSync(half, dataDir);
  } catch (error) {
    fs.rmSync(half, { recursive: true, force: true });
    // Another process was faster: then its database is ours too.
    if (!fs.existsSync(path.join(dataDir, 'PG_VERSION'))) throw error;
  }
}

/** The error for a folder with which PostgreSQL cannot start. */
export function damaged(dataDir: string, why: string): LaurelError {
  return new LaurelError(
    'unavailable',
    `The database in ${dataDir} does not start: ${why}. Move that folder away, or begin anew with \`npm start -- --fresh\` (this deletes its data).`,
  );
}

/** What PostgreSQL or initdb said of its end, as part of a sentence. */
export function lastWords(output: string): string {
  const lines = output.trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.join(' ');
  return fatal.replace(/^.*?(FATAL|PANIC|error|postgres):\s*/, '').replace(/\.$/, '');
}
