import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { findRedemption, type Redemption } from './record.ts';

/**
 * How long a page may be silent before what it keeps is taken back. With the sweep's two seconds and Shopify's three answers the
 * points are back within a minute of the last word; a page that speaks every fifteen seconds may lose one of its words.
 */
export const leaseMs = 40_000;

/** page: it is open and goes on saying so · hold: the code was copied, or payment began; it stays good for the programme's time. */
export type KeptBy = 'page' | 'hold';

/**
 * Renews the lease of an open redemption, never beyond the programme's time, or ends it in favour of that. One that is being taken
 * back or was used stays as it is, and so does one that was never leased. Throws `not_found` for anybody else's.
 */
export async function keep(ctx: Context, redemptionId: string, owner: MemberId, by: KeptBy): Promise<Redemption> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const redemption = await findRedemption(tx, ctx.shop.id, redemptionId, true);
    if (redemption?.memberId !== owner) throw new LaurelError('not_found', `no redemption ${redemptionId} of this member`);
    if (redemption.leaseUntil === undefined || (redemption.state !== 'held' && redemption.state !== 'issued')) return redemption;
    const leaseUntil = by === 'hold' ? undefined : new Date(Math.min(ctx.now.getTime() + leaseMs, redemption.holdUntil.getTime()));
    await tx.exec('update redemption set lease_until = $3 where shop_id = $1 and id = $2', [ctx.shop.id, redemptionId, leaseUntil ?? null]);
    return { ...redemption, leaseUntil };
  });
}
