import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { authorOf } from './author.ts';
import { readDefinition } from './check.ts';
import type { Definition } from './definition.ts';
import { findDraft } from './draft.ts';
import { lastPublished } from './in-force.ts';

export type SimulationState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

/** A draft tried on the past: how far it is, and what came of it. */
export interface SimulationRecord {
  readonly id: string;
  readonly definition: Definition;
  readonly hash: string;
  readonly basedOnVersion: number;
  readonly months: number;
  readonly state: SimulationState;
  /** Orders so far, and in all. */
  readonly done: number;
  readonly total: number;
  readonly result: unknown;
  readonly problem: string | undefined;
  readonly at: Date;
  readonly by: string;
}

/** How many of a shop's are kept, beside those that were published. */
const keptMax = 20;
/** One that runs tells how far it is several times a second; after so long in silence its worker is taken for dead. */
const silenceMs = 60_000;

/**
 * Has the draft tried on the last months by the worker. One that still runs for the shop is stopped: only the newest matters. Throws
 * `conflict` when the draft is another by now, and `invalid_program` when it has problems.
 */
export async function startSimulation(ctx: Context, request: { hash: string; months: number }): Promise<string> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const draft = await findDraft(tx, ctx, true);
    if (draft?.hash !== request.hash)
      throw new LaurelError('conflict', 'the draft is another by now', {
        publicMessage: 'The draft was changed in the meantime. Look at it again, then try it.',
      });
    const read = readDefinition(draft.definition, ctx.shop);
    if ('problems' in read)
      throw new LaurelError('invalid_program', 'a draft with problems cannot be tried', { details: { problems: read.problems } });
    const { version } = await lastPublished(tx, ctx.shop.id);
    const id = newId(ctx.now, ctx.random);
    await tx.exec(`update program_simulation set state = 'cancelled' where shop_id = $1 and state in ('waiting', 'running')`, [
      ctx.shop.id,
    ]);
    await tx.exec(
      `insert into program_simulation (shop_id, id, definition, hash, based_on_version, months, at, by, touched_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ctx.shop.id,
        id,
        JSON.stringify(read.definition),
        request.hash,
        version,
        request.months,
        ctx.now,
        authorOf(ctx.actor),
        ctx.wallClock(),
      ],
    );
    await forgetOldest(tx, ctx);
    await enqueueSimulation(tx, ctx, id);
    return id;
  });
}

/** Asks a simulation to stop; one that has ended stays as it is. Throws `not_found` when there is none. */
export async function cancelSimulation(ctx: Context, id: string): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    await mustFindSimulation(tx, ctx, id);
    await tx.exec(`update program_simulation set state = 'cancelled' where shop_id = $1 and id = $2 and state in ('waiting', 'running')`, [
      ctx.shop.id,
      id,
    ]);
  });
}

/** Puts simulations whose worker died on the list again. */
export async function resumeSimulations(ctx: Context): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const lost = await tx.rows<{ id: string }>(
      `update program_simulation set touched_at = $2 where shop_id = $1 and state in ('waiting', 'running') and touched_at < $3 returning id`,
      [ctx.shop.id, ctx.wallClock(), new Date(ctx.wallClock().getTime() - silenceMs)],
    );
    for (const { id } of lost) await enqueueSimulation(tx, ctx, id);
  });
}

/** The worker begins, or begins again; undefined: it was stopped before it began, or is done. */
export async function takeSimulation(ctx: Context, id: string): Promise<SimulationRecord | undefined> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [row] = await tx.rows<Row>(
      `update program_simulation set state = 'running', done = 0, touched_at = $3
       where shop_id = $1 and id = $2 and state in ('waiting', 'running') returning ${columns}`,
      [ctx.shop.id, id, ctx.wallClock()],
    );
    return row && toRecord(row);
  });
}

/** Notes how far it is. False: it was asked to stop. */
export async function noteProgress(ctx: Context, id: string, done: number, total: number): Promise<boolean> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const noted = await tx.exec(
      `update program_simulation set done = $3, total = $4, touched_at = $5 where shop_id = $1 and id = $2 and state = 'running'`,
      [ctx.shop.id, id, done, total, ctx.wallClock()],
    );
    return noted === 1;
  });
}

/** Keeps what came of it, unless it was asked to stop meanwhile: a result, or why there is none, in words. */
export async function finishSimulation(ctx: Context, id: string, outcome: { result: object } | { problem: string }): Promise<void> {
  const [state, result, problem] =
    'result' in outcome ? ['done', JSON.stringify(outcome.result), null] : ['failed', null, outcome.problem.slice(0, 500)];
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `update program_simulation set state = $3, result = $4, problem = $5, done = case when $3 = 'done' then total else done end, touched_at = $6
       where shop_id = $1 and id = $2 and state = 'running'`,
      [ctx.shop.id, id, state, result, problem, ctx.wallClock()],
    ),
  );
}

/** One simulation. Throws `not_found`. */
export async function mustFindSimulation(tx: Tx, ctx: Context, id: string): Promise<SimulationRecord> {
  const [row] = await tx.rows<Row>(`select ${columns} from program_simulation where shop_id = $1 and id = $2`, [ctx.shop.id, id]);
  if (!row) throw new LaurelError('not_found', `no simulation ${id}`, { publicMessage: 'There is no such simulation.' });
  return toRecord(row);
}

/** The newest simulation of a document, or of any. */
export async function newestSimulation(tx: Tx, ctx: Context, hash: string | undefined): Promise<SimulationRecord | undefined> {
  const [row] = await tx.rows<Row>(
    `select ${columns} from program_simulation where shop_id = $1 and ($2::text is null or hash = $2) order by at desc, id desc limit 1`,
    [ctx.shop.id, hash ?? null],
  );
  return row && toRecord(row);
}

async function enqueueSimulation(tx: Tx, ctx: Context, simulationId: string): Promise<void> {
  await enqueue(tx, 'simulate', { shopDomain: ctx.shop.domain, simulationId }, { key: `simulate/${simulationId}`, attemptsMax: 3 });
}

async function forgetOldest(tx: Tx, ctx: Context): Promise<void> {
  await tx.exec(
    `delete from program_simulation s where shop_id = $1
       and not exists (select from program_version v where v.shop_id = $1 and v.simulation_id = s.id)
       and id in (select id from program_simulation where shop_id = $1 order by at desc, id desc offset $2)`,
    [ctx.shop.id, keptMax],
  );
}

interface Row extends Omit<SimulationRecord, 'basedOnVersion' | 'problem'> {
  readonly based_on_version: number;
  readonly problem: string | null;
}

const columns = 'id, definition, hash, based_on_version, months, state, done, total, result, problem, at, by';

function toRecord({ based_on_version, problem, ...row }: Row): SimulationRecord {
  return { ...row, basedOnVersion: based_on_version, problem: problem ?? undefined };
}
