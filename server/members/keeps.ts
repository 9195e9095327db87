import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { Keep } from '../program/index.ts';

/** What was said about a member's tier, as it is stored. */
export interface KeepRecord extends Keep {
  /** 1, 2, 3 … within the member. */
  readonly no: number;
  /** A staff member's id, or `program/` with the version that was published so. */
  readonly by: string;
  readonly reason: string;
}

export interface NewKeep {
  readonly memberId: MemberId;
  readonly kind: Keep['kind'];
  readonly tierId: string;
  readonly until: Day | undefined;
  readonly by: string;
  readonly reason: string;
}

/** Writes down keeps of any number of members, one each, from `ctx.now` on. The members are locked by the caller. */
export async function insertKeeps(tx: Tx, ctx: Context, keeps: readonly NewKeep[]): Promise<void> {
  if (keeps.length === 0) return;
  await tx.exec(
    `insert into tier_keep (shop_id, member_id, no, kind, tier_id, until, since, said_by, reason)
     select $1, k.member_id, coalesce((select max(o.no) from tier_keep o where o.shop_id = $1 and o.member_id = k.member_id), 0) + 1,
       k.kind, k.tier_id, k.until, $2, k.said_by, k.reason
     from unnest($3::uuid[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[]) as k(member_id, kind, tier_id, until, said_by, reason)`,
    [
      ctx.shop.id,
      ctx.now,
      keeps.map(({ memberId }) => memberId),
      keeps.map(({ kind }) => kind),
      keeps.map(({ tierId }) => tierId),
      keeps.map(({ until }) => until ?? null),
      keeps.map(({ by }) => by),
      keeps.map(({ reason }) => reason),
    ],
  );
}

/** Ends a member's keeps, which stay written down. Answers how many it ended. */
export async function endKeeps(tx: Tx, ctx: Context, memberId: MemberId, nos: readonly number[], by: string): Promise<number> {
  return tx.exec(
    `update tier_keep set ended_at = greatest(since, $4), ended_by = $5
     where shop_id = $1 and member_id = $2 and no = any($3::int[]) and ended_at is null`,
    [ctx.shop.id, memberId, nos, ctx.now, by],
  );
}

/** What was said about a member's tier and was not ended, in the order in which it was said; its last day may have passed. */
export async function openKeeps(tx: Tx, ctx: Context, memberId: MemberId): Promise<KeepRecord[]> {
  const rows = await tx.rows<{
    no: number;
    kind: Keep['kind'];
    tier_id: string;
    until: Day | null;
    since: Date;
    said_by: string;
    reason: string;
  }>(
    `select no, kind, tier_id, until, since, said_by, reason from tier_keep
     where shop_id = $1 and member_id = $2 and ended_at is null order by no`,
    [ctx.shop.id, memberId],
  );
  return rows.map(({ no, kind, tier_id, until, since, said_by, reason }) => ({
    no,
    kind,
    tierId: tier_id,
    until: until ?? undefined,
    since,
    endedAt: undefined,
    by: said_by,
    reason,
  }));
}

/**
 * What was said of a member who is merged away goes on for the one who is kept: invitations and kept tiers; a pin only where there is
 * none, for the one that was said of the member who stays is about them.
 */
export async function takeOverKeeps(tx: Tx, ctx: Context, gone: MemberId, kept: MemberId): Promise<void> {
  const [theirs, own] = [await openKeeps(tx, ctx, gone), await openKeeps(tx, ctx, kept)];
  const has = (keep: Keep) =>
    own.some(({ kind, tierId }) => kind === keep.kind && (kind === 'pinned' || (kind === 'invited' && tierId === keep.tierId)));
  for (const { kind, tierId, until, by, reason } of theirs.filter((keep) => !has(keep)))
    await insertKeeps(tx, ctx, [{ memberId: kept, kind, tierId, until, by, reason }]);
  await endKeeps(
    tx,
    ctx,
    gone,
    theirs.map(({ no }) => no),
    'merge',
  );
}
