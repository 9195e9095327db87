import type { Context } from '../../context.ts';
import { mustFindSimulation, saveDraft, startSimulation, type SimulationRecord } from '../../program/index.ts';
import type { SimulationResult } from '../../views/program-shapes.ts';
import { findDraft } from '../../program/draft.ts';
import { simulate, type SimulateOptions } from './simulate.ts';

export const options: SimulateOptions = { memoryMb: () => 1, breathe: async () => {} };

/** A draft saved over whatever is there, and tried by the worker. */
export async function tryDraft(ctx: Context, definition: unknown, months = 36): Promise<SimulationRecord & { result: SimulationResult }> {
  const before = await ctx.db.read(ctx.shop.id, (tx) => findDraft(tx, ctx));
  const { hash } = await saveDraft(ctx, { definition, basedOnVersion: 1, revision: before?.revision ?? null });
  const id = await startSimulation(ctx, { hash, months });
  await simulate(ctx, id, options);
  const record = await ctx.db.read(ctx.shop.id, (tx) => mustFindSimulation(tx, ctx, id));
  return { ...record, result: record.result as SimulationResult };
}
