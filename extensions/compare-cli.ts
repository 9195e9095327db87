import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildExtensions, publicUrl } from './build.ts';

const root = path.dirname(import.meta.dirname);
const timeoutMs = 180_000;

/**
 * Builds the extensions with Shopify's own CLI, offline and logged out, and compares with what build.ts makes.
 * Answers what differs, in plain words; empty when the bytes are equal.
 */
export async function compareWithCli(): Promise<string[]> {
  const { bundles } = await buildExtensions();
  const copy = await copyForCli();
  try {
    const output = await runCli(copy, await publicUrl());
    const differences: string[] = [];
    for (const { extension, code } of bundles) {
      const file = path.join(copy, path.relative(root, extension.dir), 'dist', `${extension.handle}.js`);
      const theirs = await readFile(file, 'utf8').catch(() => null);
      if (theirs === null) differences.push(`${extension.handle}: the CLI built nothing. It said:\n${output}`);
      else if (withoutMap(theirs) !== withoutMap(code))
        differences.push(`${extension.handle}: ${firstDifference(withoutMap(theirs), withoutMap(code))}`);
    }
    return differences;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The CLI rewrites declarations and leaves folders behind, so it works on a copy that shares the installed packages. */
async function copyForCli(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'laurel-cli-'));
  for (const name of ['shopify.app.toml', 'package.json', 'tsconfig.json']) await cp(path.join(root, name), path.join(copy, name));
  await cp(path.join(root, 'extensions'), path.join(copy, 'extensions'), {
    recursive: true,
    filter: (source) => path.basename(source) !== 'dist',
  });
  await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  return copy;
}

function runCli(copy: string, appUrl: string): Promise<string> {
  const cli = path.join(root, 'node_modules', '@shopify', 'cli', 'bin', 'run.js');
  const args = [cli, 'app', 'build', '--skip-dependencies-installation', '--path', copy];
  // A clean environment: the CLI puts every variable it sees within reach of the bundle.
  const env = {
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: copy,
    CI: '1',
    SHOPIFY_CLI_NO_ANALYTICS: '1',
    SHOPIFY_CLI_NO_AUTO_UPGRADE: '1',
    APP_URL: appUrl,
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, cwd: copy, timeout: timeoutMs });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

function withoutMap(code: string): string {
  return code.replace(/\/\/# sourceMappingURL=.*\n?$/, '').trimEnd();
}

function firstDifference(theirs: string, ours: string): string {
  let at = 0;
  while (at < theirs.length && theirs[at] === ours[at]) at++;
  const around = (code: string) => JSON.stringify(code.slice(Math.max(0, at - 30), at + 30));
  return `differs from the CLI's build at character ${at}: CLI ${around(theirs)}, ours ${around(ours)}.`;
}

if (import.meta.main) {
  const differences = await compareWithCli();
  for (const difference of differences) console.error(difference);
  if (differences.length === 0) console.log('The bundles equal those of `shopify app build`, byte for byte.');
  else process.exitCode = 1;
}
