import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { authorOf } from './author.ts';
import { readDefinition } from './check.ts';
import { clearDraft, findDraft } from './draft.ts';
import { lastPublished } from './in-force.ts';
import { mustFindSimulation, type SimulationRecord } from './simulations.ts';

export interface PublishDraft {
  readonly hash: string;
  readonly simulationId: string;
  /** null: now. */
  readonly startsAt: Date | null;
  /** Members who would drop keep their tier until this day of the shop; null: they drop. */
  readonly keepUntil: Day | null;
  /** Why. */
  readonly note: string;
}

/** A start further away is a slip of the finger. */
const aheadDaysMax = 400;

/**
 * Publishes the draft as the next version, in force now or from a later instant on. The draft has to be the very one that was simulated,
 * against the version that is still the newest. The same publication sent twice is one. A version still to come that begins after this
 * one never comes into force. Throws `conflict` when draft, simulation or published version are others by now, `invalid_program` when
 * problems are left, `refused` for a start too far away or a day that is past.
 */
export async function publishDraft(ctx: Context, request: PublishDraft): Promise<{ version: number }> {
  mustBeAhead(ctx, request);
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const draft = await findDraft(tx, ctx, true);
    const simulation = await mustFindSimulation(tx, ctx, request.simulationId);
    const before = await publishedBy(tx, ctx, simulation.id);
    if (before !== undefined) return { version: before };
    if (draft?.hash !== request.hash)
      throw changed('The draft was changed in the meantime. Look at it and try it again before you publish.');
    const newest = await lastPublished(tx, ctx.shop.id);
    mustFit(simulation, request.hash, newest.version);
    const read = readDefinition(draft.definition, ctx.shop);
    if ('problems' in read)
      throw new LaurelError('invalid_program', 'a draft with problems cannot be published', { details: { problems: read.problems } });
    const version = newest.version + 1;
    await insert(tx, ctx, version, simulation, request);
    await clearDraft(tx, ctx, authorOf(ctx.actor));
    await afterwards(tx, ctx, version, request);
    return { version };
  });
}

function mustBeAhead(ctx: Context, { startsAt, keepUntil }: PublishDraft): void {
  const ahead = startsAt === null ? 0 : startsAt.getTime() - ctx.now.getTime();
  if (ahead > aheadDaysMax * 86_400_000) throw refused(`Choose a start within the next ${aheadDaysMax} days.`);
  // By universal time, so that a day that is today anywhere counts as today.
  const begin = new Date(Math.max(ctx.now.getTime(), startsAt?.getTime() ?? 0) - 86_400_000).toISOString().slice(0, 10);
  if (keepUntil !== null && keepUntil < begin) throw refused('Members cannot keep their tier until a day before the new rules begin.');
}

function mustFit(simulation: SimulationRecord, hash: string, newest: number): void {
  if (simulation.hash !== hash) throw changed('That simulation was made with another draft. Try this one first.');
  if (simulation.state !== 'done') throw changed('The simulation is not done. Wait for it, or start it again.');
  if (simulation.basedOnVersion !== newest)
    throw changed(`Version ${newest} was published since the simulation. Try the draft again: it is compared with that version then.`);
}

async function publishedBy(tx: Tx, ctx: Context, simulationId: string): Promise<number | undefined> {
  const [row] = await tx.rows<{ version: number }>('select version from program_version where shop_id = $1 and simulation_id = $2', [
    ctx.shop.id,
    simulationId,
  ]);
  return row?.version;
}

async function insert(tx: Tx, ctx: Context, version: number, simulation: SimulationRecord, request: PublishDraft): Promise<void> {
  const scheduled = request.startsAt !== null && request.startsAt > ctx.now;
  const inserted = await tx.exec(
    // After all that are in force, by the clock of another server perhaps, which may be some minutes ahead.
    `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at, note, keep_until, scheduled, simulation_id)
     select $1, $2, s.definition, $4, $5, greatest($6, (select max(starts_at) + interval '1 millisecond' from program_version
       where shop_id = $1 and (not scheduled or starts_at <= $4::timestamptz + interval '10 minutes'))), $7, $8, $9, s.id
     from program_simulation s where s.shop_id = $1 and s.id = $3 on conflict (shop_id, version) do nothing`,
    [
      ctx.shop.id,
      version,
      simulation.id,
      ctx.now,
      authorOf(ctx.actor),
      scheduled ? request.startsAt : ctx.now,
      request.note,
      request.keepUntil,
      scheduled,
    ],
  );
  if (inserted === 0)
    throw changed(`Version ${version} was published in the meantime. Try the draft again: it is compared with that version then.`);
}

async function afterwards(tx: Tx, ctx: Context, version: number, { simulationId, startsAt, keepUntil, note }: PublishDraft): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'program.publish',
    subject: `program/${version}`,
    details: { basedOnVersion: version - 1, simulationId, startsAt: startsAt?.toISOString() ?? null, keepUntil, note },
  });
  // One that begins later is found by the worker on its day.
  if (startsAt !== null && startsAt > ctx.now) return;
  await enqueue(tx, 'restand-all', { shopDomain: ctx.shop.domain, programVersion: version }, { key: `restand-all/${ctx.shop.id}` });
}

function changed(publicMessage: string): LaurelError {
  return new LaurelError('conflict', publicMessage, { publicMessage });
}

function refused(publicMessage: string): LaurelError {
  return new LaurelError('refused', publicMessage, { publicMessage });
}
