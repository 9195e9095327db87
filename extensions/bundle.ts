import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { parse, type TomlTable } from 'smol-toml';

/** One deployable extension as its folder describes it. */
export interface Extension {
  readonly dir: string;
  readonly handle: string;
  readonly config: TomlTable;
  readonly targets: readonly { readonly target: string; readonly module: string }[];
  /** File name → text: `en.default.json`, `de.json`. */
  readonly locales: Readonly<Record<string, string>>;
}

export interface Bundle {
  readonly extension: Extension;
  readonly file: string;
  readonly code: string;
  readonly metafile: Metafile;
}

/** Every folder below `root` that holds a shopify.extension.toml. */
export async function readExtensions(root: string): Promise<Extension[]> {
  const folders = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const found = await Promise.all(folders.map(({ name }) => readExtension(path.join(root, name))));
  return found.filter((extension) => extension !== null);
}

/** Bundles to `<dir>/dist/<handle>.js` with its metafile and source map beside it, byte for byte as `shopify app build` does. */
export async function bundle(extension: Extension, appUrl: string): Promise<Bundle> {
  const file = path.join(extension.dir, 'dist', `${extension.handle}.js`);
  // The options of @shopify/cli 4.8.2; compare-cli.ts fails when they drift.
  const result = await build({
    stdin: { contents: entryOf(extension), resolveDir: extension.dir, loader: 'tsx' },
    outfile: file,
    bundle: true,
    minify: true,
    target: 'es6',
    jsx: 'automatic',
    legalComments: 'none',
    loader: { '.esnext': 'ts', '.js': 'jsx' },
    resolveExtensions: ['.tsx', '.ts', '.js', '.json', '.esnext', '.mjs', '.ejs'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.APP_URL': JSON.stringify(appUrl) },
    sourcemap: true,
    sourceRoot: path.join(extension.dir, 'src'),
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  await mkdir(path.dirname(file), { recursive: true });
  await Promise.all(result.outputFiles.map((output) => writeFile(output.path, output.contents)));
  await writeFile(file.replace(/\.js$/, '.metafile.json'), JSON.stringify(result.metafile));
  const code = result.outputFiles.find((output) => output.path === file)?.text ?? '';
  return { extension, file, code, metafile: result.metafile };
}

/** What the CLI puts in front: one line per target. */
function entryOf({ targets }: Extension): string {
  return targets
    .map(
      ({ target, module }, index) =>
        `import Target_${index} from '${module}';shopify.extend('${target}', (...args) => Target_${index}(...args));`,
    )
    .join('\n');
}

async function readExtension(dir: string): Promise<Extension | null> {
  const toml = await readFile(path.join(dir, 'shopify.extension.toml'), 'utf8').catch(() => null);
  if (toml === null) return null;
  const config = parse(toml);
  const [only] = config['extensions'] as TomlTable[];
  if (only === undefined) throw new Error(`${dir}/shopify.extension.toml describes no extension.`);
  return {
    dir,
    config,
    handle: String(only['handle']),
    targets: (only['targeting'] as { target: string; module: string }[]).map(({ target, module }) => ({ target, module })),
    locales: await readLocales(path.join(dir, 'locales')),
  };
}

async function readLocales(dir: string): Promise<Record<string, string>> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(path.join(dir, name), 'utf8')] as const)));
}
