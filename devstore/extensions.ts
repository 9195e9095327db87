/** What lies built in the extensions' folder: read anew for each page, so that a build shows without a restart. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, type TomlTable } from 'smol-toml';

export interface BuiltExtension {
  readonly dir: string;
  readonly handle: string;
  readonly networkAccess: boolean;
  /** The app's metafields it may read, as its configuration declares them. */
  readonly metafields: readonly { readonly namespace: string; readonly key: string }[];
  readonly built: boolean;
}

/** The extension that renders at a target; undefined when there is none. */
export function extensionAt(extensionsDir: string, target: string): BuiltExtension | undefined {
  if (!existsSync(extensionsDir)) return undefined;
  for (const dir of readdirSync(extensionsDir)) {
    const file = join(extensionsDir, dir, 'shopify.extension.toml');
    if (!existsSync(file)) continue;
    for (const extension of tables(parse(readFileSync(file, 'utf8')), 'extensions')) {
      if (tables(extension, 'targeting').some((entry) => entry['target'] === target)) return describe(extensionsDir, dir, extension);
    }
  }
  return undefined;
}

function describe(extensionsDir: string, dir: string, extension: TomlTable): BuiltExtension {
  const handle = String(extension['handle']);
  const capabilities = extension['capabilities'];
  return {
    dir,
    handle,
    networkAccess: typeof capabilities === 'object' && 'network_access' in capabilities && capabilities['network_access'] === true,
    metafields: tables(extension, 'metafields').map((entry) => ({ namespace: String(entry['namespace']), key: String(entry['key']) })),
    built: existsSync(join(extensionsDir, dir, 'dist', `${handle}.js`)),
  };
}

/** The locale file for a shopper's language, else the extension's default. */
export function localeFile(extensionsDir: string, dir: string, locale: string): string | undefined {
  const folder = join(extensionsDir, dir, 'locales');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const language = locale.split('-')[0] ?? locale;
  const wanted = [`${locale}.json`, `${language}.json`, `${locale}.default.json`, `${language}.default.json`];
  return wanted.find((name) => files.includes(name)) ?? files.find((name) => name.endsWith('.default.json'));
}

/** The address the bundles were built with: the app's public one. */
export function bundledOrigin(extensionsDir: string): string {
  const address = appConfig(extensionsDir)['application_url'];
  return typeof address === 'string' ? new URL(address).origin : 'https://laurel.example.com';
}

export interface AppProxy {
  /** The shop's `/<prefix>/<subpath>` leads to this path of the app. */
  readonly prefix: string;
  readonly subpath: string;
  readonly path: string;
}

/** Where the shop lets the app answer, as its configuration declares it; undefined: nowhere. */
export function appProxy(extensionsDir: string): AppProxy | undefined {
  const proxy = appConfig(extensionsDir)['app_proxy'];
  if (typeof proxy !== 'object' || Array.isArray(proxy) || proxy instanceof Date) return undefined;
  const { pathname } = new URL(String(proxy['url']));
  return { prefix: String(proxy['prefix']), subpath: String(proxy['subpath']), path: pathname.replace(/\/$/, '') };
}

function appConfig(extensionsDir: string): TomlTable {
  const file = join(dirname(extensionsDir), 'shopify.app.toml');
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : {};
}

function tables(of: TomlTable, name: string): TomlTable[] {
  const value = of[name];
  return Array.isArray(value)
    ? value.filter((item): item is TomlTable => typeof item === 'object' && !Array.isArray(item) && !(item instanceof Date))
    : [];
}
