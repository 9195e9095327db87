import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { endKeeps } from './keeps.ts';
import { sayTier, type Said } from './say-tier.ts';

/**
 * Ends a pin, an invitation or a kept tier: from now on the member stands where all else leaves them. Ending it twice ends it once.
 * Throws `forbidden` for who is not staff, `not_found` for a member or keep there never was, `conflict` for a member who was merged.
 */
export async function endKeep(ctx: Context, memberId: MemberId, no: number): Promise<Said> {
  return sayTier(ctx, memberId, async (tx, { staffId, keeps }) => {
    const keep = keeps.find((one) => one.no === no);
    if (!keep) {
      const [known] = await tx.rows('select from tier_keep where shop_id = $1 and member_id = $2 and no = $3', [ctx.shop.id, memberId, no]);
      if (!known) throw new LaurelError('not_found', `member ${memberId} has no keep ${no}`);
      return undefined;
    }
    await endKeeps(tx, ctx, memberId, [no], staffId);
    const { kind, tierId } = keep;
    return { because: { kind: 'keep-ended', keep: kind }, action: 'members.end-keep', details: { no, kind, tierId } };
  });
}
