import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { estimate, programInForce } from '../program/index.ts';
import type { Estimate } from './shapes.ts';

export interface EstimateRequest {
  readonly currency: string;
  readonly lines: readonly { productId?: string | undefined; netMinor: number; giftCard: boolean }[];
}

/** What a cart would earn in the member's tier (a guest: in the first). Throws `invalid_request` for another currency than the shop's. */
export async function estimateFor(ctx: Context, memberId: MemberId | undefined, request: EstimateRequest): Promise<Estimate> {
  if (request.currency !== ctx.shop.currency) {
    throw new LaurelError('invalid_request', `cart in ${request.currency}`, {
      publicMessage: `Points are counted in ${ctx.shop.currency}.`,
    });
  }
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const [member] =
      memberId === undefined
        ? []
        : await tx.rows<{ tier_id: string }>('select tier_id from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    return estimate(definition, member?.tier_id, request.lines);
  });
}
