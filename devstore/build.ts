/**
 * Builds the dev store’s browser files into devstore/dist and prints their sizes.
 * ES modules for pages (`extension-host.js`, `checkout.js`, `thank-you.js`, `account.js`);
 * classic scripts for the worker and for what Shopify serves as such (`polaris.js`, `app-bridge.js`).
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions } from 'esbuild';

const here = import.meta.dirname;
const at = (file: string) => path.join(here, file);

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: true,
  target: 'es2022',
  platform: 'browser',
  outdir: at('dist'),
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

/** Writes all files; answers their names with raw and gzipped bytes. */
export async function buildDevstore(): Promise<{ file: string; bytes: number; gzip: number }[]> {
  await Promise.all([
    // `import.meta.url` finds the worker, so the pages share one chunk that lies beside it.
    build({ ...shared, entryPoints: modules, format: 'esm', splitting: true, chunkNames: 'chunk-[hash]' }),
    build({ ...shared, entryPoints: scripts, format: 'iife' }),
  ]);
  return [...Object.keys(modules), ...Object.keys(scripts)].map((name) => {
    const file = at(`dist/${name}.js`);
    return { file: `${name}.js`, bytes: statSync(file).size, gzip: gzipSync(readFileSync(file)).length };
  });
}

if (import.meta.main) {
  for (const { file, bytes, gzip } of await buildDevstore()) {
    console.log(`${file.padEnd(22)} ${(bytes / 1024).toFixed(1).padStart(7)} KB  ${(gzip / 1024).toFixed(1).padStart(6)} KB gzip`);
  }
}
