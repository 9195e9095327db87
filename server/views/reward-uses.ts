import type { Context } from '../context.ts';
import type { RewardUses } from './program-shapes.ts';

/** How often each reward was used, over all versions: a reward keeps its id from one to the next. */
export async function rewardUses(ctx: Context): Promise<RewardUses> {
  return ctx.db.read(ctx.shop.id, async (tx) => ({
    uses: await tx.rows<RewardUses['uses'][number]>(
      `select reward_id as "rewardId", count(*) filter (where state = 'captured') as used,
         count(*) filter (where state in ('held', 'issued', 'releasing')) as open
       from redemption where shop_id = $1 group by reward_id order by reward_id`,
      [ctx.shop.id],
    ),
  }));
}
