import type { Definition, DefinitionProblem, ProgramView } from '@laurel/server/api';
import { describeChanges } from './changes.ts';
import { draftOf, fieldsOf, type ProgramDraft } from './draft.ts';
import { NO_PROBLEMS, placeProblems, type PlacedProblems } from './problems.ts';
import { isChanged, readDraft } from './read-draft.ts';
import { rebase, type Clash } from './rebase.ts';

/** A version somebody else published while this person typed, and what it means for the draft. */
export interface Meanwhile {
  readonly version: number;
  readonly by: string;
  readonly at: string;
  /** What they changed, a sentence each. */
  readonly changes: readonly string[];
  readonly clashes: readonly Clash[];
}

/** One person's work on the programme, from opening the page to publishing or leaving. */
export interface Editing {
  readonly base: ProgramView;
  readonly draft: ProgramDraft;
  /** Fields the person has left: only there is a mistake told while typing. */
  readonly left: ReadonlySet<string>;
  readonly attempted: boolean;
  readonly fromServer: PlacedProblems;
  /** Saving failed for a reason that no field explains. */
  readonly failure: Error | null;
  readonly meanwhile: Meanwhile | null;
  /** Rises when all fields are filled anew, so that the page can rebuild them. */
  readonly round: number;
}

export type Act =
  | { readonly act: 'typed'; readonly field: string; readonly draft: ProgramDraft }
  | { readonly act: 'left'; readonly field: string }
  | { readonly act: 'attempted' }
  | { readonly act: 'refused'; readonly problems: readonly DefinitionProblem[] }
  | { readonly act: 'failed'; readonly error: Error }
  | { readonly act: 'discarded' }
  /** This person's version is out. */
  | { readonly act: 'published'; readonly view: ProgramView }
  /** The server has a version, maybe another person's. */
  | { readonly act: 'arrived'; readonly view: ProgramView };

/** Every field as published. */
export function startEditing(base: ProgramView): Editing {
  return {
    base,
    draft: draftOf(base.definition),
    left: new Set(),
    attempted: false,
    fromServer: NO_PROBLEMS,
    failure: null,
    meanwhile: null,
    round: 0,
  };
}

/** What the page knows after an act. Pure; nothing typed is ever lost but by `discarded`. */
export function edit(editing: Editing, act: Act): Editing {
  switch (act.act) {
    case 'typed':
      return { ...editing, draft: act.draft, fromServer: without(editing.fromServer, act.field) };
    case 'left':
      return { ...editing, left: new Set([...editing.left, act.field]) };
    case 'attempted':
      return { ...editing, attempted: true, fromServer: NO_PROBLEMS, failure: null };
    case 'refused':
      return { ...editing, fromServer: placeProblems(act.problems, fieldsOf(editing.draft)) };
    case 'failed':
      return { ...editing, failure: act.error };
    case 'discarded':
      return { ...startEditing(editing.base), round: editing.round + 1 };
    case 'published':
      return { ...startEditing(act.view), round: editing.round + 1 };
    case 'arrived':
      return arrived(editing, act.view);
  }
}

/** Whether there is something to publish. */
export function isDirty({ draft, base }: Editing): boolean {
  return isChanged(draft, base.definition);
}

/** The problems to show now: the server's, and this page's own at fields that were left or once saving was tried. */
export function problemsShown({ draft, base, left, attempted, fromServer }: Editing): PlacedProblems {
  const own = placeProblems(readDraft(draft, base.definition).problems, fieldsOf(draft));
  const shown = [...own.at].filter(([field]) => attempted || left.has(field));
  return { at: new Map([...fromServer.at, ...shown]), elsewhere: fromServer.elsewhere };
}

function arrived(editing: Editing, view: ProgramView): Editing {
  if (view.version <= editing.base.version) return editing;
  if (!isDirty(editing)) return { ...startEditing(view), round: editing.round + 1 };
  const { draft, clashes } = rebase(editing.draft, editing.base.definition, view.definition);
  return {
    ...editing,
    base: view,
    draft,
    fromServer: NO_PROBLEMS,
    failure: null,
    meanwhile: meanwhile(editing.base.definition, view, clashes),
    round: editing.round + 1,
  };
}

function meanwhile(before: Definition, view: ProgramView, clashes: readonly Clash[]): Meanwhile {
  return { version: view.version, by: view.publishedBy, at: view.publishedAt, changes: describeChanges(before, view.definition), clashes };
}

function without(problems: PlacedProblems, field: string): PlacedProblems {
  return { ...problems, at: new Map([...problems.at].filter(([at]) => at !== field)) };
}
