import type { MemberOverview, RedemptionView } from './contract.ts';

/** The overview with the newest word on one redemption, so that nothing on the page is older than what the shopper just did. */
export function withRedemption(overview: MemberOverview, redemption: RedemptionView): MemberOverview {
  const others = overview.redemptions.filter(({ id }) => id !== redemption.id);
  const before = overview.redemptions.length > others.length;
  const after = isOpen(redemption);
  return {
    ...overview,
    points: overview.points === null ? null : movePoints(overview.points, redemption, before, after),
    redemptions: after ? [redemption, ...others] : others,
  };
}

/** How long to wait before asking again, because a code is being made or taken back, or its time is up; false when nothing is under way. */
export function pauseUntilSettledMs(overview: MemberOverview | undefined): number | false {
  const underway = overview?.redemptions.some(
    ({ state, code, way, until }) =>
      state === 'releasing' || (way !== 'by-hand' && ((state === 'held' && code === null) || Date.parse(until) <= Date.parse(overview.at))),
  );
  return underway === true ? 3_000 : false;
}

function isOpen({ state }: RedemptionView): boolean {
  return state === 'held' || state === 'issued' || state === 'releasing';
}

function movePoints(points: NonNullable<MemberOverview['points']>, redemption: RedemptionView, before: boolean, after: boolean) {
  if (!before && after) return { ...points, available: points.available - redemption.points, held: points.held + redemption.points };
  if (!before || after) return points;
  const returned = redemption.state === 'released' ? redemption.points : 0;
  return { ...points, available: points.available + returned, held: points.held - redemption.points };
}
