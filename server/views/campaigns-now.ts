import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { nameFor, type Definition, type Locale } from '../program/index.ts';
import type { MemberOverview, PublicProgram } from './shapes.ts';

/**
 * The campaigns that run on the shop's day, each with the tiers it is for, in the words of a locale. Those for customers with a tag are
 * left out: who has which tag only an order says.
 */
export function campaignsToday(ctx: Context, { campaigns = [] }: Definition, locale: Locale): PublicProgram['campaigns'] {
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  const running = campaigns.filter(({ from, to, audience }) => from <= today && today <= to && audience?.customerTags === undefined);
  return running.map((campaign) => {
    const { audience, effect } = campaign;
    const factor = effect.kind === 'factor';
    return {
      id: campaign.id,
      name: nameFor(campaign, locale),
      factorHundredths: factor ? effect.factorHundredths : null,
      someProducts: factor && effect.match !== undefined,
      points: factor ? null : effect.points,
      minimumOrderMinor: factor ? null : effect.minimumOrderMinor,
      lastDay: campaign.to,
      tierIds: audience?.tiers ?? null,
    };
  });
}

/** Those of them for a member of a tier, or where there is no member for everybody. */
export function campaignsNow(
  ctx: Context,
  definition: Definition,
  tierId: string | undefined,
  locale: Locale,
): Pick<MemberOverview, 'campaigns'> {
  const mine = campaignsToday(ctx, definition, locale).filter(
    ({ tierIds }) => tierIds === null || (tierId !== undefined && tierIds.includes(tierId)),
  );
  return mine.length === 0 ? {} : { campaigns: mine.map(({ tierIds: _, ...campaign }) => campaign) };
}
