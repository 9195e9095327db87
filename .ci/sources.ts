import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A file of the tree, relative to its root; or the name of a package. */
  readonly to: string;
  readonly local: boolean;
  readonly typeOnly: boolean;
  /** The names taken; empty for a whole module. */
  readonly names: readonly string[];
  readonly line: number;
}

export interface Source {
  /** Relative to the root, with slashes: "server/ledger/post.ts". */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Names that the file hands on, with the file each comes from. */
  readonly handsOn: ReadonlyMap<string, string>;
  /** Where it helps itself to time, chance or settings: "Date.now" at a line. */
  readonly ambient: readonly { readonly what: string; readonly line: number }[];
}

export type Sources = ReadonlyMap<string, Source>;

/** Reads every TypeScript file below the folders. */
export function readSources(root: string, folders: readonly string[]): Sources {
  const paths = folders.flatMap((folder) => walk(root, folder));
  return new Map(paths.map((file) => [file, readSource(root, file)]));
}

const skipped = /^(node_modules|dist|build|client|\.react-router|\.laurel)$/;

function walk(root: string, folder: string): string[] {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const inner = `${folder}/${entry.name}`;
    // "client" is Prisma's output, but also a room of the extensions.
    if (entry.isDirectory()) return skipped.test(entry.name) && inner !== 'extensions/client' ? [] : walk(root, inner);
    return /\.tsx?$/.test(entry.name) ? [inner] : [];
  });
}

function readSource(root: string, file: string): Source {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const imports: Import[] = [];
  const handsOn = new Map<string, string>();
  const ambient: { what: string; line: number }[] = [];
  const lineOf = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;

  const visit = (node: ts.Node): void => {
    const found = importOf(node);
    if (found !== undefined) {
      const { to, local } = resolve(file, found.specifier);
      imports.push({ to, local, typeOnly: found.typeOnly, names: found.names, line: lineOf(node) });
      if (ts.isExportDeclaration(node)) for (const name of found.names) handsOn.set(name, to);
    }
    const what = ambientUse(node, tree);
    if (what !== undefined) ambient.push({ what, line: lineOf(node) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path: file, imports, handsOn, ambient };
}

interface Found {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly names: readonly string[];
}

function importOf(node: ts.Node): Found | undefined {
  if (ts.isImportDeclaration(node))
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword, node.importClause?.namedBindings);
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return named(node.moduleSpecifier, node.isTypeOnly, node.exportClause);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return named(node.argument.literal, true, undefined);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return named(node.arguments[0], false, undefined);
  return undefined;
}

function named(specifier: ts.Node | undefined, typeOnly: boolean, bindings: ts.Node | undefined): Found | undefined {
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return undefined;
  const elements = bindings !== undefined && (ts.isNamedImports(bindings) || ts.isNamedExports(bindings)) ? [...bindings.elements] : [];
  const onlyTypes = elements.length > 0 && elements.every((element) => element.isTypeOnly);
  return {
    specifier: specifier.text,
    typeOnly: typeOnly || onlyTypes,
    names: elements.map((element) => (element.propertyName ?? element.name).text),
  };
}

function resolve(from: string, specifier: string): { to: string; local: boolean } {
  if (specifier.startsWith('.')) return { to: path.posix.join(path.posix.dirname(from), specifier), local: true };
  if (specifier.startsWith('#')) return { to: specifier.slice(1), local: true };
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
  return { to: name === '@laurel/server' || specifier.startsWith('node:') ? specifier : name, local: false };
}

/** Date.now, new Date without an argument, Math.random, process.env. */
function ambientUse(node: ts.Node, tree: ts.SourceFile): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText(tree) === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date()';
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const text = `${node.expression.getText(tree)}.${node.name.text}`;
  return ['Date.now', 'Math.random', 'process.env'].includes(text) ? text : undefined;
}
