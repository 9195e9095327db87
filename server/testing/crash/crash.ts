import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded, type Random } from '../../simulation/random.ts';
import { audit, newClients, remember, repeatUnanswered, type Clients, type Findings } from './audit.ts';
import { furnish } from './furnish.ts';
import { readLog } from './log.ts';
import { killAll, placeIn, quiet, until, type Kind, type Place, type Settings } from './place.ts';
import { databaseGone, type WriterTask } from './writer.ts';

export interface CrashOptions {
  /** Whose processes are killed with SIGKILL: Laurel's server, or PostgreSQL's first process and all its children. */
  readonly kill: 'server' | 'database';
  readonly times: number;
  readonly seed: number;
  readonly database: Kind;
  /** Requests under way at the same time. */
  readonly lanes: number;
  readonly settings?: Settings;
  /** Told of every crash. */
  readonly onCrash?: (no: number, afterMs: number, findings: Findings) => void;
}

export interface Report {
  /** PostgreSQL's version. */
  readonly version: string;
  /** Of the last audit, which looked at everything again. */
  readonly findings: Findings;
  /** Requests left without an answer, over all crashes, and how many of them were there all the same. */
  readonly unanswered: number;
  readonly unansweredThere: number;
}

/** Kills, starts again and compares, so many times, on one database, which is gone afterwards. */
export async function crash(options: CrashOptions): Promise<Report> {
  const folder = scratch();
  const place = placeIn(folder, options.database, options.settings);
  const random = seeded(options.seed);
  const clients = newClients(options.seed);
  let [unanswered, unansweredThere] = [0, 0];
  try {
    const version = await furnish(await place.start());
    for (let no = 1; no <= options.times; no++) {
      const afterMs = await writeAndKill(options, place, clients, random, path.join(folder, `${no}.log`));
      const findings = await auditAfter(place, clients);
      unanswered += findings.unanswered;
      unansweredThere += findings.unansweredThere;
      options.onCrash?.(no, afterMs, findings);
    }
    return { version, findings: await audit(await place.start(), clients), unanswered, unansweredThere };
  } finally {
    await place.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** One writer from its start to the kill. Answers how long it wrote. */
async function writeAndKill(options: CrashOptions, place: Place, clients: Clients, random: Random, logFile: string): Promise<number> {
  const own = options.kill === 'server' ? place.embeddedIn : undefined;
  if (own !== undefined) await place.stop();
  const database = own === undefined ? { connection: await place.start() } : { embeddedIn: own };
  const from = Math.max(0, ...clients.asked) + 1;
  const writer = await startWriter({ seed: options.seed, from, lanes: options.lanes, database }, logFile);
  const afterMs = random.int(50, 1_500);
  await sleep(afterMs);
  if (writer.exitCode !== null) throw new Error('the writer ended before it was killed');
  const ended = once(writer, 'exit');
  if (options.kill === 'server') writer.kill('SIGKILL');
  else await killAll(() => place.processes());
  const [code] = (await ended) as [number | null];
  if (options.kill === 'database' && code !== databaseGone) throw new Error(`the writer ended with ${code} when its database was gone`);
  // PostgreSQL stops by itself when the server that started it is killed.
  if (own !== undefined) await until('the embedded database stopped with its server', async () => place.processes().length === 0);
  remember(clients, readLog(logFile));
  return afterMs;
}

async function auditAfter(place: Place, clients: Clients): Promise<Findings> {
  const connection = await place.start();
  await quiet(connection);
  const findings = await audit(connection, clients);
  const wrong = await repeatUnanswered(connection, clients);
  return { ...findings, wrong: [...findings.wrong, ...wrong] };
}

/** Resolves when it has its first answer. Its output is a file, which outlives it. */
export async function startWriter(task: WriterTask, logFile: string): Promise<ChildProcess> {
  const log = fs.openSync(logFile, 'a');
  const script = path.join(import.meta.dirname, 'writer.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ['ignore', log, 'pipe'] });
  fs.closeSync(log);
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('the writer has its first answer', async () => {
    if (child.exitCode !== null) throw new Error(`the writer ended before its first answer: ${said}`);
    return readLog(logFile).told.size > 0;
  });
  return child;
}

/** A temporary folder that PostgreSQL's user can reach too. */
export function scratch(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-crash-'));
  fs.chmodSync(folder, 0o755);
  return folder;
}
