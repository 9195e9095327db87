import { isList, isObject, isSame, placeName, type Json, type JsonObject, type Path } from './json.ts';
import { leafText, readLeaf, YES } from './leaf.ts';
import { isLeaf, type Fields, type GroupSpec, type ListSpec, type Spec, type UnionSpec } from './spec.ts';
import { at, itemsAt, KEY, textAt, type Group, type Tree } from './tree.ts';

/** The field of a group that says whether it is there, and of a union which kind it is. */
export const SWITCH = '$on';
export const TAG = 'kind';

/** A problem with the text in a field. */
export interface FieldProblem {
  readonly path: Path;
  readonly message: string;
}

/** A document as texts, field by field as described. `path` names the place, for the keys of items that have no id. */
export function treeOf(spec: Spec, value: Json | undefined, currency: string, path: Path = []): Tree {
  if (spec.kind === 'fixed') return value === undefined ? '' : JSON.stringify(value);
  if (isLeaf(spec)) return leafText(spec, value, currency);
  if (spec.kind === 'list') return listTree(spec, value, currency, path);
  if (spec.kind === 'union') return unionTree(spec, value, currency, path);
  // What is absent starts as a new one would, so that a single field is enough to have it.
  const isThere = spec.absentUnless === undefined || isObject(value);
  const group = isThere ? fieldsTree(spec.fields, value, currency, path) : startsOf(spec.fields);
  return spec.absentUnless === 'switch' ? { ...group, [SWITCH]: isObject(value) ? YES : '' } : group;
}

function fieldsTree(fields: Fields, value: Json | undefined, currency: string, path: Path): Group {
  const from = isObject(value) ? value : {};
  return Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, treeOf(spec, from[name], currency, [...path, name])]));
}

function unionTree(spec: UnionSpec, value: Json | undefined, currency: string, path: Path): Group {
  const kind = isObject(value) && typeof value[TAG] === 'string' ? value[TAG] : '';
  return { ...fieldsTree(spec.kinds[kind]?.fields ?? {}, value, currency, path), [TAG]: kind };
}

function listTree(spec: ListSpec, value: Json | undefined, currency: string, path: Path): Tree {
  const by = spec.by;
  const items =
    by !== undefined && isObject(value)
      ? Object.entries(value).map(([name, item]) => ({ ...(isObject(item) ? item : {}), [by]: name }))
      : value;
  if (!isList(items)) return [];
  return items.map((item, index) => {
    const id = isObject(item) && typeof item['id'] === 'string' ? item['id'] : `${placeName(path)}.${index}`;
    return { ...(treeOf(spec.item, item, currency, [...path, index]) as Group), [KEY]: id };
  });
}

/** What the texts say. A text that can't be read stands in the document as it was typed, with its problem; nothing is lost. */
export function documentOf(
  spec: Spec,
  tree: Tree,
  currency: string,
): { readonly document: Json; readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const document = valueOf(spec, tree, { currency, told: (path, message) => problems.push({ path, message }) }, []);
  return { document: document ?? null, problems };
}

interface Reading {
  readonly currency: string;
  readonly told: (path: Path, message: string) => void;
}

function valueOf(spec: Spec, tree: Tree | undefined, reading: Reading, path: Path): Json | undefined {
  if (spec.kind === 'fixed') return fixedValue(textAt(tree));
  if (isLeaf(spec)) {
    const read = readLeaf(spec, textAt(tree), reading.currency);
    if (read.ok) return read.value;
    reading.told(path, read.problem);
    return textAt(tree);
  }
  if (spec.kind === 'list') return listValue(spec, tree, reading, path);
  if (spec.kind === 'union') return unionValue(spec, tree, reading, path);
  if (isAbsent(spec, tree)) return undefined;
  const value = fieldsValue(spec.fields, tree, reading, path);
  return spec.absentUnless === 'any' && Object.keys(value).length === 0 ? undefined : value;
}

function fieldsValue(fields: Fields, tree: Tree | undefined, reading: Reading, path: Path): JsonObject {
  const values = Object.entries(fields).map(([name, spec]) => [name, valueOf(spec, at(tree, [name]), reading, [...path, name])] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function unionValue(spec: UnionSpec, tree: Tree | undefined, reading: Reading, path: Path): Json | undefined {
  const kind = textAt(tree, [TAG]);
  if (kind === '' && spec.none !== undefined) return undefined;
  const fields = fieldsValue(spec.kinds[kind]?.fields ?? {}, tree, reading, path);
  return { ...fields, [TAG]: kind };
}

function listValue(spec: ListSpec, tree: Tree | undefined, reading: Reading, path: Path): Json | undefined {
  const items = itemsAt(tree, []).map((item, index) => valueOf(spec.item, item, reading, [...path, index]) ?? null);
  if (items.length === 0 && spec.optional === true) return undefined;
  const by = spec.by;
  if (by === undefined) return items;
  return Object.fromEntries(items.filter(isObject).map(({ [by]: name, ...rest }) => [typeof name === 'string' ? name : '', rest as Json]));
}

// Whether the field that decides it leaves the group out of the document.
function isAbsent(spec: GroupSpec, tree: Tree | undefined): boolean {
  if (spec.absentUnless === undefined || spec.absentUnless === 'any') return false;
  return spec.absentUnless === 'switch' ? textAt(tree, [SWITCH]) !== YES : textAt(tree, [spec.absentUnless]).trim() === '';
}

function fixedValue(text: string): Json | undefined {
  return text === '' ? undefined : (JSON.parse(text) as Json);
}

/** A new item's texts: each field as it starts. `fixed` are values without a field, such as its id; `key` names it while it is edited. */
export function fresh(spec: GroupSpec | UnionSpec, kind: string, fixed: Readonly<Record<string, string>>, key: string): Group {
  const fields = spec.kind === 'union' ? (spec.kinds[kind]?.fields ?? {}) : spec.fields;
  return { ...startsOf(fields, fixed), ...(spec.kind === 'union' ? { [TAG]: kind } : {}), [KEY]: key };
}

/** How fields start that nobody has typed in. */
export function startsOf(fields: Fields, fixed: Readonly<Record<string, string>> = {}): Group {
  return Object.fromEntries(
    Object.entries(fields).map(([name, spec]): [string, Tree] => {
      if (spec.kind === 'fixed') return [name, fixed[name] === undefined ? '' : JSON.stringify(fixed[name])];
      if (isLeaf(spec)) return [name, spec.starts ?? ''];
      if (spec.kind === 'list') return [name, []];
      if (spec.kind === 'group') return [name, startsOf(spec.fields)];
      const first = spec.none === undefined ? Object.keys(spec.kinds)[0] : undefined;
      return [name, first === undefined ? { [TAG]: '' } : { ...startsOf(spec.kinds[first]?.fields ?? {}), [TAG]: first }];
    }),
  );
}

/** The texts of a union after another kind was chosen: what was typed stays for fields the kinds share, what was not follows the kind. */
export function withKind(spec: UnionSpec, tree: Tree | undefined, kind: string): Group {
  const before = startsOf(spec.kinds[textAt(tree, [TAG])]?.fields ?? {});
  const after = startsOf(spec.kinds[kind]?.fields ?? {});
  const texts = typeof tree === 'object' && !Array.isArray(tree) ? (tree as Group) : {};
  const typed = Object.entries(texts).filter(([name, text]) => !(typeof text === 'string' && name in after && text === before[name]));
  return { ...after, ...Object.fromEntries(typed), [TAG]: kind };
}

/** Whether the texts say another thing than the document. */
export function isChanged(spec: Spec, tree: Tree, document: Json, currency: string): boolean {
  return !isSame(documentOf(spec, tree, currency).document, document);
}

/** The id of an item that has one. */
export function idOf(item: Tree | undefined): string {
  const id = fixedValue(textAt(item, ['id']));
  return typeof id === 'string' ? id : '';
}
