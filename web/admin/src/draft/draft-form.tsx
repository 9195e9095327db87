import type { Definition, ProgramDraft } from '@laurel/server/api';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { FormProvider, itemName, type Form } from '../form/form-context.ts';
import { placeName, type Path } from '../form/json.ts';
import { itemFocusId, undoId } from '../form/list-field.tsx';
import { itemPlaces, placed, placeOf } from '../form/place.ts';
import type { Spec } from '../form/spec.ts';
import { FieldsOfGroup } from '../form/spec-fields.tsx';
import { at, keyOf, type Tree } from '../form/tree.ts';
import { useSaveFirst } from '../parts/leave-guard.ts';
import { ProgrammeTabs } from '../programme/programme-tabs.tsx';
import { useExamples } from '../programme/use-examples.ts';
import { definitionSpec, partOf, parts, type Part } from '../programme/spec/definition.ts';
import { DraftBar, UnsavedBar } from './draft-bar.tsx';
import { DraftNotices } from './draft-notices.tsx';
import { PartTabs } from './part-tabs.tsx';
import { DraftSummary, type Pointer } from './summary.tsx';
import { isUntouched } from './drafting.ts';
import { useDraft } from './use-draft.ts';

/** The programme as a form that keeps itself, one part at a time. */
export function DraftForm({ latest }: { readonly latest: ProgramDraft }) {
  const draft = useDraft(latest);
  const { drafting, act } = draft;
  const [search, setSearch] = useSearchParams();
  const part = parts.find(({ id }) => id === search.get('part')) ?? partOf([]);
  const focus = useFocus();
  const form = useFormOf(draft, focus);
  useSaveFirst(draft.dirty, draft.save);

  const goTo = (path: Path) => {
    for (const item of itemPlaces(path)) {
      act({ act: 'toggled', item: itemName(item.slice(0, -1), keyOf(at(drafting.tree, item))), isOpen: true });
    }
    setSearch({ part: partOf(path).id });
    focus(`field-${placeName(path)}`);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void draft.save();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Draft of the programme">
      <FormProvider value={form}>
        <UnsavedBar draft={draft} />
        <s-stack gap="base">
          <ProgrammeTabs />
          <DraftBar draft={draft} />
          <DraftNotices draft={draft} />
          <DraftSummary
            answer={drafting.answer}
            problems={pointers(form, draft)}
            warnings={warningsOf(form, drafting.answer)}
            onGo={goTo}
          />
          <PartTabs here={part} />
          <PartFields key={`${part.id}.${drafting.round}`} part={part} />
        </s-stack>
      </FormProvider>
    </form>
  );
}

function PartFields({ part }: { readonly part: Part }) {
  const specs = part.places.map((place) => ({ place, spec: specAt(place) }));
  // A list that is called like its part says so itself.
  const isTitled = specs.some(({ spec }) => spec.kind === 'list' && spec.label === part.label);
  return (
    <s-section {...(isTitled ? { accessibilityLabel: part.label } : { heading: part.label })}>
      {parentsOf(specs).map(({ parent, fields }) => (
        <FieldsOfGroup key={placeName(parent)} fields={fields} path={parent} />
      ))}
    </s-section>
  );
}

/** Places that stand in the same group are drawn as its fields. */
function parentsOf(specs: readonly { readonly place: Path; readonly spec: Spec }[]) {
  const parents = new Map<string, { readonly parent: Path; readonly fields: Record<string, Spec> }>();
  for (const { place, spec } of specs) {
    const parent = place.slice(0, -1);
    const found = parents.get(placeName(parent)) ?? { parent, fields: {} };
    found.fields[String(place.at(-1))] = spec;
    parents.set(placeName(parent), found);
  }
  return [...parents.values()];
}

function specAt(path: Path): Spec {
  return path.reduce<Spec>((spec, step) => {
    const next = spec.kind === 'group' ? spec.fields[String(step)] : undefined;
    if (next === undefined) throw new Error(`no field ${placeName(path)}`);
    return next;
  }, definitionSpec);
}

type Draft = ReturnType<typeof useDraft>;

function useFormOf({ drafting, act, problems, document }: Draft, focus: (element: string) => void): Form {
  const { tree, currency, answer, typing, open, removed } = drafting;
  // While something can't be read there is nothing to count by.
  const readable = problems.length === 0 ? (document as unknown as Definition) : null;
  const examples = useExamples(readable);
  return useMemo(() => {
    const about = { root: tree, currency };
    const shown = (one: { readonly path: Path }) => !isUntouched(drafting, placeOf(definitionSpec, one.path, about).path);
    const own = placed(problems.filter(shown), definitionSpec, about);
    // This page reads a field as the person types; the server has heard of an older text.
    const told = [...placed(answer.problems.filter(shown), definitionSpec, about), ...own].filter(([place]) => place !== typing);
    return {
      about,
      problems: new Map(told),
      warnings: placed(answer.warnings, definitionSpec, about),
      examples,
      open,
      removed,
      type: (path: Path, text: string) => act({ act: 'typed', path, place: placeName(path), text }),
      leave: (path: Path) => act({ act: 'left', path }),
      change: (next: Tree, element?: string) => {
        act({ act: 'changed', tree: next });
        if (element !== undefined) focus(element);
      },
      append: (next: Tree, item: string, element: string) => {
        act({ act: 'added', tree: next, item });
        focus(element);
      },
      remove: (list: Path, index: number) => {
        act({ act: 'removed', list, index });
        focus(undoId(list));
      },
      undo: () => {
        act({ act: 'undone' });
        if (removed !== null) focus(itemFocusId(removed.list, removed.index));
      },
      toggle: (item: string, isOpen: boolean) => act({ act: 'toggled', item, isOpen }),
      newKey: (noun: string) => `${noun}-${crypto.randomUUID().slice(0, 8)}`,
    };
  }, [drafting, tree, currency, answer, typing, open, removed, problems, examples, act, focus]);
}

/** Gives an element the focus once it is drawn. */
function useFocus(): (element: string) => void {
  const [wanted, setWanted] = useState<{ readonly element: string } | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    // A new element of Shopify's draws its control a moment after it is there.
    const frame = requestAnimationFrame(() => document.getElementById(wanted.element)?.focus());
    return () => cancelAnimationFrame(frame);
  }, [wanted]);
  return useMemo(() => (element: string) => setWanted({ element }), []);
}

function pointers({ about, problems }: Form, { problems: own, drafting }: Draft): Pointer[] {
  const all = [...own, ...drafting.answer.problems];
  return all.flatMap(({ path }) => {
    const place = placeOf(definitionSpec, path, about);
    const message = problems.get(placeName(place.path));
    return message === undefined ? [] : [{ ...place, message }];
  });
}

function warningsOf({ about }: Form, answer: ProgramDraft): Pointer[] {
  return answer.warnings.map(({ path, message }) => ({ ...placeOf(definitionSpec, path, about), message }));
}
