import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { unknownDay } from '../core/time.ts';
import { openLots } from '../ledger/index.ts';
import type { OrderPoints } from './shapes.ts';

/**
 * What one of the member's own orders brought so far. An order of which Shopify has not told yet is on its way: who has just paid asks
 * before the webhook comes. Throws `not_found` for an order of somebody else.
 */
export async function orderPoints(ctx: Context, memberId: MemberId, orderId: string): Promise<OrderPoints> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const [order] = await tx.rows<{ member_id: MemberId | null; points: number; settled_at: Date | null }>(
      `select member_id, (posted_points - waived_points)::bigint as points, settled_at from shop_order where shop_id = $1 and order_id = $2`,
      [ctx.shop.id, orderId],
    );
    if (!order || order.settled_at === null || order.member_id === null)
      return { state: 'coming', points: 0, pending: 0, pendingUntil: null };
    if (order.member_id !== memberId) throw new LaurelError('not_found', `order ${orderId} is of another member`);
    const lots = (await openLots(tx, ctx.shop, memberId, ctx.now)).filter(
      ({ origin, pending }) => origin === `order/${orderId}` && pending > 0,
    );
    const days = lots.map(({ vestsOn }) => vestsOn ?? unknownDay).sort();
    const last = days.at(-1);
    return {
      state: 'counted',
      points: order.points,
      pending: lots.reduce((sum, { pending }) => sum + pending, 0),
      pendingUntil: last === undefined || last === unknownDay ? null : last,
    };
  });
}
