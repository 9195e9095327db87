import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { announcement } from './restand-due.ts';
import { restand, type StandingChange } from './restand.ts';

/**
 * Judges a member again because what is stored of them is not what their orders say, in the caller's transaction: counts their
 * standings anew first, so that the next one finds its place. Returns the change of tier, if any, which is announced.
 */
export async function rejudge(tx: Tx, ctx: Context, memberId: MemberId): Promise<StandingChange | undefined> {
  await tx.exec(
    `update member m set standing_seq = s.newest from (
       select coalesce(max(seq), 0) as newest from standing where shop_id = $1 and member_id = $2) s
     where m.shop_id = $1 and m.id = $2 and m.standing_seq <> s.newest`,
    [ctx.shop.id, memberId],
  );
  const changes = await restand(tx, ctx, new Map([[memberId, { kind: 'verification' }]]));
  if (changes.length > 0) await enqueue(tx, 'announce', announcement(ctx, changes));
  return changes[0];
}
