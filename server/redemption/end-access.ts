import type { Context } from '../context.ts';
import { setTag, type AdminApi } from '../shopify/index.ts';
import { customerOf } from './issue-code.ts';
import { findRedemptions, type Redemption } from './record.ts';

/** How many are ended in one round. */
const endsMax = 50;

/**
 * Takes the tag of early access off customers whose days are over, unless another redemption of theirs still gives it. Returns how
 * many were ended; repeating it is harmless. Throws `shopify_unavailable`: the next round goes on.
 */
export async function endAccess(ctx: Context, api: AdminApi): Promise<number> {
  const due = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(tx, ctx.shop.id, `access_until <= $2 and access_ended_at is null order by access_until limit ${endsMax}`, [ctx.now]),
  );
  for (const redemption of due) {
    const { reward } = redemption;
    if (reward.kind === 'early-access' && !(await stillGiven(ctx, redemption, reward.tag))) {
      await setTag(api, await customerOf(ctx, redemption), reward.tag, false);
    }
    await ctx.db.transaction(ctx.shop.id, (tx) =>
      tx.exec('update redemption set access_ended_at = $3 where shop_id = $1 and id = $2', [ctx.shop.id, redemption.id, ctx.now]),
    );
  }
  return due.length;
}

/** By a redemption whose days go on, or one that is being delivered. */
async function stillGiven(ctx: Context, { id, memberId }: Redemption, tag: string): Promise<boolean> {
  const others = await ctx.db.read(ctx.shop.id, (tx) =>
    findRedemptions(
      tx,
      ctx.shop.id,
      `member_id = $2 and id <> $3 and reward ->> 'kind' = 'early-access' and lower(reward ->> 'tag') = lower($4)
       and (state = 'issued' or access_until > $5)`,
      [memberId, id, tag, ctx.now],
    ),
  );
  return others.length > 0;
}
