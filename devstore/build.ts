/**
 * Builds the dev store’s browser files into devstore/dist and prints their sizes.
 * ES modules for pages (`extension-host.js`, `checkout.js`, `thank-you.js`, `account.js`);
 * classic scripts for the worker and for what Shopify serves as such (`polaris.js`, `app-bridge.js`).
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions, type OutputFile } from 'esbuild';

const here = import.meta.dirname;
const dist = path.join(here, 'dist');
const at = (file: string) => path.join(here, file);

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: true,
  target: 'es2022',
  platform: 'browser',
  outdir: dist,
  legalComments: 'none',
  logLevel: 'warning',
};

const modules = {
  'extension-host': at('extension-host/index.ts'),
  checkout: at('extension-host/pages/checkout.ts'),
  'thank-you': at('extension-host/pages/thank-you.ts'),
  account: at('extension-host/pages/account.ts'),
};
const scripts = {
  'extension-worker': at('extension-host/worker.ts'),
  polaris: at('admin-frame/polaris.ts'),
  'app-bridge': at('admin-frame/app-bridge.ts'),
};

/** Writes all files; answers their names with raw and gzipped bytes. Two builds at once do not disturb each other. */
export async function buildDevstore(): Promise<{ file: string; bytes: number; gzip: number }[]> {
  const results = await Promise.all([
    // `import.meta.url` finds the worker, so the pages share chunks that lie beside it.
    build({ ...shared, entryPoints: modules, format: 'esm', splitting: true, chunkNames: 'chunk-[hash]', write: false }),
    build({ ...shared, entryPoints: scripts, format: 'iife', write: false }),
  ]);
  const files = results.flatMap((result) => result.outputFiles);
  mkdirSync(dist, { recursive: true });
  for (const file of files) replace(file);
  removeStaleChunks(files);
  return files
    .filter((file) => file.path.endsWith('.js'))
    .map((file) => ({ file: path.basename(file.path), bytes: file.contents.length, gzip: gzipSync(file.contents).length }));
}

// A running server must never read half a file.
function replace({ path: file, contents }: OutputFile): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
}

function removeStaleChunks(current: OutputFile[]): void {
  const names = new Set(current.map((file) => path.basename(file.path)));
  for (const name of readdirSync(dist)) {
    if (name.startsWith('chunk-') && !names.has(name)) rmSync(path.join(dist, name), { force: true });
  }
}

if (import.meta.main) {
  for (const { file, bytes, gzip } of await buildDevstore()) {
    console.log(`${file.padEnd(22)} ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${(gzip / 1024).toFixed(1).padStart(6)} KB gzip`);
  }
}
