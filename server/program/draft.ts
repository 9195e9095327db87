import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { Tx } from '../db/index.ts';

/** What the merchant prepares and nobody has been promised yet. It need not be a whole definition. */
export interface Draft {
  readonly definition: unknown;
  /** The newest version when it was begun. */
  readonly basedOnVersion: number;
  /** Counts every change; never repeats, also over drafts that were discarded or published. */
  readonly revision: number;
  /** Names this very document. */
  readonly hash: string;
  readonly savedAt: Date;
  readonly savedBy: string;
}

/** The row of a shop's draft; without a definition there is none now. */
export interface DraftRow {
  readonly definition: unknown;
  readonly based_on_version: number;
  readonly revision: number;
  readonly hash: string | null;
  readonly saved_at: Date;
  readonly saved_by: string;
}

/** The shop's draft, if there is one. `locking` keeps it as it is until the transaction ends. */
export async function findDraft(tx: Tx, ctx: Context, locking = false): Promise<Draft | undefined> {
  const row = await draftRow(tx, ctx, locking);
  return row && toDraft(row);
}

export async function draftRow(tx: Tx, ctx: Context, locking: boolean): Promise<DraftRow | undefined> {
  const [row] = await tx.rows<DraftRow>(
    `select definition, based_on_version, revision, hash, saved_at, saved_by from program_draft where shop_id = $1${locking ? ' for update' : ''}`,
    [ctx.shop.id],
  );
  return row;
}

export function toDraft(row: DraftRow): Draft | undefined {
  if (row.hash === null) return undefined;
  return {
    definition: row.definition,
    basedOnVersion: row.based_on_version,
    revision: row.revision,
    hash: row.hash,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  };
}

/** Takes the draft away, inside the caller's transaction; its row goes on counting revisions. */
export async function clearDraft(tx: Tx, ctx: Context, by: string): Promise<void> {
  await tx.exec(
    'update program_draft set definition = null, hash = null, revision = revision + 1, saved_at = $2, saved_by = $3 where shop_id = $1',
    [ctx.shop.id, ctx.now, by],
  );
}

/** Throws `conflict` unless the draft stands at the revision that was seen; null: there was none. Nothing is overwritten. */
export function mustBeSeen(row: DraftRow | undefined, seen: number | null): void {
  const draft = row && toDraft(row);
  if (draft === undefined ? seen === null : draft.revision === seen) return;
  const publicMessage =
    row === undefined || draft !== undefined
      ? 'Someone else changed the draft in the meantime. Nothing was overwritten; please look at their draft first.'
      : 'The draft is gone: someone discarded or published it in the meantime. Nothing was overwritten.';
  throw new LaurelError('conflict', `draft was seen at revision ${seen}, it stands at ${draft?.revision ?? 'none'}`, {
    publicMessage,
    details: { revision: draft?.revision ?? null, savedBy: row?.saved_by ?? null, savedAt: row?.saved_at.toISOString() ?? null },
  });
}
