import type { Context } from '../../context.ts';
import { finishSimulation, takeSimulation } from '../../program/index.ts';

/** Tries a draft on the shop's past. */
export async function simulate(ctx: Context, id: string): Promise<void> {
  const simulation = await takeSimulation(ctx, id);
  if (simulation) await finishSimulation(ctx, id, { problem: 'Trying drafts on the past is not built yet.' });
}
