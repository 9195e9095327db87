import type { Tx } from '../db/index.ts';
import { jobKinds, type JobKind, type JobPayload } from './kinds.ts';

/**
 * Puts a job on the list, inside the caller's transaction: it exists if and only if the cause was committed.
 * The same `key` replaces a job that has not begun. `runAt` absent: at once.
 */
export async function enqueue<K extends JobKind>(
  tx: Tx,
  kind: K,
  payload: JobPayload<K>,
  options: { key?: string; runAt?: Date; attemptsMax?: number } = {},
): Promise<void> {
  const checked = jobKinds[kind].parse(payload);
  await tx.rows('select enqueue_job($1, $2::json, $3, $4, $5)', [
    kind,
    JSON.stringify(checked),
    options.runAt ?? null,
    options.key ?? null,
    options.attemptsMax ?? 25,
  ]);
}
