import { parseArgs } from 'node:util';
import { simulate, type Report } from './simulate.ts';

/** `npm run sim -- --seed 7 --hours 8760`: one shop, played from a seed. `--steps` counts acts instead of the shop's hours; `--verbose` tells each. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    hours: { type: 'string' },
    steps: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const steps = values.steps === undefined ? (values.hours === undefined ? 300 : undefined) : whole('steps', values.steps);
const began = performance.now();
const report = await simulate({
  seed: whole('seed', values.seed),
  ...(steps !== undefined && { steps }),
  ...(values.hours !== undefined && { hours: whole('hours', values.hours) }),
  ...(values.verbose && { onStep: (line: string) => void process.stdout.write(`${line}\n`) }),
});
process.stdout.write(tell(report, (performance.now() - began) / 1_000));
process.exitCode = report.problems.length === 0 ? 0 : 1;

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number, not ${text}`);
  return value;
}

function tell(told: Report, seconds: number): string {
  const injected = [...told.injected].map(([what, times]) => `${what} ${times}`).toSorted((a, b) => a.localeCompare(b));
  const lines = [
    `seed ${told.seed}: ${told.steps} steps, ${told.hours} h of the shop's time, in ${seconds.toFixed(1)} s`,
    `${told.members} members, ${told.orders} orders, ${told.redemptions} redemptions, ${told.postings} postings`,
    `injected: ${injected.join(', ') || 'nothing'}`,
  ];
  if (told.problems.length === 0) return [...lines, 'all laws held', ''].join('\n');
  return [...lines, '', 'last steps:', ...told.lastSteps, '', `${told.problems.length} problems:`, ...told.problems.slice(0, 20), ''].join(
    '\n',
  );
}
