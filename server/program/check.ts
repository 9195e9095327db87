import { contradictions } from './check/contradictions.ts';
import { referenceProblems } from './check/references.ts';
import { tierProblems } from './check/tiers.ts';
import { definitionSchema, type Definition } from './definition.ts';
import { plainWords } from './plain-words.ts';

/** What is wrong, in plain words, and where: ["tiers", 1, "thresholdMinor"]. */
export interface DefinitionProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

export type ReadDefinition =
  | { readonly definition: Definition }
  | {
      readonly problems: DefinitionProblem[];
      /** It is of the right shape, though it may not be published. */ readonly wellFormed?: Definition;
    };

/** Reads a definition from outside and checks it against the shop's currency: either it may be published, or what stands in the way. */
export function readDefinition(input: unknown, shop: { readonly currency: string }): ReadDefinition {
  const parsed = definitionSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) return { problems: parsed.error.issues.map(plainWords) };
  const problems = check(parsed.data, shop);
  return problems.length > 0 ? { problems, wellFormed: parsed.data } : { definition: parsed.data };
}

/** The problems a well-formed definition still has; empty: it may be published. What may be published and should be known is in `warningsOf`. */
export function check(definition: Definition, shop: { readonly currency: string }): DefinitionProblem[] {
  return [
    ...currencyProblems(definition, shop.currency),
    ...tierProblems(definition),
    ...referenceProblems(definition),
    ...contradictions(definition),
  ];
}

function currencyProblems({ currency }: Definition, expected: string): DefinitionProblem[] {
  if (currency === expected) return [];
  return [
    { path: ['currency'], message: `The shop sells in ${expected}; the programme has to count in ${expected} too, not in ${currency}.` },
  ];
}
