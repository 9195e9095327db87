import type { Day } from '../../core/time.ts';
import { ExportFold, type Finding, type Problem } from './fold.ts';
import { readBalances, readLines } from './read.ts';

export interface ExportFiles {
  readonly lines: string;
  /** What the other system says each customer has; absent: nothing is compared with it. */
  readonly balances?: string | undefined;
}

export interface ExportResult {
  readonly lines: number;
  readonly customers: number;
  /** The sum of all lines. */
  readonly points: number;
  readonly found: ReadonlyMap<Problem, number>;
}

/**
 * Derives every customer's balance again from the lines of another system's export, and says what does not agree, finding by finding
 * as the file goes by. `asOf`: points that expired before this day should be gone. Throws `invalid_request`, with a sentence, for a file that cannot be read.
 */
export async function verifyExport(
  files: ExportFiles,
  asOf: Day,
  onFinding: (finding: Finding) => void | Promise<void>,
): Promise<ExportResult> {
  const found = new Map<Problem, number>();
  const tell = async (finding: Finding) => {
    found.set(finding.problem, (found.get(finding.problem) ?? 0) + 1);
    await onFinding(finding);
  };
  const stated = files.balances === undefined ? undefined : await readBalances(files.balances);
  for (const finding of stated?.findings ?? []) await tell(finding);
  const fold = new ExportFold();
  let lines = 0;
  for await (const one of readLines(files.lines)) {
    lines += 1;
    if ('problem' in one) await tell(one);
    else for (const finding of fold.take(one)) await tell(finding);
  }
  for (const finding of fold.close(stated?.balances, asOf)) await tell(finding);
  return { lines, customers: fold.customers, points: fold.points, found };
}
