/** `npm run check`: format, lint, types and arrows, in seconds and without a database. `-- --fix` mends what a tool can mend. */
import fs from 'node:fs';
import path from 'node:path';
import { generate } from './build.ts';
import { bin, inParallel, report, root, run, script, type Command } from './steps.ts';

interface Check {
  readonly name: string;
  readonly command: Command;
}

const cache = path.join(root, 'node_modules', '.cache', 'laurel');

function checks(fix: boolean): Check[] {
  const prettier = ['.', fix ? '--write' : '--check', '--log-level=warn', '--cache', '--cache-location', path.join(cache, 'prettier')];
  return [
    ...tsconfigs().map((file) => ({ name: `types: ${path.dirname(file)}`, command: typeCheck(file) })),
    { name: 'lint', command: { program: bin('oxlint'), args: ['--deny-warnings', ...(fix ? ['--fix'] : [])] } },
    { name: 'format', command: { program: bin('prettier'), args: prettier } },
    { name: 'arrows', command: script('.ci/arrows.ts') },
  ];
}

/** Every folder with a tsconfig.json of its own, the root first because it takes longest. */
function tsconfigs(): string[] {
  const found = fs.globSync(['tsconfig.json', 'extensions/tsconfig.json', '{extensions,web,devstore}/*/tsconfig.json'], { cwd: root });
  return found.sort((a, b) => a.length - b.length);
}

function typeCheck(file: string): Command {
  const info = path.join(cache, 'types', file.replaceAll(path.sep, '-').replace('.json', '.tsbuildinfo'));
  return { program: bin('tsc'), args: ['--project', file, '--noEmit', '--incremental', '--tsBuildInfoFile', info] };
}

/** Runs all checks, two at a time, and says how many held. */
export async function checkAll(fix = false): Promise<{ passed: number; failed: number }> {
  const all = checks(fix);
  const held = await inParallel(
    2,
    all.map(({ name, command }) => async () => {
      const outcome = await run(command);
      report(name, outcome);
      return outcome.ok;
    }),
  );
  return { passed: held.filter(Boolean).length, failed: held.filter((ok) => !ok).length };
}

if (import.meta.main) {
  const began = performance.now();
  const generated = await generate();
  const { passed, failed } = await checkAll(process.argv.includes('--fix'));
  process.stdout.write(`${passed} checks passed, ${failed} failed, in ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  process.exitCode = generated && failed === 0 ? 0 : 1;
}
