import type { DefinitionProblem } from '@laurel/server/api';

/** Problems by the field they stand at, and those that belong to no field on the page. */
export interface PlacedProblems {
  /** "tiers.1.thresholdMinor" → what is wrong, in plain words. */
  readonly at: ReadonlyMap<string, string>;
  readonly elsewhere: readonly string[];
}

export const NO_PROBLEMS: PlacedProblems = { at: new Map(), elsewhere: [] };

/** The name of a place in the definition: ["tiers", 1, "name"] → "tiers.1.name". */
export function fieldKey(path: DefinitionProblem['path']): string {
  return path.join('.');
}

/** Puts each problem at its field when the page has that field. Several at one field are joined. */
export function placeProblems(problems: readonly DefinitionProblem[], fields: ReadonlySet<string>): PlacedProblems {
  const at = new Map<string, string>();
  const elsewhere: string[] = [];
  for (const { path, message } of problems) {
    const key = fieldKey(path[0] === 'definition' ? path.slice(1) : path);
    const text = sentence(message);
    if (fields.has(key)) at.set(key, at.has(key) ? `${at.get(key)} ${text}` : text);
    else elsewhere.push(key === '' ? text : `${text} (${key})`);
  }
  return { at, elsewhere };
}

/** The problems in a refusal's details; empty when it carries none. */
export function problemsIn(details: Readonly<Record<string, unknown>>): DefinitionProblem[] {
  const found = details['problems'];
  return Array.isArray(found) ? found.filter(isProblem) : [];
}

function isProblem(value: unknown): value is DefinitionProblem {
  if (typeof value !== 'object' || value === null || !('path' in value) || !('message' in value)) return false;
  return Array.isArray(value.path) && typeof value.message === 'string';
}

function sentence(message: string): string {
  const text = message.trim();
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
