/** Bundles the scenes as Shopify’s CLI bundles an extension: one classic script around a default export. */
import path from 'node:path';
import { build } from 'esbuild';
import { TARGETS } from '../../elements/contract.ts';

/** `withSignals: false` leaves out `import '@shopify/ui-extensions/preact'`, a mistake one can really make. */
export async function bundleScenes({ withSignals }: { withSignals: boolean }): Promise<string> {
  const signals = withSignals ? `import '@shopify/ui-extensions/preact';` : '';
  const extend = TARGETS.map((target) => `shopify.extend('${target}', (...args) => scene(...args));`).join('\n');
  const result = await build({
    stdin: {
      contents: `${signals}import scene from './scenes.ts';${extend}`,
      resolveDir: path.resolve(import.meta.dirname),
      loader: 'tsx',
    },
    bundle: true,
    minify: true,
    target: 'es6',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}
