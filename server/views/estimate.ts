import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { estimate, programInForce, type EstimateCart } from '../program/index.ts';
import { contextOf } from './earn-context.ts';
import type { Estimate } from './shapes.ts';

export interface EstimateRequest extends Omit<EstimateCart, 'customerTags'> {
  readonly currency: string;
}

/**
 * What a cart would earn if it were ordered now: in the member's tier and after all the member did before (a guest: a first order in
 * the first tier). Reasons are in the locale's words. Throws `invalid_request` for another currency than the shop's.
 */
export async function estimateFor(
  ctx: Context,
  memberId: MemberId | undefined,
  { currency, ...cart }: EstimateRequest,
  locale = 'en',
): Promise<Estimate> {
  if (currency !== ctx.shop.currency) {
    throw new LaurelError('invalid_request', `cart in ${currency}`, { publicMessage: `Points are counted in ${ctx.shop.currency}.` });
  }
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const [member] =
      memberId === undefined
        ? []
        : await tx.rows<{ tier_id: string }>('select tier_id from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    const { context, customerTags } = await contextOf(tx, ctx, memberId, definition);
    return estimate(definition, member?.tier_id, { ...cart, customerTags }, context, locale);
  });
}
