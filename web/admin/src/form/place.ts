import { placeName, type Path } from './json.ts';
import { isLeaf, wordsOf, type About, type ListSpec, type Spec } from './spec.ts';
import { TAG } from './document.ts';
import { itemsAt, textAt, type Tree } from './tree.ts';

/** A place of the form, and the words that lead there. */
export interface Place {
  readonly path: Path;
  /** "Tiers, Pro, Points per $1" */
  readonly words: string;
}

/** The field, group or list of the form that shows a place of the document. Items named by a field are found by their name. */
export function placeOf(spec: Spec, path: Path, about: About): Place {
  const words: string[] = [];
  const found: (string | number)[] = [];
  let here: Spec | undefined = spec;
  for (const step of path) {
    if (here === undefined || isLeaf(here) || here.kind === 'fixed') break;
    const next = stepInto(here, step, found, about);
    if (next === null) break;
    found.push(next.step);
    here = next.spec;
    const said = next.item ?? (here !== undefined && 'label' in here ? wordsOf(here.label, about) : '');
    if (said !== '') words.push(said);
  }
  return { path: found, words: words.join(', ') };
}

interface Step {
  readonly step: string | number;
  readonly spec: Spec | undefined;
  readonly item?: string;
}

function stepInto(spec: Exclude<Spec, { kind: 'fixed' }>, step: string | number, to: Path, about: About): Step | null {
  if (isLeaf(spec)) return null;
  if (spec.kind === 'list') return intoList(spec, step, to, about);
  const fields = spec.kind === 'group' ? spec.fields : (spec.kinds[textAt(about.root, [...to, TAG])]?.fields ?? {});
  const field = fields[String(step)];
  if (field !== undefined && field.kind !== 'fixed') return { step, spec: field };
  return spec.kind === 'union' && step === TAG ? { step, spec: undefined } : null;
}

function intoList(spec: ListSpec, step: string | number, to: Path, about: About): Step | null {
  const items = itemsAt(about.root, to);
  const by = spec.by;
  const index = by === undefined ? Number(step) : items.findIndex((item) => textAt(item, [by]) === String(step));
  const item: Tree | undefined = items[index];
  return item === undefined ? null : { step: index, spec: spec.item, item: spec.title(item, about) };
}

/** What the form says at its places: "tiers.1.thresholdMinor" → a sentence. */
export type Notes = ReadonlyMap<string, string>;

/** Puts each message at its place; several at one place are joined. */
export function placed(messages: readonly { readonly path: Path; readonly message: string }[], spec: Spec, about: About): Notes {
  const notes = new Map<string, string>();
  for (const { path, message } of messages) {
    const place = placeName(placeOf(spec, path, about).path);
    const text = sentence(message);
    const before = notes.get(place);
    if (before === undefined) notes.set(place, text);
    else if (!before.includes(text)) notes.set(place, `${before} ${text}`);
  }
  return notes;
}

/** How many notes stand at a place or inside it. */
export function notesWithin(notes: Notes, path: Path): number {
  const place = placeName(path);
  return [...notes.keys()].filter((name) => name === place || name.startsWith(`${place}.`)).length;
}

/** The keys of the items that lead to a place, so that they can be opened. */
export function itemPlaces(path: Path): Path[] {
  return path.flatMap((step, index) => (typeof step === 'number' ? [path.slice(0, index + 1)] : []));
}

function sentence(message: string): string {
  const text = message.trim();
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
