import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../simulation/random.ts';
import { audit, newClients, remember, repeatUnanswered, type Clients, type Findings } from './audit.ts';
import { scratch, startWriter, type CrashOptions, type Report } from './crash.ts';
import { furnish } from './furnish.ts';
import { readLog } from './log.ts';
import { freeze, killAll, placeIn } from './place.ts';

const imageMegabytes = 1_000;

/** Why this machine cannot have its power cut, as the end of a sentence; undefined: it can. */
export function whyNoCut(): string | undefined {
  if (process.getuid?.() !== 0) return 'they need root, to mount a disk of their own';
  if (spawnSync('losetup', ['--find']).status !== 0) return 'this machine gives out no loop device';
  if (spawnSync('mkfs.ext4', ['-V']).status !== 0) return 'mkfs.ext4 is not installed';
  return undefined;
}

/**
 * Cuts the power so many times, each time of a new database on a disk of its own: a file with ext4 in it. At the cut writer and
 * server stand still and the file is copied as it is; what had not been written to it by then is lost. The copy is then opened.
 */
export async function cutPower(options: Omit<CrashOptions, 'kill'>): Promise<Report> {
  const random = seeded(options.seed);
  const findings: Findings[] = [];
  let version = '';
  for (let no = 1; no <= options.times; no++) {
    const folder = scratch();
    const clients = newClients(options.seed + no);
    const afterMs = random.int(1_000, 6_000);
    const cleanUp = (): void => {
      for (const mount of ['disk', 'copy']) spawnSync('umount', ['--lazy', path.join(folder, mount)]);
      fs.rmSync(folder, { recursive: true, force: true });
    };
    const interrupted = (): never => {
      cleanUp();
      process.exit(130);
    };
    process.once('SIGINT', interrupted);
    try {
      version = await writeUntilTheCut(options, folder, clients, afterMs);
      const found = await auditCopy(options, folder, clients);
      findings.push(found);
      options.onCrash?.(no, afterMs, found);
    } finally {
      process.off('SIGINT', interrupted);
      cleanUp();
    }
  }
  return { version, findings: sumOf(findings), ...sumOf(findings) };
}

async function writeUntilTheCut(options: Omit<CrashOptions, 'kill'>, folder: string, clients: Clients, afterMs: number): Promise<string> {
  const disk = path.join(folder, 'disk');
  const image = `${disk}.img`;
  fs.closeSync(fs.openSync(image, 'w'));
  fs.truncateSync(image, imageMegabytes * 2 ** 20);
  execFileSync('mkfs.ext4', ['-q', '-F', image]);
  mount(image, disk);
  const place = placeIn(disk, options.database, options.settings);
  const connection = await place.start();
  try {
    const version = await furnish(connection);
    // What came before is on the disk: only the clients' writes are in question.
    execFileSync('sync');
    // On another disk, which keeps its power.
    const logFile = path.join(folder, 'log');
    const writer = await startWriter({ seed: clients.seed, from: 1, lanes: options.lanes, database: { connection } }, logFile);
    await sleep(afterMs);
    if (writer.exitCode !== null || writer.pid === undefined) throw new Error('the writer ended before the cut');
    // The writer first: nothing is acknowledged that is younger than the copy.
    await freeze([writer.pid]);
    await freeze(place.processes());
    execFileSync('cp', ['--sparse=always', image, path.join(folder, 'copy.img')]);
    const ended = once(writer, 'exit');
    writer.kill('SIGKILL');
    await ended;
    remember(clients, readLog(logFile));
    return version;
  } finally {
    await killAll(() => place.processes());
  }
}

/** A database that does not even start has lost everything. */
async function auditCopy(options: Omit<CrashOptions, 'kill'>, folder: string, clients: Clients): Promise<Findings> {
  const copy = path.join(folder, 'copy');
  mount(`${copy}.img`, copy);
  const place = placeIn(copy, options.database, options.settings);
  try {
    const connection = await place.start();
    const findings = await audit(connection, clients);
    const wrong = findings.lost.length > 0 ? [] : await repeatUnanswered(connection, clients);
    return { ...findings, wrong: [...findings.wrong, ...wrong] };
  } catch (error) {
    const acknowledged = [...clients.told.values()].flat().filter(({ outcome }) => outcome !== 'refused').length;
    const why = error instanceof Error ? error.message : String(error);
    return { acknowledged, unanswered: 0, unansweredThere: 0, lost: Array<string>(acknowledged).fill(`all: ${why}`), half: [], wrong: [] };
  } finally {
    await killAll(() => place.processes());
  }
}

function mount(image: string, at: string): void {
  fs.mkdirSync(at);
  execFileSync('mount', ['-o', 'loop', image, at]);
  fs.chmodSync(at, 0o755);
  // mkfs makes it for root alone, and a cluster's user must not find it in its way.
  fs.rmSync(path.join(at, 'lost+found'), { recursive: true, force: true });
}

function sumOf(all: readonly Findings[]): Findings {
  const count = (part: 'acknowledged' | 'unanswered' | 'unansweredThere') => all.reduce((sum, one) => sum + one[part], 0);
  return {
    acknowledged: count('acknowledged'),
    unanswered: count('unanswered'),
    unansweredThere: count('unansweredThere'),
    lost: all.flatMap((one) => one.lost),
    half: all.flatMap((one) => one.half),
    wrong: all.flatMap((one) => one.wrong),
  };
}
