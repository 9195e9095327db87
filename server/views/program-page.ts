import type { Context } from '../context.ts';
import { comingProgram, programInForce, type ProgramVersion } from '../program/index.ts';
import { authorNames } from './author-names.ts';
import type { CurrentProgram } from './program-shapes.ts';
import type { ProgramView, PublicProgram } from './shapes.ts';

/** What anybody may read of the programme in force. */
export async function programPage(ctx: Context): Promise<PublicProgram> {
  const { version, definition } = await ctx.db.read(ctx.shop.id, (tx) => programInForce(tx, ctx.shop.id, ctx.now));
  return {
    name: definition.name,
    currency: definition.currency,
    version,
    // Field by field: a tier's tags and presents are nobody's business outside.
    tiers: definition.tiers.map(({ id, name, thresholdMinor, pointsPerMajorUnit, perks }) => ({
      id,
      name,
      thresholdMinor,
      pointsPerMajorUnit,
      perks,
    })),
    rewards: definition.rewards.map(({ id, kind, name, points, minimumOrderMinor }) => ({ id, kind, name, points, minimumOrderMinor })),
  };
}

/** The programme in force as staff see it, and the one that follows it on a later day. */
export async function currentProgram(ctx: Context): Promise<CurrentProgram> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const coming = await comingProgram(tx, ctx.shop.id, ctx.now);
    const author = await authorNames(tx, ctx.shop.id);
    return { ...programView(await programInForce(tx, ctx.shop.id, ctx.now), author), coming: coming ? programView(coming, author) : null };
  });
}

/** A published version as staff see it. */
export function programView(
  { version, definition, publishedAt, publishedBy, startsAt, note }: ProgramVersion,
  author: (stored: string) => string,
): ProgramView {
  return {
    version,
    definition,
    publishedAt: publishedAt.toISOString(),
    publishedBy: author(publishedBy),
    startsAt: startsAt.toISOString(),
    note: note ?? null,
  };
}
