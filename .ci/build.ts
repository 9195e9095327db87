/** `npm run build`: makes what Laurel needs to run, and only what changed since the last time. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bin, inParallel, report, root, run, script, type Command } from './steps.ts';

interface Step {
  readonly name: string;
  /** Files and folders it is made from; a change in any of them, or in the lock file, makes it anew. */
  readonly from: readonly string[];
  /** What must be there afterwards. */
  readonly makes: string;
  readonly command: Command;
}

const prisma: Step = {
  name: 'Prisma client',
  from: ['prisma/schema', 'prisma.config.ts'],
  makes: 'server/db/client/client.ts',
  command: { program: bin('prisma'), args: ['generate'] },
};

const routeTypes: Step = {
  name: 'storefront route types',
  from: ['web/storefront/app', 'web/storefront/react-router.config.ts'],
  makes: 'web/storefront/.react-router/types',
  command: { program: bin('react-router'), args: ['typegen'], cwd: path.join(root, 'web', 'storefront') },
};

const steps: readonly Step[] = [
  {
    name: 'storefront',
    from: ['web/storefront', 'server/views/shapes.ts'],
    makes: 'web/storefront/dist/server/index.js',
    command: { program: bin('react-router'), args: ['build'], cwd: path.join(root, 'web', 'storefront') },
  },
  {
    name: 'merchant app',
    from: ['web/admin', 'server/views/shapes.ts', 'server/program/definition.ts'],
    makes: 'web/admin/dist/index.html',
    command: { program: bin('vite'), args: ['build', '--logLevel', 'warn'], cwd: path.join(root, 'web', 'admin') },
  },
  {
    name: 'extensions',
    from: ['extensions', 'shopify.app.toml'],
    makes: 'extensions/checkout/dist',
    command: script('extensions/build.ts'),
  },
  {
    name: 'dev store',
    from: ['devstore/build.ts', 'devstore/elements', 'devstore/extension-host', 'devstore/admin-frame'],
    makes: 'devstore/dist',
    command: script('devstore/build.ts'),
  },
];

const stamps = path.join(root, 'node_modules', '.cache', 'laurel');

/** What the type checker needs to see; true when it is there. */
export const generate = (): Promise<boolean> => makeAll([prisma, routeTypes]);

/** Everything; true when it is there. */
export async function buildAll(): Promise<boolean> {
  return (await generate()) && (await makeAll(steps));
}

async function makeAll(wanted: readonly Step[]): Promise<boolean> {
  const made = await inParallel(
    2,
    wanted.map((step) => () => make(step)),
  );
  return made.every(Boolean);
}

async function make(step: Step): Promise<boolean> {
  const stamp = path.join(stamps, step.name.replaceAll(' ', '-'));
  const hash = hashOf([...step.from, 'package-lock.json']);
  const unchanged = fs.existsSync(path.join(root, step.makes)) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === hash;
  if (unchanged) return true;
  const outcome = await run(step.command);
  report(step.name, outcome);
  fs.mkdirSync(stamps, { recursive: true });
  // A half-made result must not pass for a whole one.
  if (outcome.ok) fs.writeFileSync(stamp, hash);
  else fs.rmSync(stamp, { force: true });
  return outcome.ok;
}

function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesIn(path.join(root, place)))) hash.update(file).update(fs.readFileSync(file));
  return hash.digest('hex');
}

const madeByTools = new Set(['node_modules', 'dist', 'build', '.react-router', '.shopify']);

function filesIn(place: string): string[] {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [place];
  const names = fs.readdirSync(place).filter((name) => !madeByTools.has(name));
  return names.sort().flatMap((name) => filesIn(path.join(place, name)));
}

if (import.meta.main) {
  const began = performance.now();
  process.exitCode = (await buildAll()) ? 0 : 1;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    process.exitCode === 0 ? `Built in ${seconds} s.\n` : `The build failed after ${seconds} s; the reason stands above.\n`,
  );
}
