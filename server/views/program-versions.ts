import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { Tx } from '../db/index.ts';
import { describeChanges, programInForce, publishedVersions, type ProgramVersion } from '../program/index.ts';
import { authorNames } from './author-names.ts';
import type { ProgramVersionView, VersionList, VersionRow } from './program-shapes.ts';

/** Every version that was ever published, newest first. */
export async function programVersionList(ctx: Context): Promise<VersionList> {
  return ctx.db.read(ctx.shop.id, async (tx) => ({ versions: (await shownVersions(tx, ctx)).map(({ row }) => row) }));
}

/** One version with its definition. Throws `not_found`. */
export async function programVersionView(ctx: Context, version: number): Promise<ProgramVersionView> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { row, program } = pick(await shownVersions(tx, ctx), version);
    return { ...row, definition: program.definition };
  });
}

/** What one version changes of another, in words. Throws `not_found`. */
export async function compareVersions(ctx: Context, from: number, to: number): Promise<{ changes: string[] }> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const versions = await shownVersions(tx, ctx);
    return { changes: describeChanges(pick(versions, from).program.definition, pick(versions, to).program.definition) };
  });
}

interface Shown {
  readonly row: VersionRow;
  readonly program: ProgramVersion;
}

async function shownVersions(tx: Tx, ctx: Context): Promise<Shown[]> {
  const inForce = await programInForce(tx, ctx.shop.id, ctx.now);
  const versions = await publishedVersions(tx, ctx.shop.id);
  const runs = await tx.rows<{ version: number; done: number; members: number; finished_at: Date | null }>(
    'select version, done, members, finished_at from restand_run where shop_id = $1',
    [ctx.shop.id],
  );
  const author = await authorNames(tx, ctx.shop.id);
  const runOf = new Map(runs.map((run) => [run.version, run]));
  return versions.map((program) => {
    const run = runOf.get(program.version);
    const restood = run ? { done: run.done, of: run.members, finished: run.finished_at !== null } : null;
    return { program, row: { ...toRow(program, versions, inForce.version, restood), publishedBy: author(program.publishedBy) } };
  });
}

function toRow(program: ProgramVersion, all: readonly ProgramVersion[], inForce: number, restood: VersionRow['restood']): VersionRow {
  const { version, startsAt, publishedAt, publishedBy, note, keepUntil } = program;
  const overtaking = all.findLast((other) => other.version > version && other.startsAt <= startsAt);
  return {
    version,
    startsAt: startsAt.toISOString(),
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    note: note ?? null,
    keepUntil: keepUntil ?? null,
    inForce: version === inForce,
    replacedBy: overtaking?.version ?? null,
    restood,
  };
}

function pick(versions: readonly Shown[], version: number): Shown {
  const found = versions.find(({ program }) => program.version === version);
  if (!found) throw new LaurelError('not_found', `no version ${version}`, { publicMessage: 'There is no such version.' });
  return found;
}
