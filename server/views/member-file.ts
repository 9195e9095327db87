import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { openLots } from '../ledger/index.ts';
import { programInForce } from '../program/index.ts';
import { findRedemptions } from '../redemption/index.ts';
import { memberColumns, toRows, type MemberRecord } from './member-list.ts';
import { redemptionView } from './redemption-view.ts';
import type { MemberFile } from './shapes.ts';

/** All staff see of one member. Throws `not_found`. */
export async function memberFile(ctx: Context, memberId: MemberId): Promise<MemberFile> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const records = await tx.rows<MemberRecord>(`select ${memberColumns} from member where shop_id = $1 and id = $2`, [ctx.shop.id, memberId]);
    if (records.length === 0) throw new LaurelError('not_found', `no member ${memberId}`);
    const [member] = await toRows(tx, ctx, definition, records);
    assert(member, 'a record makes a row');
    const standings = await tx.rows<{ tier_id: string; since: Date; reason: string }>(
      'select tier_id, since, reason from standing where shop_id = $1 and member_id = $2 order by seq desc limit 50',
      [ctx.shop.id, memberId],
    );
    const redemptions = await findRedemptions(tx, ctx.shop.id, 'member_id = $2 order by created_at desc limit 50', [memberId]);
    const lots = await openLots(tx, ctx.shop, memberId, ctx.now);
    return {
      member,
      currency: ctx.shop.currency,
      lots: lots.map((lot) => ({
        no: lot.no,
        origin: lot.origin,
        source: lot.source,
        issued: lot.issued,
        pending: lot.pending,
        available: lot.available,
        held: lot.held,
        earnedAt: lot.earnedAt.toISOString(),
        vestsOn: lot.vestsOn ?? null,
        expiresOn: lot.expiresOn ?? null,
      })),
      standings: standings.map((standing) => ({
        tierName: definition.tiers.find((tier) => tier.id === standing.tier_id)?.name ?? standing.tier_id,
        since: standing.since.toISOString(),
        reason: standing.reason,
      })),
      redemptions: redemptions.map((redemption) => ({ ...redemptionView(redemption), at: redemption.createdAt.toISOString() })),
    };
  });
}
