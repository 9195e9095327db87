import { canUndo, type Redemption } from '../redemption/index.ts';
import type { RedemptionView } from './shapes.ts';

/** A redemption as its owner sees it. The code is shown only while it can be used or was used. */
export function redemptionView(redemption: Redemption): RedemptionView {
  const usable = redemption.state === 'issued' || redemption.state === 'captured';
  return {
    id: redemption.id,
    rewardId: redemption.rewardId,
    title: redemption.reward.name,
    points: redemption.points,
    state: redemption.state,
    code: usable ? redemption.code : null,
    until: redemption.holdUntil.toISOString(),
    canUndo: canUndo(redemption.state),
  };
}
