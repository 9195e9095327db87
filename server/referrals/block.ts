import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { lockCurrent } from '../members/index.ts';
import { considerFriendsOf } from './consider.ts';

/** Whether staff let a member bring nobody any more. */
export async function isBlocked(tx: Tx, ctx: Context, memberId: MemberId): Promise<boolean> {
  return (await lastBlock(tx, ctx, memberId))?.blocked ?? false;
}

/**
 * Lets a member bring nobody any more, or again. Whom they brought and whose thanks are not theirs yet is refused with it; to let them
 * bring again brings none of these back. Said twice it is once. Throws `forbidden` for who is not staff, `not_found`, `conflict` for a member who was merged.
 */
export async function blockAdvocate(ctx: Context, memberId: MemberId, blocked: boolean, note: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'staff') throw new LaurelError('forbidden', `${actor.kind} blocks nobody`);
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [known] = await tx.rows('select from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
    if (!known) throw new LaurelError('not_found', `no member ${memberId}`);
    await lockCurrent(tx, ctx, [memberId]);
    const last = await lastBlock(tx, ctx, memberId);
    if ((last?.blocked ?? false) === blocked) return;
    await tx.exec('insert into referral_block (shop_id, member_id, seq, blocked, at, by_staff, note) values ($1, $2, $3, $4, $5, $6, $7)', [
      ctx.shop.id,
      memberId,
      (last?.seq ?? 0) + 1,
      blocked,
      ctx.now,
      actor.userId,
      note,
    ]);
    await recordAudit(tx, ctx.shop.id, {
      id: newId(ctx.now, ctx.random),
      at: ctx.now,
      actor,
      action: blocked ? 'referrals.block' : 'referrals.unblock',
      subject: `member/${memberId}`,
      details: {},
    });
    if (blocked) await considerFriendsOf(tx, ctx, memberId);
  });
}

async function lastBlock(tx: Tx, ctx: Context, memberId: MemberId): Promise<{ seq: number; blocked: boolean } | undefined> {
  const [row] = await tx.rows<{ seq: number; blocked: boolean }>(
    'select seq, blocked from referral_block where shop_id = $1 and member_id = $2 order by seq desc limit 1',
    [ctx.shop.id, memberId],
  );
  return row;
}
