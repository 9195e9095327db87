import type { Definition, ProgramDraft } from '@laurel/server/api';
import { documentOf, treeOf } from '../form/document.ts';
import { itemName } from '../form/form-context.ts';
import { isSame, placeName, type Json, type Path } from '../form/json.ts';
import { merge, type Clash } from '../form/merge.ts';
import { itemPlaces } from '../form/place.ts';
import { at, keyOf, remove, restore, textAt, put, type Removed, type Tree } from '../form/tree.ts';
import { definitionSpec } from '../programme/spec/definition.ts';

/** Somebody else saved or published while this person was typing. Until it is decided, nothing more is saved. */
export interface Meanwhile {
  readonly by: string;
  readonly at: string;
  /** Theirs, with the revision to save over. */
  readonly theirs: ProgramDraft;
}

/** One person's work on the draft, from opening its pages to leaving them. */
export interface Drafting {
  readonly currency: string;
  /** Every field as typed. */
  readonly tree: Tree;
  /** The document as the server has it. */
  readonly saved: Json;
  /** Its revision; null: there is no draft yet. */
  readonly revision: number | null;
  readonly basedOnVersion: number;
  /** What the server last said of the draft: problems, warnings, changes. */
  readonly answer: ProgramDraft;
  /** The field that is being typed in: no problem is told there until it is left. */
  readonly typing: string | null;
  /** Items just added: of their fields only those in `touched` tell what is wrong, until the item is closed. */
  readonly fresh: ReadonlySet<string>;
  /** Fields of fresh items that were typed in or left. They go by their item's key, so that moving it changes nothing. */
  readonly touched: ReadonlySet<string>;
  readonly removed: Removed | null;
  /** Items whose fields are shown. */
  readonly open: ReadonlySet<string>;
  readonly meanwhile: Meanwhile | null;
  /** Places that both changed, told until the next change. */
  readonly clashes: readonly Clash[];
  /** Saving failed for a reason that no field explains. */
  readonly failure: Error | null;
  /** Rises when all fields are filled anew. */
  readonly round: number;
}

export type Act =
  | { readonly act: 'typed'; readonly path: Path; readonly place: string; readonly text: string }
  | { readonly act: 'left'; readonly path: Path }
  /** An item that nobody has filled in yet. */
  | { readonly act: 'added'; readonly tree: Tree; readonly item: string }
  | { readonly act: 'changed'; readonly tree: Tree }
  | { readonly act: 'removed'; readonly list: Path; readonly index: number }
  | { readonly act: 'undone' }
  | { readonly act: 'toggled'; readonly item: string; readonly isOpen: boolean }
  /** The server keeps what was sent. */
  | { readonly act: 'saved'; readonly answer: ProgramDraft }
  /** The server has this draft, maybe another person's. */
  | { readonly act: 'arrived'; readonly answer: ProgramDraft }
  | { readonly act: 'failed'; readonly error: Error }
  /** What was typed since the last save is given up. */
  | { readonly act: 'reverted' }
  | { readonly act: 'took theirs' }
  | { readonly act: 'put mine onto theirs' }
  /** The draft's changes of an older version are put onto the one published since. */
  | { readonly act: 'moved onto'; readonly base: Definition };

/** The draft as it is kept; the published programme when there is none. */
export function startDrafting(answer: ProgramDraft): Drafting {
  const { saved, revision, basedOnVersion } = kept(answer);
  const { currency } = answer.published.definition;
  return {
    currency,
    tree: treeOf(definitionSpec, saved, currency),
    saved,
    revision,
    basedOnVersion,
    answer,
    typing: null,
    fresh: new Set(),
    touched: new Set(),
    removed: null,
    open: new Set(),
    meanwhile: null,
    clashes: [],
    failure: null,
    round: 0,
  };
}

/** What the page knows after an act. Pure; nothing typed is lost but by `reverted` and `took theirs`. */
export function draft(drafting: Drafting, act: Act): Drafting {
  switch (act.act) {
    case 'typed':
      return { ...touch(drafting, act.path), tree: put(drafting.tree, act.path, act.text), typing: act.place };
    case 'left':
      return { ...touch(drafting, act.path), typing: null };
    case 'added':
      return { ...drafting, tree: act.tree, fresh: new Set(drafting.fresh).add(act.item), open: toggled(drafting.open, act.item, true) };
    case 'changed':
      return { ...drafting, tree: act.tree };
    case 'removed':
      return { ...drafting, ...remove(drafting.tree, act.list, act.index) };
    case 'undone':
      return drafting.removed === null ? drafting : { ...drafting, tree: restore(drafting.tree, drafting.removed), removed: null };
    case 'toggled':
      return {
        ...drafting,
        open: toggled(drafting.open, act.item, act.isOpen),
        ...(!act.isOpen && { fresh: toggled(drafting.fresh, act.item, false) }),
      };
    case 'saved':
      return { ...drafting, ...kept(act.answer), answer: act.answer, failure: null };
    case 'arrived':
      return arrived(drafting, act.answer);
    case 'failed':
      return { ...drafting, failure: act.error };
    case 'reverted':
      return filledFrom(drafting, drafting.answer);
    case 'took theirs':
      return drafting.meanwhile === null ? drafting : filledFrom(drafting, drafting.meanwhile.theirs);
    case 'put mine onto theirs':
      return drafting.meanwhile === null ? drafting : ontoTheirs(drafting, drafting.meanwhile.theirs);
    case 'moved onto':
      return movedOnto(drafting, act.base);
  }
}

/** What the fields say, and what in them can't be read. */
export function typedDocument({ tree, currency }: Drafting) {
  return documentOf(definitionSpec, tree, currency);
}

/** Whether there is something to save. "150" for "150.00" is nothing. */
export function isDirty(drafting: Drafting): boolean {
  return !isSame(typedDocument(drafting).document, drafting.saved) || drafting.basedOnVersion !== kept(drafting.answer).basedOnVersion;
}

/** Whether a place is a field of an item just added that nobody came to yet: it is not wrong, it is empty. */
export function isUntouched(drafting: Drafting, path: Path): boolean {
  if (typeof path.at(-1) === 'number') return false;
  return freshItem(drafting, path) !== undefined && !drafting.touched.has(fieldName(drafting, path));
}

/** Whether a newer version was published than the draft's changes were made to. */
export function isBehind({ basedOnVersion, revision, answer }: Drafting): boolean {
  return revision !== null && basedOnVersion < answer.published.version;
}

export function nameTyped({ tree }: Drafting): string {
  return textAt(tree, ['name']);
}

function arrived(drafting: Drafting, answer: ProgramDraft): Drafting {
  const revision = answer.draft?.revision ?? null;
  // An answer that was under way while this person saved is older than what is known.
  if (revision !== null && drafting.revision !== null && revision < drafting.revision) return drafting;
  const publishedSame = answer.published.version === drafting.answer.published.version;
  if (revision === drafting.revision && (revision !== null || publishedSame)) return { ...drafting, answer };
  if (!isDirty(drafting)) return filledFrom(drafting, answer);
  const { savedBy, savedAt } = answer.draft ?? { savedBy: answer.published.publishedBy, savedAt: answer.published.publishedAt };
  return { ...drafting, meanwhile: { by: savedBy, at: savedAt, theirs: answer }, failure: null };
}

function filledFrom(drafting: Drafting, answer: ProgramDraft): Drafting {
  const { open, fresh, touched, round } = drafting;
  return { ...startDrafting(answer), open, fresh, touched, round: round + 1 };
}

function ontoTheirs(drafting: Drafting, theirs: ProgramDraft): Drafting {
  const { document, clashes } = merge(drafting.saved, typedDocument(drafting).document, kept(theirs).saved);
  return { ...filledFrom(drafting, theirs), tree: treeOf(definitionSpec, document, drafting.currency), clashes };
}

function movedOnto(drafting: Drafting, base: Definition): Drafting {
  const { version, definition } = drafting.answer.published;
  const { document, clashes } = merge(base as Json, typedDocument(drafting).document, definition as Json);
  const tree = treeOf(definitionSpec, document, drafting.currency);
  return { ...drafting, tree, clashes, basedOnVersion: version, round: drafting.round + 1 };
}

// As the fields would say it, so that opening the page is no change. A draft that is no object can't come from these pages.
function kept({ draft: row, published }: ProgramDraft): Pick<Drafting, 'saved' | 'revision' | 'basedOnVersion'> {
  const { currency } = published.definition;
  const document = (row === null ? published.definition : row.definition) as Json;
  const saved = documentOf(definitionSpec, treeOf(definitionSpec, document, currency), currency).document;
  return { saved, revision: row?.revision ?? null, basedOnVersion: row?.basedOnVersion ?? published.version };
}

function touch(drafting: Drafting, path: Path): Drafting {
  if (freshItem(drafting, path) === undefined) return drafting;
  return { ...drafting, touched: new Set(drafting.touched).add(fieldName(drafting, path)) };
}

function freshItem({ fresh, tree }: Drafting, path: Path): string | undefined {
  return fresh.size === 0 ? undefined : itemsOf(tree, path).find((item) => fresh.has(item));
}

// The innermost item stands for the way to it.
function fieldName({ tree }: Drafting, path: Path): string {
  const within = path.findLastIndex((step) => typeof step === 'number');
  return `${itemsOf(tree, path).at(-1)} ${placeName(path.slice(within + 1))}`;
}

function itemsOf(tree: Tree, path: Path): string[] {
  return itemPlaces(path).map((item) => itemName(item.slice(0, -1), keyOf(at(tree, item))));
}

function toggled(open: ReadonlySet<string>, item: string, isOpen: boolean): ReadonlySet<string> {
  const next = new Set(open);
  if (isOpen) next.add(item);
  else next.delete(item);
  return next;
}
