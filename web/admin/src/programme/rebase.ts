import type { Definition } from '@laurel/server/api';
import { draftOf, type ProgramDraft } from './draft.ts';

/** A field that both people changed: what I typed stays, theirs is told. */
export interface Clash {
  /** "tiers.1.thresholdMinor", a place in the rebased draft. */
  readonly field: string;
  readonly typed: string;
  readonly theirs: string;
}

export interface Rebased {
  readonly draft: ProgramDraft;
  readonly clashes: readonly Clash[];
}

/**
 * Somebody published while I typed: puts my changes onto their version. Fields I left alone take their value,
 * fields I changed keep my text; tiers and rewards are matched by id, those they removed are gone.
 */
export function rebase(mine: ProgramDraft, base: Definition, theirs: Definition): Rebased {
  const before = draftOf(base);
  const after = draftOf(theirs);
  const clashes: Clash[] = [];
  const merge: Merge = (field, typed, was, now) => {
    if (typed === undefined || typed === was) return now;
    if (now !== was && now !== typed) clashes.push({ field, typed, theirs: now });
    return typed;
  };
  const draft: ProgramDraft = {
    name: merge('name', mine.name, before.name, after.name),
    tiers: mergeList('tiers', mine.tiers, before.tiers, after.tiers, merge),
    rewards: mergeList('rewards', mine.rewards, before.rewards, after.rewards, merge),
  };
  return { draft, clashes };
}

type Merge = (field: string, typed: string | undefined, was: string | undefined, now: string) => string;

function mergeList<T extends { readonly id: string }>(
  place: string,
  mine: readonly T[],
  before: readonly T[],
  after: readonly T[],
  merge: Merge,
): T[] {
  return after.map((now, index) => {
    const typed = mine.find((one) => one.id === now.id);
    const was = before.find((one) => one.id === now.id);
    const fields = Object.entries(now).map(
      ([field, text]: [string, string]) =>
        [field, merge(`${place}.${index}.${field}`, textOf(typed, field), textOf(was, field), text)] as const,
    );
    return { ...now, ...Object.fromEntries(fields) };
  });
}

function textOf(fields: object | undefined, name: string): string | undefined {
  return fields === undefined ? undefined : (fields as Readonly<Record<string, string>>)[name];
}
