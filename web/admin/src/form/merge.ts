import { isList, isObject, isSame, type Json, type JsonObject, type Path } from './json.ts';

/** A place that both changed: mine stays, theirs is told. undefined: it is not there. */
export interface Clash {
  readonly path: Path;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
}

export interface Merged {
  readonly document: Json;
  readonly clashes: readonly Clash[];
}

/**
 * Somebody saved while I typed: puts my changes of `base` onto theirs. What I left alone follows them, what I changed stays mine.
 * Items with an id are matched by it; an item that one of us removed and the other changed stays.
 */
export function merge(base: Json, mine: Json, theirs: Json): Merged {
  const clashes: Clash[] = [];
  const document = mergeAt(base, mine, theirs, [], (clash) => clashes.push(clash));
  return { document: document ?? null, clashes };
}

type Told = (clash: Clash) => void;

function mergeAt(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, path: Path, told: Told): Json | undefined {
  if (isSame(mine, base)) return theirs;
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine;
  if (isObject(mine) && isObject(theirs)) return mergeFields(isObject(base) ? base : {}, mine, theirs, path, told);
  if (haveIds(mine) && haveIds(theirs)) return mergeItems(haveIds(base) ? base : [], mine, theirs, path, told);
  told({ path, mine, theirs });
  // What I removed and they changed stays: the removal can be repeated, their work can't.
  return mine ?? theirs;
}

function mergeFields(base: JsonObject, mine: JsonObject, theirs: JsonObject, path: Path, told: Told): Json {
  // Another kind has other fields: a mixture of two kinds would be neither.
  if (mine['kind'] !== theirs['kind']) {
    told({ path, mine, theirs });
    return mine;
  }
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = [...names].map((name) => [name, mergeAt(base[name], mine[name], theirs[name], [...path, name], told)] as const);
  return Object.fromEntries(merged.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function mergeItems(base: readonly Item[], mine: readonly Item[], theirs: readonly Item[], path: Path, told: Told): Json {
  const order = isSame(idsOf(theirs), idsOf(base)) ? [...idsOf(mine), ...idsOf(theirs)] : [...idsOf(theirs), ...idsOf(mine)];
  const kept: Json[] = [];
  for (const id of new Set(order)) {
    const merged = mergeAt(find(base, id), find(mine, id), find(theirs, id), [...path, kept.length], told);
    if (merged !== undefined) kept.push(merged);
  }
  return kept;
}

type Item = JsonObject & { readonly id: string };

function haveIds(list: Json | undefined): list is readonly Item[] {
  return isList(list) && list.every((item) => isObject(item) && typeof item['id'] === 'string');
}

function idsOf(items: readonly Item[]): string[] {
  return items.map((item) => item.id);
}

function find(items: readonly Item[], id: string): Item | undefined {
  return items.find((item) => item.id === id);
}
