import type { Context } from '../context.ts';
import { mustFindSimulation, newestSimulation, type SimulationRecord } from '../program/index.ts';
import type { Tx } from '../db/index.ts';
import type { Simulation, SimulationResult } from './program-shapes.ts';

/** One simulation, how far it is and what came of it. Throws `not_found`. */
export async function simulationView(ctx: Context, id: string): Promise<Simulation> {
  return ctx.db.read(ctx.shop.id, async (tx) => toView(tx, ctx, await mustFindSimulation(tx, ctx, id)));
}

/** The newest simulation of a draft; without a hash, of any. */
export async function newestSimulationView(ctx: Context, hash: string | undefined): Promise<{ simulation: Simulation | null }> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const found = await newestSimulation(tx, ctx, hash);
    return { simulation: found ? await toView(tx, ctx, found) : null };
  });
}

async function toView(tx: Tx, ctx: Context, record: SimulationRecord): Promise<Simulation> {
  const { id, hash, basedOnVersion, months, state, done, total, problem, at, by } = record;
  const result = state === 'done' ? await withNames(tx, ctx, record.result as SimulationResult) : null;
  return { id, hash, basedOnVersion, months, state, done, of: total, result, problem: problem ?? null, at: at.toISOString(), by };
}

/** Names are not kept with a result: a member who is gone from the shop is gone from it too. */
async function withNames(tx: Tx, ctx: Context, result: SimulationResult): Promise<SimulationResult> {
  const sides = [result.winners, result.losers];
  const ids = sides.flatMap(({ samples }) => samples.map(({ memberId }) => memberId));
  const rows = await tx.rows<{ id: string; name: string | null }>(
    'select id, name from member where shop_id = $1 and id = any($2::uuid[])',
    [ctx.shop.id, ids],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const [winners, losers] = sides.map((side) => ({
    ...side,
    samples: side.samples.map((sample) => ({ ...sample, name: names.get(sample.memberId) ?? null })),
  }));
  return { ...result, winners: winners ?? result.winners, losers: losers ?? result.losers };
}
