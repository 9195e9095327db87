import { stringify } from 'csv-stringify';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { basename } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { SettingsProblem } from './config.ts';
import { LaurelError } from './core/errors.ts';
import { dayIn, type Day } from './core/time.ts';
import { verifyExport, type ExportResult, type Finding, type Problem } from './verification/index.ts';

const usage = `Checks another loyalty system's export before its points are brought over.

  npm run verify:export -- LINES.csv [--balances BALANCES.csv] [--as-of DAY] [--report FILE]

LINES.csv   one line per change of points, oldest first; its first line names the columns:
              customer       whose points (or customer_id, email)
              when           2025-03-01 or 2025-03-01T12:00:00Z (or date, created_at)
              points         whole and signed: 120, -40
              kind           optional, in the system's own words; "expired" is understood
              balance_after  optional: what the system says the customer had then
              expires        optional: the day the points expire
              id             optional: tells lines apart that say the same
--balances  what the system says each customer has now: customer, balance
--as-of     points that expired before this day should be gone; else today
--report    every finding as CSV: line, customer, problem, text, stated, derived

Reads only. Ends with 0 when everything agrees, with 1 when something differs, with 2 when a
file cannot be read.
`;

const shown = 20;

interface Asked {
  readonly lines: string;
  readonly balances: string | undefined;
  readonly asOf: Day;
  readonly report: string | undefined;
}

/** `npm run verify:export`: reads the files line by line, says what does not agree, and writes all of it down if asked. */
async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (!asked) return void process.stdout.write(usage);
  const first: Finding[] = [];
  const report = asked.report === undefined ? undefined : openReport(asked.report);
  const result = await verifyExport(asked, asked.asOf, async (finding) => {
    if (first.length < shown) first.push(finding);
    await report?.write(finding);
  });
  await report?.close();
  process.stdout.write(summary(asked, result, first));
  if (result.found.size > 0) process.exitCode = 1;
}

function readArguments(args: readonly string[]): Asked | undefined {
  const { values, positionals } = parsed(args);
  const [lines, ...more] = positionals;
  if (values.help || (lines === undefined && args.length === 0)) return undefined;
  if (lines === undefined || more.length > 0)
    throw new SettingsProblem('Name one file of lines; npm run verify:export -- --help says more.');
  const asOf = values['as-of'] ?? dayIn('utc', new Date());
  if (!/^\d{4}-\d\d-\d\d$/.test(asOf)) throw new SettingsProblem(`--as-of takes a day such as 2026-03-01, not ${asOf}.`);
  return { lines, balances: values.balances, asOf, report: values.report };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { balances: text, 'as-of': text, report: text, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new SettingsProblem(`${error instanceof Error ? error.message : String(error)}\nnpm run verify:export -- --help says more.`);
  }
}

/** Names of customers come from outside, and a spreadsheet would run some of them as formulas. */
function openReport(file: string) {
  const rows = stringify({ header: true, columns: ['line', 'customer', 'problem', 'text', 'stated', 'derived'], escape_formulas: true });
  const out = createWriteStream(file);
  const done = finished(out);
  // Heard again when closing; until then a file that cannot be written must not end the process.
  done.catch(() => undefined);
  rows.pipe(out);
  return {
    async write(finding: Finding): Promise<void> {
      if (!rows.write(finding)) await Promise.race([once(rows, 'drain'), done]);
    },
    async close(): Promise<void> {
      rows.end();
      await done.catch((error: NodeJS.ErrnoException) => {
        throw new SettingsProblem(`The report ${file} cannot be written (${error.code}).`);
      });
    },
  };
}

const words: Readonly<Record<Problem, string>> = {
  unreadable: 'lines that cannot be read',
  duplicate: 'lines that stand there twice',
  backwards: 'dates that go backwards',
  'running-balance': 'balances that do not follow from the lines before',
  'below-zero': 'balances below zero',
  'too-many-points': 'lines with more points than one act may move',
  'used-after-expiry': 'lines that use points that had expired',
  'expired-still-counted': 'earnings that expired and still count',
  balance: 'stated balances that are not the sum of their lines',
  'no-stated-balance': 'customers with points and no stated balance',
  'no-lines': 'stated balances without a line',
};

function summary(asked: Asked, { lines, customers, points, found }: ExportResult, first: readonly Finding[]): string {
  const count = (value: number) => value.toLocaleString('en');
  const head = `\n${basename(asked.lines)}: ${count(lines)} lines, ${count(customers)} customers, ${count(points)} points in all, as of ${asked.asOf}\n`;
  if (found.size === 0) {
    const balances = asked.balances === undefined ? '' : ', and every stated balance is the sum of its lines';
    return `${head}\nEverything agrees${balances}.\n\n`;
  }
  const total = [...found.values()].reduce((sum, one) => sum + one, 0);
  const counts = [...found].map(([problem, times]) => `${count(times).padStart(10)}  ${words[problem]}`);
  const examples = first.map(
    ({ line, customer, text }) => `  ${[line === undefined ? '' : `line ${line}`, customer].filter(Boolean).join(', ')} ${text}`,
  );
  const more =
    total > first.length
      ? `  … and ${count(total - first.length)} more${asked.report === undefined ? '; --report FILE lists them all' : ''}\n`
      : '';
  const where = asked.report === undefined ? '' : `\nAll of them are in ${asked.report}.\n`;
  return `${head}\n${counts.join('\n')}\n\n${examples.join('\n')}\n${more}${where}\n`;
}

main().catch((error: unknown) => {
  const plain = error instanceof SettingsProblem || error instanceof LaurelError;
  process.stderr.write(
    plain
      ? `\n${error.message}\n\n`
      : `\nThe check broke, and did not expect why:\n${error instanceof Error ? error.stack : String(error)}\n\n`,
  );
  process.exitCode = 2;
});
