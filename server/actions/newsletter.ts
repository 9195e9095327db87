import type { Context } from '../context.ts';
import { findMembers } from '../members/index.ts';
import { programInForce } from '../program/index.ts';
import { actionsOfKind } from './decide.ts';
import { perform } from './perform.ts';

/** A customer's word that they may be written to, and when they gave it. */
export interface Consent {
  readonly customerId: string;
  readonly subscribed: boolean;
  /** Names this consent: given again after it was taken back, it is another. */
  readonly since: string;
}

/** Pays a member who subscribed to the newsletter, once for each time they did and as often as the programme says. A stranger gets nothing. */
export async function payForNewsletter(ctx: Context, { customerId, since, subscribed }: Consent): Promise<void> {
  if (!subscribed) return;
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const actions = actionsOfKind(definition, 'newsletter');
    const memberId = actions.length === 0 ? undefined : (await findMembers(tx, ctx, [customerId])).get(customerId);
    if (memberId === undefined) return;
    await perform(
      tx,
      ctx,
      actions.map(({ id }) => ({ memberId, actionId: id, event: `newsletter/${memberId}/${since}`, at: ctx.now })),
    );
  });
}
