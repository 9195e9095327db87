import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { authorOf } from './author.ts';
import { clearDraft, draftRow, mustBeSeen, toDraft, type Draft, type DraftRow } from './draft.ts';
import { lastPublished, publishedVersions } from './in-force.ts';

export interface SaveDraft {
  /** As typed: any JSON object of at most 256 KB. What is wrong with it blocks publishing, not saving. */
  readonly definition: unknown;
  readonly basedOnVersion: number;
  /** The revision that was seen; null: there was no draft. */
  readonly revision: number | null;
}

/** A whole programme with all its texts in seven languages is a fraction of it. */
const bytesMax = 256 * 1024;
/** Deeper than any definition; what is nested without end cannot be hashed. */
const depthMax = 40;

/**
 * Keeps what a person typed. The same save sent twice is one. Throws `conflict` when someone else changed the draft in the meantime, and
 * `invalid_request` for what is no object, too large, nested too deep, or based on a version that was never published.
 */
export async function saveDraft(ctx: Context, request: SaveDraft): Promise<Draft> {
  const definition = readable(request.definition);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const row = await lockedRow(tx, ctx);
    const draft = { definition, hash: inputHash(definition), basedOnVersion: request.basedOnVersion };
    const repeated = row && sentAgain(row, draft, request.revision, authorOf(ctx.actor));
    if (repeated) return repeated;
    mustBeSeen(row, request.revision);
    return write(tx, ctx, draft);
  });
}

/** Throws the draft away. Throws `conflict` when it was changed since it was seen at that revision. */
export async function discardDraft(ctx: Context, revision: number): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const row = await lockedRow(tx, ctx);
    // Discarded already, by this very request sent before.
    if (row && toDraft(row) === undefined && row.revision === revision + 1) return;
    mustBeSeen(row, revision);
    await clearDraft(tx, ctx, authorOf(ctx.actor));
  });
}

/**
 * Makes a former version the draft; publishing it is the way back. Throws `not_found` for a version that never was, and `conflict` when
 * the draft was changed since it was seen.
 */
export async function draftFromVersion(ctx: Context, request: { version: number; revision: number | null }): Promise<Draft> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const row = await lockedRow(tx, ctx);
    const versions = await publishedVersions(tx, ctx.shop.id);
    const from = versions.find(({ version }) => version === request.version);
    if (!from) throw new LaurelError('not_found', `no version ${request.version}`, { publicMessage: 'There is no such version.' });
    const newest = await lastPublished(tx, ctx.shop.id);
    const draft = { definition: from.definition, hash: inputHash(from.definition), basedOnVersion: newest.version };
    const repeated = row && sentAgain(row, draft, request.revision, authorOf(ctx.actor));
    if (repeated) return repeated;
    mustBeSeen(row, request.revision);
    return write(tx, ctx, draft);
  });
}

type NewDraft = Pick<Draft, 'definition' | 'hash' | 'basedOnVersion'>;

/** Two people who save a shop's first draft have no row to wait at; the number of the shop serves them both. */
async function lockedRow(tx: Tx, ctx: Context): Promise<DraftRow | undefined> {
  await tx.rows(`select pg_advisory_xact_lock(hashtextextended('program_draft', $1))`, [ctx.shop.id]);
  return draftRow(tx, ctx, true);
}

/** The answer to a save got lost on its way, and it was sent again. */
function sentAgain(row: DraftRow, { hash, basedOnVersion }: NewDraft, seen: number | null, by: string): Draft | undefined {
  const draft = toDraft(row);
  const same = draft?.hash === hash && draft.basedOnVersion === basedOnVersion && draft.savedBy === by;
  return same && (seen === null || draft.revision === seen + 1) ? draft : undefined;
}

async function write(tx: Tx, ctx: Context, { definition, hash, basedOnVersion }: NewDraft): Promise<Draft> {
  const versions = await publishedVersions(tx, ctx.shop.id);
  if (!versions.some(({ version }) => version === basedOnVersion))
    throw new LaurelError('invalid_request', `draft of version ${basedOnVersion}, which never was`, {
      publicMessage: 'The draft is made from a version that was never published.',
    });
  const [row] = await tx.rows<DraftRow>(
    `insert into program_draft as d (shop_id, definition, based_on_version, revision, hash, saved_at, saved_by) values ($1, $2, $3, 1, $4, $5, $6)
     on conflict (shop_id) do update set definition = excluded.definition, based_on_version = excluded.based_on_version,
       revision = d.revision + 1, hash = excluded.hash, saved_at = excluded.saved_at, saved_by = excluded.saved_by
     returning definition, based_on_version, revision, hash, saved_at, saved_by`,
    [ctx.shop.id, JSON.stringify(definition), basedOnVersion, hash, ctx.now, authorOf(ctx.actor)],
  );
  return toDraft(row as DraftRow) as Draft;
}

function readable(definition: unknown): object {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) throw unreadable('A draft is an object.');
  if (isDeeper(definition, depthMax)) throw unreadable('The draft is nested too deep.');
  if (Buffer.byteLength(JSON.stringify(definition)) > bytesMax) throw unreadable('The draft is larger than 256 KB.');
  return definition;
}

function unreadable(publicMessage: string): LaurelError {
  return new LaurelError('invalid_request', publicMessage, { publicMessage });
}

/** Level by level, for a recursion would be as deep as whoever sends it likes. */
function isDeeper(root: object, levels: number): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
