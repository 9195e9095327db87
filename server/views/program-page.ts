import type { Context } from '../context.ts';
import { programInForce } from '../program/index.ts';
import type { ProgramView, PublicProgram } from './shapes.ts';

/** What anybody may read of the programme in force. */
export async function programPage(ctx: Context): Promise<PublicProgram> {
  const { version, definition } = await ctx.db.read(ctx.shop.id, (tx) => programInForce(tx, ctx.shop.id, ctx.now));
  return {
    name: definition.name,
    currency: definition.currency,
    version,
    tiers: definition.tiers,
    rewards: definition.rewards.map(({ id, kind, name, points, minimumOrderMinor }) => ({ id, kind, name, points, minimumOrderMinor })),
  };
}

/** The programme in force as staff see it. */
export async function programView(ctx: Context): Promise<ProgramView> {
  const program = await ctx.db.read(ctx.shop.id, (tx) => programInForce(tx, ctx.shop.id, ctx.now));
  return {
    version: program.version,
    definition: program.definition,
    publishedAt: program.publishedAt.toISOString(),
    publishedBy: program.publishedBy,
  };
}
