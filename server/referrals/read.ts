import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { ReferralReason, State } from './states.ts';

/** One friend of an advocate, as the advocate may know of it. */
export interface FriendOf {
  readonly id: string;
  readonly claimedAt: Date;
  readonly programVersion: number;
  readonly state: State;
  readonly reasons: readonly ReferralReason[];
  readonly vestsOn: Day | undefined;
  /** Which of their friends this one is; undefined where the advocate is not thanked. */
  readonly nth: number | undefined;
}

/** Whom a member brought, the newest first, at most `limit`. */
export async function friendsOf(tx: Tx, ctx: Context, memberId: MemberId, limit: number): Promise<FriendOf[]> {
  const rows = await tx.rows<{
    id: string;
    claimed_at: Date;
    program_version: number;
    state: State;
    reasons: ReferralReason[];
    vests_on: Day | null;
    nth: number | null;
  }>(
    `select r.id, r.claimed_at, r.program_version, s.state, s.reasons, q.vests_on::text as vests_on, q.nth
     from referral r join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
     join lateral (select state, reasons from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
     left join lateral (select vests_on, nth from referral_step q where q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified'
       order by seq desc limit 1) q on true
     where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $2 order by r.claimed_at desc, r.id desc limit $3`,
    [ctx.shop.id, memberId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    claimedAt: row.claimed_at,
    programVersion: row.program_version,
    state: row.state,
    reasons: row.reasons,
    vestsOn: row.vests_on ?? undefined,
    nth: row.nth ?? undefined,
  }));
}

/** What a member's first sight of it needs, in one query. */
export interface ReferralSummary {
  /** Undefined: none was made yet. */
  readonly code: string | undefined;
  readonly blocked: boolean;
  readonly waiting: number;
  readonly counted: number;
}

/** A member's code, whether they may bring friends, and how many friends wait and count. */
export async function summaryOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<ReferralSummary> {
  const [row] = await tx.rows<{ code: string | null; blocked: boolean | null; waiting: number; counted: number }>(
    `select (select code from referral_code where shop_id = $1 and member_id = $2) as code,
       (select blocked from referral_block where shop_id = $1 and member_id = $2 order by seq desc limit 1) as blocked,
       count(*) filter (where s.state in ('claimed', 'held', 'qualified'))::int as waiting,
       count(*) filter (where s.state = 'vested')::int as counted
     from referral r
     join lateral (select state from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
     where r.shop_id = $1 and r.advocate_id in (select id from member where shop_id = $1 and (id = $2 or merged_into = $2))`,
    [ctx.shop.id, memberId],
  );
  return { code: row?.code ?? undefined, blocked: row?.blocked ?? false, waiting: row?.waiting ?? 0, counted: row?.counted ?? 0 };
}

/** Notes that a member's link was opened, for the figures. Nothing is kept of who opened it. */
export async function noteVisit(ctx: Context, memberId: MemberId, day: Day): Promise<void> {
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `insert into referral_visit (shop_id, member_id, day, visits) values ($1, $2, $3, 1)
       on conflict (shop_id, member_id, day) do update set visits = referral_visit.visits + 1`,
      [ctx.shop.id, memberId, day],
    ),
  );
}
