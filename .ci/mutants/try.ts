import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Mutant } from './mutant.ts';

export interface Tried {
  readonly mutant: Mutant;
  /** The name of the first test that failed; undefined: none did, or the code did not get as far as a test. */
  readonly noticedBy: string | undefined;
  /** What happened when no test failed, in words. */
  readonly trouble: string;
  readonly seconds: number;
}

/** A mutant that runs for ever has not been noticed. */
const patienceMs = 180_000;

/** Breaks one law in the copy at `tree`, runs the tests that must notice, and mends it again. */
export async function tryMutant(tree: string, databaseUrl: string, mutant: Mutant): Promise<Tried> {
  const file = path.join(tree, mutant.file);
  const before = fs.readFileSync(file, 'utf8');
  const began = performance.now();
  fs.writeFileSync(file, mutate(before, mutant));
  try {
    const { failed, trouble } = await runTests(tree, databaseUrl, mutant.tests, ['--bail=1']);
    return { mutant, noticedBy: failed[0], trouble, seconds: (performance.now() - began) / 1_000 };
  } finally {
    fs.writeFileSync(file, before);
  }
}

/** The file with its law broken. Throws unless the text stands there exactly once. */
export function mutate(source: string, { name, file, text, instead }: Mutant): string {
  const found = source.split(text).length - 1;
  if (found !== 1) throw new Error(`mutant ${name}: ${file} has its text ${found} times, not once: ${JSON.stringify(text)}`);
  return source.replace(text, () => instead);
}

export interface Ran {
  /** Names of failed tests. */
  readonly failed: readonly string[];
  readonly trouble: string;
}

const reportShape = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Runs test files of the tree with vitest, on the database server at `databaseUrl`. */
export async function runTests(tree: string, databaseUrl: string, tests: readonly string[], options: readonly string[] = []): Promise<Ran> {
  const file = path.join(tree, 'report.json');
  fs.rmSync(file, { force: true });
  const vitest = path.join(tree, 'node_modules', 'vitest', 'vitest.mjs');
  const args = ['run', '--reporter=json', `--outputFile=${file}`, '--testTimeout=20000', ...options, ...tests];
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: tree,
    env: { ...process.env, TEST_DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patienceMs,
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (!fs.existsSync(file)) return { failed: [], trouble: code === null ? 'it did not come to an end' : lastOf(said) };
  const { testResults } = reportShape.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const failed = testResults.flatMap((one) =>
    one.assertionResults.filter(({ status }) => status === 'failed').map((test) => test.fullName.trim()),
  );
  const broken = testResults.filter((one) => one.status === 'failed').map((one) => lastOf(one.message ?? ''));
  if (failed.length > 0) return { failed, trouble: '' };
  return { failed, trouble: broken.length > 0 ? `no test failed, but a file did: ${broken[0]}` : code === 0 ? '' : lastOf(said) };
}

function lastOf(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 200) ?? '';
}
