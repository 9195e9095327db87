import type { Context } from '../context.ts';
import { comingProgram, programInForce, type Definition, type Locale, type ProgramVersion } from '../program/index.ts';
import { authorNames } from './author-names.ts';
import { campaignsNow } from './campaigns-now.ts';
import { actionViews } from './member-actions.ts';
import type { CurrentProgram } from './program-shapes.ts';
import { tiersOfProgram } from './public-tier.ts';
import { guestReward } from './reward-view.ts';
import type { ProgramView, PublicProgram } from './shapes.ts';

/** What anybody may read of the programme in force, in the words of a locale; campaigns as they are on the shop's day. */
export async function programPage(ctx: Context, locale: Locale): Promise<PublicProgram> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { version, definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const actions = await actionViews(tx, ctx, definition, undefined, locale);
    return {
      ...tiersOfProgram(definition, locale),
      version,
      rateIsLeast: rateIsLeast(definition),
      rewards: definition.rewards.map((reward) => {
        const { discountMinor: _, whyNot: __, ...told } = guestReward(reward, locale);
        return told;
      }),
      actions: actions.map(({ id, kind, name, points, times, per, how }) => ({ id, kind, name, points, times, per, how })),
      campaigns: campaignsNow(ctx, definition, undefined, locale).campaigns ?? [],
    };
  });
}

/** Rounded by the line, a cart can earn less than its sum would. */
function rateIsLeast({ earning: { caps, exclude, minimumOrderMinor, rounding, roundingPer } }: Definition): boolean {
  const byLine = roundingPer === 'line' && rounding !== 'up';
  return !caps && !exclude && !minimumOrderMinor && !byLine;
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
