import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { lockCurrent } from '../members/index.ts';
import { programInForce } from '../program/index.ts';
import { isBlocked } from './block.ts';
import { advocateOf } from './codes.ts';
import { consider } from './consider.ts';
import { noteStep } from './record.ts';

export type WhyNoClaim =
  | { readonly code: 'no-referrals' }
  | { readonly code: 'unknown-code' }
  | { readonly code: 'own-code' }
  | { readonly code: 'blocked' }
  | { readonly code: 'not-yet'; readonly from: Day }
  | { readonly code: 'over'; readonly lastDay: Day }
  | { readonly code: 'brought-before' };

export type Claimed =
  { readonly referralId: string; /** It was claimed before. */ readonly repeated: boolean } | { readonly refused: WhyNoClaim };

export interface ClaimReferral {
  readonly friendId: MemberId;
  readonly code: string;
  /** When the friend came by the code: an order placed from then on can count. Absent: now. */
  readonly at?: Date;
}

/**
 * A member came by another's code. Everybody is brought once; the same code again is the same claim. What they have ordered since is
 * looked at at once. A friend who was merged into another is that one.
 */
export async function claimReferral(ctx: Context, { at = ctx.now, code, friendId: said }: ClaimReferral): Promise<Claimed> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const friendId = await currentOf(tx, ctx, said);
    const advocateId = await advocateOf(tx, ctx, code);
    if (advocateId === undefined) return { refused: { code: 'unknown-code' } };
    if (advocateId === friendId) return { refused: { code: 'own-code' } };
    await lockCurrent(tx, ctx, [advocateId, friendId]);
    const [before] = await tx.rows<{ id: string; advocate_id: MemberId }>(
      `select r.id, coalesce(a.merged_into, a.id) as advocate_id from referral r
       join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
       join member f on f.shop_id = r.shop_id and f.id = r.friend_id
       where r.shop_id = $1 and coalesce(f.merged_into, f.id) = $2 order by r.claimed_at, r.id limit 1`,
      [ctx.shop.id, friendId],
    );
    if (before)
      return before.advocate_id === advocateId ? { referralId: before.id, repeated: true } : { refused: { code: 'brought-before' } };
    if (await isBlocked(tx, ctx, advocateId)) return { refused: { code: 'blocked' } };
    const { definition, version } = await programInForce(tx, ctx.shop.id, ctx.now);
    const { referral: terms } = definition;
    if (!terms) return { refused: { code: 'no-referrals' } };
    const day = calendarOf(ctx.shop.timeZone).dayOf(at);
    if (terms.from !== undefined && day < terms.from) return { refused: { code: 'not-yet', from: terms.from } };
    if (terms.to !== undefined && day > terms.to) return { refused: { code: 'over', lastDay: terms.to } };
    const referralId = newId(ctx.now, ctx.random);
    await tx.exec(
      'insert into referral (shop_id, id, advocate_id, friend_id, claimed_at, program_version) values ($1, $2, $3, $4, $5, $6)',
      [ctx.shop.id, referralId, advocateId, friendId, at, version],
    );
    await noteStep(tx, ctx, { referralId, seq: 1, state: 'claimed', reasons: [{ code: 'code-used' }] });
    await consider(tx, ctx, [friendId]);
    return { referralId, repeated: false };
  });
}

async function currentOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<MemberId> {
  const [row] = await tx.rows<{ id: MemberId }>('select coalesce(merged_into, id) as id from member where shop_id = $1 and id = $2', [
    ctx.shop.id,
    memberId,
  ]);
  return row?.id ?? memberId;
}
