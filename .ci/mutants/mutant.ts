/** One law of the code, broken on purpose. */
export interface Mutant {
  /** How to ask for it: `npm run mutants -- overspend`. */
  readonly name: string;
  /** The law that no longer holds, in words. */
  readonly law: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly instead: string;
  /** The test files of which one must fail. */
  readonly tests: readonly string[];
}

/** The mutants of one file; each says its name, law, text and replacement, and other test files if they differ. */
export function mutantsOf(
  file: string,
  tests: readonly string[],
  rows: readonly (readonly [name: string, law: string, text: string, instead: string, tests?: readonly string[]])[],
): Mutant[] {
  return rows.map(([name, law, text, instead, others]) => ({ name, law, file, text, instead, tests: others ?? tests }));
}
