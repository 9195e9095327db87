import type { Context } from '../context.ts';
import { countWaiting } from '../approvals/index.ts';
import { totals } from '../ledger/index.ts';
import { programInForce } from '../program/index.ts';
import type { StaffOverview } from './shapes.ts';

/** The shop at a glance. Sums are over the whole ledger, in points. */
export async function staffOverview(ctx: Context): Promise<StaffOverview> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const counts = await tx.rows<{ tier_id: string; count: number }>(
      'select tier_id, count(*) as count from member where shop_id = $1 and merged_into is null group by tier_id',
      [ctx.shop.id],
    );
    const [failed] = await tx.rows<{ count: number }>(`select count(*) as count from webhook where shop_id = $1 and state = 'failed'`, [
      ctx.shop.id,
    ]);
    const byTier = new Map(counts.map((row) => [row.tier_id, row.count]));
    const sums = await totals(tx, ctx.shop.id);
    return {
      shop: { name: ctx.shop.name, domain: ctx.shop.domain, currency: ctx.shop.currency },
      members: definition.tiers.map((tier) => ({ tierId: tier.id, tierName: tier.name, count: byTier.get(tier.id) ?? 0 })),
      points: { available: sums.available, pending: sums.pending, held: sums.held, debt: sums.debt },
      issued: sums.issued,
      redeemed: sums.redeemed,
      expired: sums.expired,
      reversed: sums.reversed,
      failedWebhooks: failed?.count ?? 0,
      approvalsWaiting: await countWaiting(tx, ctx.shop.id, ctx.now),
    };
  });
}
