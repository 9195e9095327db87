import { parseArgs } from 'node:util';
import { benchLedger } from './ledger.ts';

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Record<string, number>>>> = { ledger: benchLedger };

export interface BenchOptions {
  /** How long each slice of a comparison runs. */
  readonly sliceMs: number;
  /** How often the slices alternate. */
  readonly rounds: number;
  /** How many entries the books hold when reading is measured. */
  readonly entries: number;
  /** Where figures go for people; nothing with --json. */
  readonly say: (line: string) => void;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    'slice-ms': { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '4' },
    entries: { type: 'string', default: '200000' },
  },
});
const bench = benches[positionals[0] ?? ''];
if (bench === undefined) {
  console.error(`Say which: npm run bench -- ${Object.keys(benches).join(' | ')}`);
  process.exit(2);
}
const figures = await bench({
  sliceMs: Number(values['slice-ms']),
  rounds: Number(values.rounds),
  entries: Number(values.entries),
  say: (line) => console.log(line),
});
if (values.json) console.log(JSON.stringify(figures));
