import type { Cart, HistoryPage, MemberOverview, RedeemRequest, RedemptionView, WhyNot } from './contract.ts';
import type { ShopClock } from './countdown.ts';
import { ApiFailure } from './failure.ts';
import { send, type Transport } from './request.ts';

/** Why a reward was refused: `gone` is one that is no longer offered. */
export type Refusal = WhyNot | { readonly code: 'gone' };

/** What came of asking for a reward: a redemption, or the reason why it can't be had. */
export type Redeemed = { readonly redemption: RedemptionView } | { readonly refused: Refusal };

export interface Api {
  overview(cart: Cart | null, signal?: AbortSignal): Promise<MemberOverview>;
  history(before: string | null, signal?: AbortSignal): Promise<HistoryPage>;
  redeem(request: RedeemRequest): Promise<Redeemed>;
  /** Gives the points back unless the code was used; the answer's state says which. */
  undo(redemptionId: string): Promise<RedemptionView>;
}

/** The shopper's door to Laurel. Every method throws {@link ApiFailure} when no answer can be had. */
export function createApi(transport: Transport): Api {
  return {
    overview: (cart, signal) => send(transport, { method: 'GET', path: `/rpc/member${cartQuery(cart)}`, signal }),
    history: (before, signal) =>
      send(transport, {
        method: 'GET',
        path: `/rpc/member/history${before === null ? '' : `?before=${encodeURIComponent(before)}`}`,
        signal,
      }),
    redeem: (request) => redeem(transport, request),
    undo: (redemptionId) => send(transport, { method: 'DELETE', path: `/rpc/member/redemptions/${encodeURIComponent(redemptionId)}` }),
  };
}

/** The same door; what each overview says of the time is learned. */
export function withClock(api: Api, clock: ShopClock): Api {
  return {
    ...api,
    overview: async (cart, signal) => {
      const overview = await api.overview(cart, signal);
      clock.learn(overview.at);
      return overview;
    },
  };
}

function cartQuery(cart: Cart | null): string {
  return cart === null ? '' : `?subtotalMinor=${cart.subtotalMinor}&currency=${encodeURIComponent(cart.currency)}`;
}

async function redeem(transport: Transport, request: RedeemRequest): Promise<Redeemed> {
  try {
    return { redemption: await send<RedemptionView>(transport, { method: 'POST', path: '/rpc/member/redemptions', body: request }) };
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.code !== 'refused') throw error;
    return { refused: refusalIn(error.details ?? {}) };
  }
}

function refusalIn(details: Readonly<Record<string, unknown>>): Refusal {
  switch (details['code']) {
    case 'not-enough-points':
      return { code: 'not-enough-points', missingPoints: Number(details['missingPoints']) };
    case 'order-too-small':
      return { code: 'order-too-small', missingMinor: Number(details['missingMinor']) };
    case 'nothing-to-discount':
      return { code: 'nothing-to-discount' };
    default:
      return { code: 'gone' };
  }
}
