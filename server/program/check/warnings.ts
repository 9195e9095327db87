import type { DefinitionProblem } from '../check.ts';
import type { Definition } from '../definition.ts';

/** What the merchant should know of a definition that may be published; pure. */
export function warningsOf(_definition: Definition): DefinitionProblem[] {
  return [];
}
