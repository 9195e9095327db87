import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { beginMerge, finishMerge, type MergedCustomers } from '../members/index.ts';
import { takeOverRedemptions } from '../redemption/index.ts';
import { consider } from '../referrals/index.ts';

/**
 * The story of two customers who became one in Shopify, in one transaction: the kept customer's member gets the orders, the
 * redemptions and all points of the other, and from then on whoever says the old customer means them. False: there was nothing to
 * merge. Repeating it changes nothing. Throws `conflict` when they were merged otherwise before, `invalid_request` for one customer.
 */
export async function mergeCustomers(ctx: Context, customers: MergedCustomers): Promise<boolean> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const merging = await beginMerge(tx, ctx, customers);
    if (!merging) return false;
    await keepWaived(tx, ctx, merging.gone, merging.kept);
    await tx.exec('update shop_order set member_id = $3 where shop_id = $1 and member_id = $2', [ctx.shop.id, merging.gone, merging.kept]);
    await takeOverRedemptions(tx, ctx, merging.gone, merging.kept);
    await finishMerge(tx, ctx, merging);
    await consider(tx, ctx, [merging.kept]);
    await enqueue(tx, 'announce', { shopDomain: ctx.shop.domain, customerIds: [customers.keptId] });
    return true;
  });
}

/**
 * An order the shop moved between these two may have left points with the former, by the merchant's policy for clawbacks. Now one
 * person has both, and the order remembers it as any order remembers what was waived.
 */
async function keepWaived(tx: Tx, ctx: Context, gone: MemberId, kept: MemberId): Promise<void> {
  await tx.exec(
    `update shop_order o set posted_points = o.posted_points + l.points, waived_points = o.waived_points + l.points
     from (select member_id, origin, sum(issued - reversed) as points from lot
           where shop_id = $1 and member_id in ($2, $3) and issued > reversed and origin like 'order/%' group by member_id, origin) l
     where o.shop_id = $1 and l.origin = 'order/' || o.order_id
       and (o.member_id = $2 and l.member_id = $3 or o.member_id = $3 and l.member_id = $2)`,
    [ctx.shop.id, gone, kept],
  );
}
