import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { nameFor, type Definition, type Locale } from '../program/index.ts';
import type { MemberOverview } from './shapes.ts';

/**
 * The campaigns that run on the shop's day for a member of a tier, or for everybody where there is no member, in the words of a locale.
 * Those for customers with a tag are left out: who has which tag only an order says.
 */
export function campaignsNow(
  ctx: Context,
  { campaigns = [] }: Definition,
  tierId: string | undefined,
  locale: Locale,
): Pick<MemberOverview, 'campaigns'> {
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  const running = campaigns.filter(
    ({ from, to, audience }) =>
      from <= today &&
      today <= to &&
      audience?.customerTags === undefined &&
      (audience?.tiers === undefined || (tierId !== undefined && audience.tiers.includes(tierId))),
  );
  if (running.length === 0) return {};
  return {
    campaigns: running.map((campaign) => {
      const { effect } = campaign;
      const factor = effect.kind === 'factor';
      return {
        id: campaign.id,
        name: nameFor(campaign, locale),
        factorHundredths: factor ? effect.factorHundredths : null,
        someProducts: factor && effect.match !== undefined,
        points: factor ? null : effect.points,
        minimumOrderMinor: factor ? null : effect.minimumOrderMinor,
        lastDay: campaign.to,
      };
    }),
  };
}
