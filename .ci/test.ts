/** `npm test`: Chromium, build, checks, unit and database tests, journeys in the browser. Ends with "N passed, N failed". */
import fs from 'node:fs';
import path from 'node:path';
import { buildAll } from './build.ts';
import { checkAll } from './check.ts';
import { bringChromium } from './chromium.ts';
import { countsOf, lastLine, playwrightCounts, sum, vitestCounts, vitestFailures, type Counts } from './counts.ts';
import { bin, root, script, show } from './steps.ts';

const reports = path.join(root, 'node_modules', '.cache', 'laurel', 'reports');
const failure: Counts = { passed: 0, failed: 1, skipped: 0 };
const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

fs.rmSync(reports, { recursive: true, force: true });
fs.mkdirSync(reports, { recursive: true });

const chromium = browser();
heading('Build');
const built = await buildAll();
heading('Checks');
const checks = { skipped: 0, ...(await checkAll()) };
heading('Bundles against Shopify’s CLI');
const bundles = await compareBundles();
heading('Unit and database tests');
const tests = await vitest();
heading('Journeys');
const journeys = built && chromium !== undefined ? await playwright(chromium) : failure;

const all = sum([built ? nothing : failure, chromium === undefined ? failure : nothing, checks, bundles, tests, journeys]);
process.stdout.write(`\n${failedTests().join('')}${lastLine(all)}\n`);
process.exitCode = all.failed === 0 ? 0 : 1;

function browser(): string | undefined {
  try {
    const found = bringChromium();
    process.stdout.write(`Chromium: ${found.path} (${found.whose})\n`);
    return found.path;
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

/** The extensions' bundles must be what `shopify app build` makes, byte for byte. */
async function compareBundles(): Promise<Counts> {
  return (await show(script('extensions/compare-cli.ts'))) === 0 ? { passed: 1, failed: 0, skipped: 0 } : failure;
}

async function vitest(): Promise<Counts> {
  const report = path.join(reports, 'vitest.json');
  const code = await show({
    program: bin('vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  });
  return countsOf(report, vitestCounts, code);
}

/** Named once more at the very end: thousands of lines lie between a failed test and the last one. */
function failedTests(): string[] {
  const report = path.join(reports, 'vitest.json');
  if (!fs.existsSync(report)) return [];
  return vitestFailures(JSON.parse(fs.readFileSync(report, 'utf8'))).map((line) => `✗ ${line.replace(root + path.sep, '')}\n`);
}

async function playwright(chromiumPath: string): Promise<Counts> {
  const report = path.join(reports, 'playwright.json');
  const args = ['test', '--config', path.join('e2e', 'playwright.config.ts')];
  const code = await show({ program: bin('playwright'), args }, { CHROMIUM_PATH: chromiumPath, PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return countsOf(report, playwrightCounts, code);
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n${'─'.repeat(text.length)}\n`);
}
