/**
 * Writes the element contracts from Shopify's published types.
 * Run after raising @shopify/ui-extensions or @shopify/polaris-types: `node devstore/elements/generate.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { TARGETS, type Contract, type PropertyKind } from './contract.ts';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);

/** Element attributes every DOM node has, or that only a renderer reads. */
const NOT_PROPERTIES = new Set(['key', 'ref', 'children', 'slot', 'id', 'formAssociated', 'undefined', '[internals]']);

/** All contracts by file name (without `.json`), as the installed types describe them now. */
export function generateContracts(): Record<string, Contract> {
  const extensionContracts = TARGETS.map((target) => [target, targetContract(target)] as const);
  return { ...Object.fromEntries(extensionContracts), admin: adminContract() };
}

/** The exact text of a committed contract file: one element per line, so that an upgrade reads well as a diff. */
export function contractText(contract: Contract): string {
  const lines = Object.keys(contract)
    .sort()
    .map((tag) => `  ${JSON.stringify(tag)}: ${JSON.stringify(contract[tag])}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Where a contract is kept. */
export function contractFile(name: string): string {
  return path.join(here, 'contracts', `${name}.json`);
}

// One TypeScript program per target: two surfaces in one program merge their elements silently.
function targetContract(target: string): Contract {
  const checked = checkProbe(
    path.join(here, `probe.${target}.ts`),
    `import '@shopify/ui-extensions/${target}';
     import type { createElement } from 'preact';
     export type Elements = createElement.JSX.IntrinsicElements;`,
  );
  return elementsOf(checked.checker, checked.type('Elements'));
}

interface Checked {
  checker: ts.TypeChecker;
  type(alias: string): ts.Type;
}

/** The programs share almost all their files; parsing each once halves the time. */
const parsedFiles = new Map<string, ts.SourceFile>();

function checkProbe(file: string, text: string): Checked {
  const options: ts.CompilerOptions = {
    strict: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    types: [],
    skipLibCheck: true,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, version, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, version);
    const parsed = parsedFiles.get(name) ?? getSourceFile.call(host, name, version, ...rest);
    if (parsed !== undefined) parsedFiles.set(name, parsed);
    return parsed;
  };
  host.fileExists = (name) => name === file || fileExists.call(host, name);

  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`TypeScript did not read ${file}`);
  const checker = program.getTypeChecker();
  return {
    checker,
    type(alias) {
      const declaration = source.statements.filter(ts.isTypeAliasDeclaration).find((one) => one.name.text === alias);
      if (declaration === undefined) throw new Error(`no type ${alias} in ${file}`);
      return checker.getTypeAtLocation(declaration.name);
    },
  };
}

function elementsOf(checker: ts.TypeChecker, elements: ts.Type): Contract {
  const contract: Contract = {};
  for (const element of elements.getProperties()) {
    if (!element.name.startsWith('s-')) continue;
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(element));
    contract[element.name] = describe(checker, type);
  }
  if (Object.keys(contract).length === 0) throw new Error('Shopify’s types name no elements; is the package installed?');
  return contract;
}

function describe(checker: ts.TypeChecker, type: ts.Type): Contract[string] {
  const properties: Record<string, PropertyKind> = {};
  const events: string[] = [];
  for (const property of [...type.getProperties()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_PROPERTIES.has(property.name)) continue;
    if (/^on[A-Z]/.test(property.name)) events.push(property.name.slice(2).toLowerCase());
    else properties[property.name] = kindOf(checker, checker.getTypeOfSymbol(property));
  }
  return { properties, events };
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): PropertyKind {
  const some = checker.getNonNullableType(type);
  const parts = some.isUnion() ? some.types : [some];
  const every = (flag: ts.TypeFlags) => parts.length > 0 && parts.every((part) => part.flags & flag);
  const any = (flag: ts.TypeFlags) => parts.some((part) => part.flags & flag);
  if (parts.some((part) => part.getCallSignatures().length > 0)) return 'function';
  if (every(ts.TypeFlags.BooleanLike)) return 'boolean';
  if (every(ts.TypeFlags.NumberLike)) return 'number';
  if (every(ts.TypeFlags.StringLike)) return 'string';
  if (any(ts.TypeFlags.BooleanLike) && any(ts.TypeFlags.StringLike)) return 'string|boolean';
  return 'any';
}

interface Manifest {
  modules: { declarations?: Declaration[] }[];
}
interface Declaration {
  tagName?: string;
  members?: { kind: string; name: string; type?: { text: string } }[];
  events?: { name: string }[];
  slots?: { name: string }[];
}

// Polaris’s manifest leaves out the navigation, which App Bridge defines: @shopify/app-bridge-types has it.
function adminContract(): Contract {
  const manifestFile = require.resolve('@shopify/polaris-types/custom-elements');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const contract: Contract = { 's-app-nav': { properties: {}, events: [] } };
  for (const declaration of manifest.modules.flatMap((module) => module.declarations ?? [])) {
    if (declaration.tagName !== undefined) contract[declaration.tagName] = manifestElement(declaration);
  }
  return contract;
}

function manifestElement(declaration: Declaration): Contract[string] {
  const fields = (declaration.members ?? []).filter((member) => member.kind === 'field');
  const properties = fields
    .filter((field) => !NOT_PROPERTIES.has(field.name) && !field.type?.text.includes('=>'))
    .map((field) => [field.name, kindOfText(field.type?.text ?? 'any')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const slots = (declaration.slots ?? []).map((slot) => slot.name).filter((name) => name !== '');
  return {
    properties: Object.fromEntries(properties),
    events: (declaration.events ?? []).map((event) => event.name.toLowerCase()).sort(),
    ...(slots.length > 0 ? { slots } : {}),
  };
}

function kindOfText(text: string): PropertyKind {
  const parts = text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== 'undefined' && part !== 'null');
  const isString = (part: string) => part === 'string' || /^["'`]/.test(part);
  const isBoolean = (part: string) => part === 'boolean' || part === 'true' || part === 'false';
  const isNumber = (part: string) => part === 'number' || /^-?\d/.test(part);
  if (parts.every(isBoolean)) return 'boolean';
  if (parts.every(isNumber)) return 'number';
  if (parts.every(isString)) return 'string';
  if (parts.some(isBoolean) && parts.some(isString)) return 'string|boolean';
  return 'any';
}

if (import.meta.main) {
  for (const [name, contract] of Object.entries(generateContracts())) {
    writeFileSync(contractFile(name), contractText(contract));
    console.log(`${name}: ${Object.keys(contract).length} elements`);
  }
}
