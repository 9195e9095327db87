import type { Cart, MemberOverview, RedeemRequest, RedemptionView, WhyNot } from './contract.ts';
import { ApiFailure } from './failure.ts';
import { send, type Transport } from './request.ts';

/** Why a reward was refused: `gone` is one that is no longer offered, `needs-cart` one that is only to be had with a cart that is known. */
export type Refusal = WhyNot | { readonly code: 'gone' | 'needs-cart' };

/** What came of asking for a reward: a redemption, or the reason why it can't be had. */
export type Redeemed = { readonly redemption: RedemptionView } | { readonly refused: Refusal };

export interface Api {
  overview(cart: Cart | null, signal?: AbortSignal): Promise<MemberOverview>;
  redeem(request: RedeemRequest): Promise<Redeemed>;
  /** Gives the points back unless the code was used; the answer's state says which. */
  undo(redemptionId: string): Promise<RedemptionView>;
}

/** The shopper's door to Laurel. Every method throws {@link ApiFailure} when no answer can be had. */
export function createApi(transport: Transport): Api {
  return {
    overview: (cart, signal) =>
      send(
        transport,
        cart === null ? { method: 'GET', path: '/rpc/member', signal } : { method: 'POST', path: '/rpc/member/carts', body: cart, signal },
      ),
    redeem: (request) => redeem(transport, request),
    undo: (redemptionId) => send(transport, { method: 'DELETE', path: `/rpc/member/redemptions/${encodeURIComponent(redemptionId)}` }),
  };
}

async function redeem(transport: Transport, request: RedeemRequest): Promise<Redeemed> {
  try {
    return { redemption: await send<RedemptionView>(transport, { method: 'POST', path: '/rpc/member/redemptions', body: request }) };
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.code !== 'refused') throw error;
    // A reward the server does not know is one that is gone; every other reason is told as it came.
    return { refused: error.details?.['code'] === 'unknown-reward' ? { code: 'gone' } : (error.details as unknown as Refusal) };
  }
}
