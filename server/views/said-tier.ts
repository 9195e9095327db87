import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Said } from '../members/index.ts';
import { programInForce, tierOf } from '../program/index.ts';
import type { SaidTier } from './tier-shapes.ts';

/** What came of something that was said about a member's tier. */
export async function saidTier(ctx: Context, memberId: MemberId, { change }: Said): Promise<SaidTier> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const [row] = await tx.rows<{ tier_id: string }>('select tier_id from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    const tier = tierOf(definition, row?.tier_id);
    return { tierId: tier.id, tierName: tier.name, changed: change !== undefined };
  });
}
