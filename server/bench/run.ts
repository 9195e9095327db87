import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CompareOptions } from './compare.ts';
import { benchHttp } from './http.ts';
import { benchLedger } from './ledger.ts';
import { benchReferral } from './referral.ts';
import { benchReplay } from './replay.ts';

export interface BenchOptions extends CompareOptions {
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  /** How many entries the books hold when reading is measured. */
  readonly entries: number;
  /** How many orders are imported. */
  readonly importOrders: number;
  /** Sizes of the pasts that a draft is tried on. */
  readonly replayOrders: readonly number[];
  /** How long calls are sent; webhooks twice as long. */
  readonly httpSeconds: number;
  /** pgledger's SQL in one file, to run the same transfer beside ours. */
  readonly beside: string | undefined;
}

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Record<string, number>>>> = {
  http: benchHttp,
  ledger: benchLedger,
  referral: benchReferral,
  replay: benchReplay,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    /** Also for a server elsewhere, e.g. postgresql://me@localhost/postgres; a database of its own is made and dropped there. */
    database: { type: 'string' },
    'slice-ms': { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    entries: { type: 'string', default: '10000000' },
    'import-orders': { type: 'string', default: '1000000' },
    /** Few entries and orders: a look, in two minutes. */
    quick: { type: 'boolean', default: false },
    /** A file with pgledger's SQL. */
    beside: { type: 'string' },
  },
});
const name = positionals[0] ?? '';
const bench = benches[name];
if (bench === undefined) {
  console.error(`Say which: npm run bench -- ${Object.keys(benches).join(' | ')}`);
  process.exit(2);
}
const lines: string[] = [];
const figures = await bench({
  databaseUrl: values.database,
  sliceMs: Number(values['slice-ms']),
  rounds: Number(values.rounds),
  entries: values.quick ? 200_000 : Number(values.entries),
  importOrders: values.quick ? 50_000 : Number(values['import-orders']),
  replayOrders: values.quick ? [1_000, 10_000, 50_000] : [10_000, 100_000, 1_000_000],
  httpSeconds: values.quick ? 5 : 30,
  beside: values.beside,
  say: (line) => {
    lines.push(line);
    console.log(line);
  },
});
keep();
if (values.json) console.log(JSON.stringify(figures));

/** The last results stand in docs/benchmarks.md, one section per bench. */
function keep(): void {
  const file = path.join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md');
  const before = fs.existsSync(file)
    ? fs.readFileSync(file, 'utf8')
    : '# Benchmarks\n\nThe last results of `npm run bench`, on whatever machine it ran last.\n';
  const [load = 0] = os.loadavg();
  const machine = `${os.cpus().length} cores, ${os.platform()}, Node ${process.versions.node}, load ${load.toFixed(1)} at the end`;
  const table = Object.entries(figures).map(([figure, value]) => `| ${figure} | ${value} |`);
  const section = [
    `## ${name}`,
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine}.`,
    '',
    '| figure | value |',
    '|---|---|',
    ...table,
    '',
    ...lines.map((line) => `- ${line}`),
    '',
  ].join('\n');
  const sections = before.split(/^(?=## )/m).filter((one) => !one.startsWith(`## ${name}\n`));
  fs.writeFileSync(file, [...sections.map((one) => `${one.trimEnd()}\n\n`), section].join(''));
}
