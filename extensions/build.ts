import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'smol-toml';
import { bundle, readExtensions, type Bundle } from './bundle.ts';
import { deflatedSize, kilobytes, problemsOf } from './gates.ts';

const root = path.dirname(import.meta.dirname);

/** Laurel's public address: the same constant the app's configuration gives to Shopify. */
export async function publicUrl(): Promise<string> {
  const config = parse(await readFile(path.join(root, 'shopify.app.toml'), 'utf8'));
  return String(config['application_url']);
}

/** Bundles every extension and returns what stands against deploying them, each problem after the extension's handle. */
export async function buildExtensions(): Promise<{ bundles: Bundle[]; problems: string[] }> {
  const appUrl = await publicUrl();
  const bundles = await Promise.all((await readExtensions(import.meta.dirname)).map((extension) => bundle(extension, appUrl)));
  const problems = bundles.flatMap((built) => problemsOf(built).map((problem) => `${built.extension.handle}: ${problem}`));
  return { bundles, problems };
}

if (import.meta.main) {
  const { bundles, problems } = await buildExtensions();
  for (const { extension, code } of bundles) {
    console.log(`${extension.handle.padEnd(20)} ${kilobytes(code.length)} minified, ${kilobytes(deflatedSize(code))} deflated`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
