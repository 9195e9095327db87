/**
 * `npm run mutants [-- name…]`: breaks one law of the code at a time and asks whether a test fails. Every mutant is made in a copy
 * of the working tree; a survivor is a missing test. Ends with exit code 1 if one survives. Names may be parts of names.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbedded, eraseEmbedded } from '../server/db/index.ts';
import { copyTree } from './mutants/copy.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/table.ts';
import { runTests, tryMutant, type Tried } from './mutants/try.ts';
import { inParallel } from './steps.ts';

const width = 2;

const asked = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => asked.length === 0 || asked.some((part) => name.includes(part)));
if (chosen.length === 0) {
  process.stderr.write(`There is no mutant of that name. There are: ${mutants.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
process.exitCode = await tryAll(chosen);

async function tryAll(chosen: readonly Mutant[]): Promise<number> {
  const began = performance.now();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-mutants-'));
  fs.chmodSync(scratch, 0o755);
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 };
  const server = await startEmbedded({ dataDir: path.join(scratch, 'database'), settings });
  try {
    const trees = Array.from({ length: width }, (_, i) => path.join(scratch, `tree-${i}`));
    for (const tree of trees) copyTree(tree);
    // Without this, a mutant could be noticed by a test that fails anyway.
    const whole = await runTests(trees[0] ?? '', server.url('postgres'), [...new Set(chosen.flatMap(({ tests }) => tests))]);
    if (whole.failed.length > 0 || whole.trouble !== '') {
      process.stdout.write(`The tests fail without any mutant: ${whole.failed.join(', ') || whole.trouble}\n`);
      return 1;
    }
    const tried = await inParallel(
      width,
      chosen.map((mutant) => async () => {
        const tree = trees.pop();
        if (tree === undefined) throw new Error('there are as many trees as workers');
        const one = await tryMutant(tree, server.url('postgres'), mutant).finally(() => trees.push(tree));
        process.stdout.write(`${lineOf(one)}\n`);
        return one;
      }),
    );
    return tell(tried, (performance.now() - began) / 1_000);
  } finally {
    await server.stop({ force: true });
    await eraseEmbedded(path.join(scratch, 'database'));
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function lineOf({ mutant, noticedBy, trouble, seconds }: Tried): string {
  const fate = noticedBy === undefined ? `SURVIVED${trouble === '' ? '' : ` (${trouble})`}` : noticedBy;
  return `| ${mutant.law} | ${mutant.name} | ${fate} | ${seconds.toFixed(0)} s |`;
}

function tell(tried: readonly Tried[], seconds: number): number {
  const survivors = tried.filter(({ noticedBy }) => noticedBy === undefined);
  process.stdout.write(`\n${tried.length - survivors.length} of ${tried.length} mutants noticed, in ${seconds.toFixed(0)} s.\n`);
  for (const { mutant } of survivors) process.stdout.write(`No test noticed ${mutant.name}: ${mutant.law} (${mutant.file})\n`);
  return survivors.length === 0 ? 0 : 1;
}
