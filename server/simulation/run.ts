import { parseArgs } from 'node:util';
import { playHistories, playHistory } from './histories/histories.ts';
import { tellHistories, tellHistory, tellProgress } from './histories/tell.ts';
import { simulate, type Report } from './simulate.ts';

/**
 * `npm run sim -- --seed 7 --hours 8760`: one shop, played from a seed. `--steps` counts acts instead of the shop's hours; `--members`
 * says how many people it has; `--verbose` tells each act. `--histories 1000000 --from 0`: as many short lives of single members, from
 * consecutive seeds; `--history SEED`: one of them again.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    hours: { type: 'string' },
    steps: { type: 'string' },
    members: { type: 'string' },
    histories: { type: 'string' },
    from: { type: 'string', default: '0' },
    history: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const began = performance.now();
const seconds = (): number => (performance.now() - began) / 1_000;

if (values.history !== undefined) await oneHistory(whole('history', values.history));
else if (values.histories !== undefined) await histories(whole('histories', values.histories), whole('from', values.from));
else await oneShop();

async function oneShop(): Promise<void> {
  const steps = values.steps === undefined ? (values.hours === undefined ? 300 : undefined) : whole('steps', values.steps);
  const report = await simulate({
    seed: whole('seed', values.seed),
    ...(steps !== undefined && { steps }),
    ...(values.hours !== undefined && { hours: whole('hours', values.hours) }),
    ...(values.members !== undefined && { members: whole('members', values.members) }),
    ...(values.verbose && { onStep: (line: string) => void process.stdout.write(`${line}\n`) }),
  });
  process.stdout.write(tell(report, seconds()));
  process.exitCode = report.problems.length === 0 ? 0 : 1;
}

async function oneHistory(seed: number): Promise<void> {
  const { shortest, whole: full } = await playHistory(seed);
  process.stdout.write(tellHistory(full, shortest, values.verbose));
  process.exitCode = full.trouble === undefined ? 0 : 1;
}

/** Ctrl-C ends it after the batches in hand, with the count so far. */
async function histories(count: number, from: number): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let told = 0;
  const onProgress = (played: number): void => {
    if (seconds() - told < 5) return;
    told = seconds();
    process.stdout.write(`${tellProgress(played, count, seconds())}\n`);
  };
  const report = await playHistories({ from, count, onProgress, signal: stop.signal });
  process.stdout.write(tellHistories(report, from, seconds()));
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number, not ${text}`);
  return value;
}

function tell(told: Report, took: number): string {
  const injected = [...told.injected].map(([what, times]) => `${what} ${times}`).toSorted((a, b) => a.localeCompare(b));
  const lines = [
    `seed ${told.seed}: ${told.steps} steps, ${told.hours} h of the shop's time, in ${took.toFixed(1)} s`,
    `${told.members} members, ${told.orders} orders, ${told.redemptions} redemptions, ${told.postings} postings`,
    `injected: ${injected.join(', ') || 'nothing'}`,
  ];
  if (told.problems.length === 0) return [...lines, 'all laws held', ''].join('\n');
  return [...lines, '', 'last steps:', ...told.lastSteps, '', `${told.problems.length} problems:`, ...told.problems.slice(0, 20), ''].join(
    '\n',
  );
}
