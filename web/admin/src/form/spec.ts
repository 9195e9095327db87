import type { Path } from './json.ts';
import type { Tree } from './tree.ts';

/** What a field's words may depend on: the currency, and all that is typed. */
export interface About {
  readonly currency: string;
  readonly root: Tree;
}

export type Words = string | ((about: About) => string);
/** What stands for '' in a list of choices, whose options need a value. */
export const NOTHING = '-';

export interface Option {
  readonly value: string;
  readonly label: string;
}
export type Options = readonly Option[] | ((about: About) => readonly Option[]);

interface Asked {
  readonly label: Words;
  readonly help?: Words;
  /** The document may be without it: an empty field is no field. */
  readonly optional?: boolean;
  /** Stands behind this heading, which is opened when needed. */
  readonly fold?: string;
  /** Takes a row of its own. */
  readonly wide?: boolean;
  /** Whether it is asked for at this place; what has been typed is always shown. */
  readonly shown?: (path: Path) => boolean;
}

/** One field: how its text and the document's value become each other. */
export type Leaf = Asked &
  (
    | { readonly kind: 'text'; readonly max: number; readonly starts?: string }
    | { readonly kind: 'whole'; readonly min: number; readonly max: number; readonly starts?: string; readonly suffix?: string }
    /** Minor units, typed in major units. */
    | { readonly kind: 'money'; readonly min?: number; readonly max?: number; readonly starts?: string }
    /** Hundredths, typed as a factor: 150 is "1.5". */
    | { readonly kind: 'factor'; readonly min: number; readonly max: number; readonly starts?: string }
    /** Millionths of a major unit, typed in major units. */
    | { readonly kind: 'micros'; readonly starts?: string }
    | { readonly kind: 'day'; readonly starts?: string }
    | { readonly kind: 'choice'; readonly options: Options; readonly starts?: string }
    /** true, or absent; with `plain` true or false; with `unlessSaid` false, or absent, which means yes. */
    | { readonly kind: 'flag'; readonly plain?: boolean; readonly unlessSaid?: boolean; readonly starts?: string }
    /** Several texts, one a line or between commas. */
    | { readonly kind: 'texts'; readonly per: 'line' | 'comma'; readonly rows?: number; readonly starts?: string }
    | { readonly kind: 'wholes'; readonly min: number; readonly max: number; readonly starts?: string }
    /** Some of the options. */
    | { readonly kind: 'some'; readonly options: Options; readonly starts?: string }
  );

/** Kept as it is, without a field. A new item's is made: see `fresh`. */
export interface Fixed {
  readonly kind: 'fixed';
}

export type Fields = Readonly<Record<string, Spec>>;

/** Fields that belong together. */
export interface GroupSpec {
  readonly kind: 'group';
  readonly label?: Words;
  readonly help?: Words;
  readonly fold?: string;
  readonly fields: Fields;
  /** Absent from the document unless this field says something; 'any': unless one of them does; 'switch': unless it is switched on. */
  readonly absentUnless?: string;
  /** What the switch says, for `absentUnless: 'switch'`. */
  readonly switch?: string;
}

/** One of several kinds, each with its own fields. */
export interface UnionSpec {
  readonly kind: 'union';
  readonly label: Words;
  readonly help?: Words;
  readonly fold?: string;
  readonly kinds: Readonly<Record<string, KindSpec>>;
  /** The choice that stands for its absence. */
  readonly none?: string;
}

export interface KindSpec {
  readonly label: string;
  readonly help?: string;
  readonly fields: Fields;
  /** Is there once and stays: neither offered to add nor to remove. */
  readonly once?: boolean;
}

/** Items that are added, moved and removed. */
export interface ListSpec {
  readonly kind: 'list';
  readonly label: Words;
  readonly help?: Words;
  readonly fold?: string;
  readonly optional?: boolean;
  /** "tier", for "Add a tier". */
  readonly noun: string;
  readonly item: GroupSpec | UnionSpec;
  readonly min: number;
  readonly max: number;
  readonly empty: string;
  /** Items follow each other by their order, so that they can be moved. */
  readonly ordered?: boolean;
  /** In the document not a list but named by this field of each item. */
  readonly by?: string;
  /** What the item is called while it has no name, and what it says, in a line. */
  readonly title: (item: Tree, about: About) => string;
  readonly summary: (item: Tree, about: About) => string;
}

export type Spec = Leaf | Fixed | GroupSpec | UnionSpec | ListSpec;

/** Every field of a type must be described: a new one that is not is told by the compiler. */
export type FieldsOf<T> = { readonly [Field in keyof T]-?: Spec };
/** Every kind of a union, and every field of each. */
export type KindsOf<T extends { kind: string }> = {
  readonly [Kind in T['kind']]: Omit<KindSpec, 'fields'> & { readonly fields: FieldsOf<Omit<Extract<T, { kind: Kind }>, 'kind'>> };
};

export function wordsOf(words: Words | undefined, about: About): string {
  return typeof words === 'function' ? words(about) : (words ?? '');
}

export function optionsOf(options: Options, about: About): readonly Option[] {
  return typeof options === 'function' ? options(about) : options;
}

export function isLeaf(spec: Spec): spec is Leaf {
  return spec.kind !== 'group' && spec.kind !== 'union' && spec.kind !== 'list' && spec.kind !== 'fixed';
}
