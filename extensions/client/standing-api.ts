import type { MemberOverview, OrderPoints } from './contract.ts';
import { send, type Transport } from './request.ts';

/** What a card that only looks needs: where the shopper stands, and what an order brought. Every method throws an {@link ApiFailure}. */
export interface StandingApi {
  overview(signal?: AbortSignal): Promise<MemberOverview>;
  order(orderId: string, signal?: AbortSignal): Promise<OrderPoints>;
}

export function createStandingApi(transport: Transport): StandingApi {
  return {
    overview: (signal) => send(transport, { method: 'GET', path: '/rpc/member', signal }),
    order: (orderId, signal) => send(transport, { method: 'GET', path: `/rpc/member/orders/${encodeURIComponent(orderId)}`, signal }),
  };
}
