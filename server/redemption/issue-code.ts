import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { createCode, type AdminApi, type CodeOrder } from '../shopify/index.ts';
import { findRedemption, type Redemption } from './record.ts';

/** How far Shopify's clock may be behind ours without the code being "not yet valid". */
const clockSlackMs = 60_000;

/**
 * Makes the code of a held redemption in Shopify and records it. Done twice it is done once.
 * Not for use inside a transaction. Throws `not_found`, or `shopify_unavailable` (then it may be tried again).
 */
export async function issueCode(ctx: Context, api: AdminApi, redemptionId: string): Promise<Redemption> {
  const redemption = await ctx.db.read(ctx.shop.id, (tx) => findRedemption(tx, ctx.shop.id, redemptionId));
  if (!redemption) throw new LaurelError('not_found', `no redemption ${redemptionId}`);
  if (redemption.state !== 'held' || redemption.holdUntil <= ctx.now) return redemption;

  const customerId = await customerOf(ctx, redemption);
  const gid = await createCode(api, codeOrder(ctx, redemption, customerId));
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    // Whoever takes it back meanwhile finds the code by its name, so recording it late harms nothing.
    await tx.exec(
      `update redemption set discount_gid = $3, state = case when state = 'held' then 'issued' else state end
       where shop_id = $1 and id = $2`,
      [ctx.shop.id, redemptionId, gid],
    );
    return (await findRedemption(tx, ctx.shop.id, redemptionId)) ?? redemption;
  });
}

/** The discount as Shopify must hold it: one use, this customer, gone when the hold ends. */
export function codeOrder(ctx: Context, redemption: Redemption, customerId: string): CodeOrder {
  const { reward } = redemption;
  assert(
    reward.kind === 'amount' || reward.kind === 'percentage' || reward.kind === 'free-shipping',
    `no code is made for a reward of the kind ${reward.kind}`,
  );
  return {
    code: redemption.code,
    title: reward.name,
    tag: `r-${redemption.id}`,
    customerId,
    startsAt: new Date(redemption.createdAt.getTime() - clockSlackMs),
    endsAt: redemption.holdUntil,
    currency: ctx.shop.currency,
    minimumOrderMinor: reward.minimumOrderMinor,
    value: reward,
  };
}

/** Shopify's numeric id of the member who redeems. */
export async function customerOf(ctx: Context, redemption: Redemption): Promise<string> {
  const [member] = await ctx.db.read(ctx.shop.id, (tx) =>
    tx.rows<{ customer_id: string }>('select customer_id from member where shop_id = $1 and id = $2', [ctx.shop.id, redemption.memberId]),
  );
  if (!member) throw new LaurelError('not_found', `no member ${redemption.memberId}`);
  return member.customer_id;
}
