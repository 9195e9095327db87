import type { Context } from '../context.ts';
import { verify } from '../ledger/index.ts';
import { verifyOrders } from '../orders/index.ts';
import type { Verification } from './shapes.ts';

/** Derives every balance, lot and hold from the entries again, and every standing from the orders. Reads only; may take seconds for a large shop. */
export async function verification(ctx: Context): Promise<Verification> {
  const ledger = await verify(ctx.db, ctx.shop);
  const orders = await ctx.db.read(ctx.shop.id, (tx) => verifyOrders(tx, ctx.shop.id));
  return {
    at: ctx.now.toISOString(),
    members: ledger.members,
    entries: ledger.entries,
    differences: [...ledger.differences, ...orders].map(({ memberId, what, stored, derived }) => ({ memberId, what, stored, derived })),
  };
}
