import type { Path } from './json.ts';

/** A document as a person edits it: every leaf is the text in its field, right or wrong, so that nothing typed is lost. */
export type Tree = string | readonly Tree[] | Group;

/** Fields by their names in the document. `KEY` names an item of a list while it is edited, wherever it moves. */
export interface Group {
  readonly [field: string]: Tree;
}

/** Never a field of a document. */
export const KEY = '$key';

/** What stands at a place; undefined when there is nothing. */
export function at(tree: Tree | undefined, path: Path): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (node, step) => (typeof node === 'object' ? (node as Readonly<Record<string, Tree>>)[step] : undefined),
    tree,
  );
}

/** The text at a place; empty when there is none. */
export function textAt(tree: Tree | undefined, path: Path = []): string {
  const found = at(tree, path);
  return typeof found === 'string' ? found : '';
}

/** The items at a place; none when there is no list. */
export function itemsAt(tree: Tree | undefined, path: Path): readonly Tree[] {
  const found = at(tree, path);
  return isItems(found) ? found : [];
}

export function keyOf(item: Tree | undefined): string {
  return textAt(item, [KEY]);
}

/** The tree with another node at a place; groups on the way there are made. */
export function put(tree: Tree | undefined, path: Path, node: Tree): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (isItems(tree)) return tree.map((item, index) => (index === step ? put(item, rest, node) : item));
  const group = typeof tree === 'object' ? tree : {};
  return { ...group, [step]: put(group[step], rest, node) };
}

/** A removed item and where it stood, so that it can be put back. */
export interface Removed {
  readonly list: Path;
  readonly index: number;
  readonly item: Tree;
}

export function add(tree: Tree, list: Path, item: Tree, index = itemsAt(tree, list).length): Tree {
  return put(tree, list, itemsAt(tree, list).toSpliced(index, 0, item));
}

export function remove(tree: Tree, list: Path, index: number): { readonly tree: Tree; readonly removed: Removed | null } {
  const item = itemsAt(tree, list)[index];
  if (item === undefined) return { tree, removed: null };
  return { tree: put(tree, list, itemsAt(tree, list).toSpliced(index, 1)), removed: { list, index, item } };
}

/** Puts a removed item back where it stood, or at the end when its list has become shorter. */
export function restore(tree: Tree, { list, index, item }: Removed): Tree {
  return add(tree, list, item, Math.min(index, itemsAt(tree, list).length));
}

/** The tree with an item one place up (−1) or down (+1); as it was when there is no such place. */
export function move(tree: Tree, list: Path, index: number, by: -1 | 1): Tree {
  const items = itemsAt(tree, list);
  const item = items[index];
  if (item === undefined || items[index + by] === undefined) return tree;
  return put(tree, list, items.toSpliced(index, 1).toSpliced(index + by, 0, item));
}

function isItems(node: Tree | undefined): node is readonly Tree[] {
  return Array.isArray(node);
}
