import type { Cart, HistoryPage, MemberOverview, RedeemRequest, RedemptionView, WhyNot } from './contract.ts';
import type { ShopClock } from './countdown.ts';
import { ApiFailure } from './failure.ts';
import { send, type Transport } from './request.ts';

/** Why a reward was refused: `gone` is one that is no longer offered, `needs-cart` one that is only to be had with a cart that is known. */
export type Refusal = WhyNot | { readonly code: 'gone' | 'needs-cart' };

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
    overview: (cart, signal) =>
      send(
        transport,
        cart === null
          ? { method: 'GET', path: '/rpc/member', signal }
          : { method: 'POST', path: '/rpc/member/carts', body: cart, signal },
      ),
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

async function redeem(transport: Transport, request: RedeemRequest): Promise<Redeemed> {
  try {
    return { redemption: await send<RedemptionView>(transport, { method: 'POST', path: '/rpc/member/redemptions', body: request }) };
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.code !== 'refused') throw error;
    return { refused: refusalIn(error.details ?? {}) };
  }
}

/** What the server says beside the code is what its shape promises. */
function refusalIn(details: Readonly<Record<string, unknown>>): Refusal {
  return isKnown(details['code']) ? (details as unknown as Refusal) : { code: 'gone' };
}

const known: Readonly<Record<Refusal['code'], true>> = {
  'not-enough-points': true,
  'order-too-small': true,
  'nothing-to-discount': true,
  'tier-too-low': true,
  'not-yet': true,
  over: true,
  'limit-reached': true,
  'all-gone': true,
  'steps-out-of-range': true,
  'not-in-cart': true,
  'shipping-too-dear': true,
  'does-not-combine': true,
  'needs-cart': true,
  gone: true,
};

function isKnown(code: unknown): boolean {
  return typeof code === 'string' && Object.hasOwn(known, code);
}
