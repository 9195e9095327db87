import type { Context } from '../context.ts';
import { findMembers } from '../members/index.ts';
import { programInForce } from '../program/index.ts';
import { actionsOfKind } from './decide.ts';
import { perform } from './perform.ts';

/**
 * Pays a customer who has just become a member by themselves for joining; whoever was brought over from elsewhere is not asked here.
 * Repeating it pays nothing more.
 */
export async function payForJoining(ctx: Context, customerId: string): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const memberId = (await findMembers(tx, ctx, [customerId])).get(customerId);
    if (memberId === undefined) return;
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const deeds = actionsOfKind(definition, 'sign-up').map(({ id }) => ({
      memberId,
      actionId: id,
      event: `sign-up/${memberId}`,
      at: ctx.now,
    }));
    await perform(tx, ctx, deeds);
  });
}
