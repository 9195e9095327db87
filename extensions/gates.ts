import type { Metafile } from 'esbuild';
import type { TomlTable } from 'smol-toml';
import { localeProblems } from './locales.ts';
import type { Bundle, Extension } from './bundle.ts';
import { deflateSync } from 'node:zlib';

/** Bytes after deflate. Shopify refuses 64 KB (128 KB for a full page); we keep well below, for the shopper's phone. */
const sizeLimits = { block: 28 * 1024, page: 36 * 1024 };
/** Shopify refuses the whole app once any extension is more than a year behind. */
const apiVersions = ['2026-07'];
const settingTypes = [
  'boolean',
  'date',
  'date_time',
  'single_line_text_field',
  'multi_line_text_field',
  'number_integer',
  'number_decimal',
  'variant_reference',
];
const settingsMax = 20;

/** Everything that stands against deploying a bundle, in plain words; empty when nothing does. */
export function problemsOf({ extension, code, metafile }: Bundle): string[] {
  return [
    ...sizeProblems(deflatedSize(code), isPage(extension)),
    ...environmentProblems(code),
    ...packageProblems(metafile),
    ...configProblems(extension),
    ...localeProblems(extension.locales),
  ];
}

/** Bytes as Shopify counts them at deploy. */
export function deflatedSize(code: string): number {
  return deflateSync(code).length;
}

export function sizeProblems(bytes: number, page: boolean): string[] {
  const limit = page ? sizeLimits.page : sizeLimits.block;
  if (bytes <= limit) return [];
  return [`The bundle is ${kilobytes(bytes)} deflated; ${page ? 'a page' : 'a block'} may have ${kilobytes(limit)}.`];
}

export function environmentProblems(code: string): string[] {
  const names = [...new Set(code.match(/process\.env(?:\.\w+)?/g))];
  return names.map((name) => `The bundle still reads ${name}, which does not exist where it runs.`);
}

export function packageProblems({ inputs }: Metafile): string[] {
  const files = Object.keys(inputs);
  const unwanted = ['react', 'react-dom', 'scheduler'].filter((name) => files.some((file) => isInPackage(file, name)));
  const preacts = new Set(
    files.filter((file) => isInPackage(file, 'preact')).map((file) => file.slice(0, file.lastIndexOf('node_modules/preact/'))),
  );
  const problems = unwanted.map((name) => `The bundle contains the package ${name}; extensions run on Preact alone.`);
  if (preacts.size !== 1) problems.push(`The bundle contains ${preacts.size} copies of preact; it needs exactly one.`);
  return problems;
}

/** The checks Shopify makes only at deploy: a local build is green without them. */
export function configProblems({ config, targets }: Pick<Extension, 'config' | 'targets'>): string[] {
  return [...apiVersionProblems(config), ...targetProblems(targets), ...settingsProblems(config)];
}

function apiVersionProblems(config: TomlTable): string[] {
  const version = String(config['api_version']);
  return apiVersions.includes(version) ? [] : [`API version ${version} is not one of ${apiVersions.join(', ')}.`];
}

function targetProblems(targets: Extension['targets']): string[] {
  const page = targets.find(({ target }) => isPageTarget(target));
  return page !== undefined && targets.length > 1 ? [`${page.target} must be the only target of its extension.`] : [];
}

function settingsProblems(config: TomlTable): string[] {
  const fields = (config['extensions'] as { settings?: { fields?: { key?: string; type?: string }[] } }[]).flatMap(
    ({ settings }) => settings?.fields ?? [],
  );
  const problems = fields
    .filter(({ type }) => !settingTypes.includes(String(type)))
    .map(({ key, type }) => `The setting ${key} has the type ${type}, which Shopify does not know.`);
  if (fields.length > settingsMax) problems.push(`There are ${fields.length} settings; Shopify takes ${settingsMax}.`);
  return problems;
}

export function isPage({ targets }: Extension): boolean {
  return targets.some(({ target }) => isPageTarget(target));
}

function isPageTarget(target: string): boolean {
  return target.startsWith('customer-account.') && target.endsWith('page.render');
}

function isInPackage(file: string, name: string): boolean {
  return file.startsWith(`node_modules/${name}/`) || file.includes(`/node_modules/${name}/`);
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
