import type { Context } from '../context.ts';
import { enqueue } from '../jobs/index.ts';
import { enrollIn, keepEmail, lockCurrent } from '../members/index.ts';
import { book } from './book.ts';
import { guestOrders } from './record.ts';

/**
 * Gives the guest orders of a verified e-mail address to its customer, who gets their points and spend now; what was pinned and
 * when points expire counts from the orders' own dates. Returns how many orders were found. Repeating it changes nothing.
 */
export async function claimGuestOrders(ctx: Context, customerId: string, emailHash: string): Promise<number> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const memberId = (await enrollIn(tx, ctx, [{ customerId }])).memberOf(customerId);
    await lockCurrent(tx, ctx, [memberId]);
    await keepEmail(tx, ctx, memberId, emailHash);
    const orders = await guestOrders(tx, ctx, emailHash);
    const booked = await book(
      tx,
      ctx,
      orders.map((order) => ({ ...order, memberId })),
      { imported: false, claimed: true },
    );
    if (booked.size > 0) await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds: [customerId] });
    return booked.size;
  });
}
