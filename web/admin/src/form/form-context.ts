import { createContext, use } from 'react';
import { placeName, type Path } from './json.ts';
import type { Notes } from './place.ts';
import type { About } from './spec.ts';
import { textAt, type Removed, type Tree } from './tree.ts';

/** What the fields of a form need to know and can do, wherever they stand. */
export interface Form {
  readonly about: About;
  readonly problems: Notes;
  /** What is allowed but should be known. */
  readonly warnings: Notes;
  /** Examples computed for what is typed now. */
  readonly examples: Notes;
  /** Items whose fields are shown, by their place and key. */
  readonly open: ReadonlySet<string>;
  readonly removed: Removed | null;
  readonly type: (path: Path, text: string) => void;
  readonly leave: (path: Path) => void;
  /** Another tree, after adding, moving, removing or choosing a kind. `focus` names the element that gets the focus. */
  readonly change: (tree: Tree, focus?: string) => void;
  /** An item that nobody has filled in yet: its fields tell what is wrong once somebody was there. */
  readonly append: (tree: Tree, item: string, focus: string) => void;
  readonly remove: (list: Path, index: number) => void;
  readonly undo: () => void;
  readonly toggle: (item: string, isOpen: boolean) => void;
  /** A name nothing else has. */
  readonly newKey: (noun: string) => string;
}

const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): Form {
  const form = use(FormContext);
  if (form === null) throw new Error('a field stands outside its form');
  return form;
}

/** The text at a place of the form. */
export function useText(path: Path): string {
  return textAt(useForm().about.root, path);
}

/** The id of a field's element, to put the focus there. */
export function fieldId(path: Path): string {
  return `field-${placeName(path)}`;
}

/** The name of an item for opening it: it moves with its key. */
export function itemName(list: Path, key: string): string {
  return `${placeName(list)}#${key}`;
}
