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

/** Whether the overview will be different soon without anybody touching it: a code is being made or taken back. */
export function isUnsettled(overview: MemberOverview): boolean {
  return overview.redemptions.some(({ state, code }) => state === 'releasing' || (state === 'held' && code === null));
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
