import { nameFor, type Locale } from '../program/index.ts';
import { giftCardCode, undoable, type Redemption } from '../redemption/index.ts';
import type { RedemptionView } from './shapes.ts';

/** A redemption as its owner sees it, with the reward’s name in their language. The code is shown only while it can be used or was used. */
export function redemptionView(redemption: Redemption, locale?: Locale): RedemptionView {
  const usable = redemption.state === 'issued' || redemption.state === 'captured';
  return {
    id: redemption.id,
    rewardId: redemption.rewardId,
    title: nameFor(redemption.reward, locale),
    points: redemption.points,
    state: redemption.state,
    code: usable ? codeOf(redemption) : null,
    until: redemption.holdUntil.toISOString(),
    ...(redemption.leaseUntil && { leasedUntil: redemption.leaseUntil.toISOString() }),
    canUndo: undoable(redemption),
    way: redemption.way,
  };
}

/** A gift card has the redemption's code, as Shopify writes it; store credit, early access and what is handed over have none. */
function codeOf(redemption: Redemption): string | null {
  if (redemption.way === 'code') return redemption.code;
  return redemption.reward.kind === 'gift-card' && redemption.state === 'captured' ? giftCardCode(redemption) : null;
}
