import type { Definition } from '../definition.ts';

/** What differs between two definitions, one sentence each, in the order of the document. Empty: nothing differs. */
export function describeChanges(_from: Definition, _to: Definition): string[] {
  return [];
}
