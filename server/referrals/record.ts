import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { State, Step } from './states.ts';

/** A referral as it stands, with the friend's orders that matter to it. */
export interface OpenReferral {
  readonly id: string;
  /** Who they are now, after merges. */
  readonly advocateId: MemberId;
  readonly friendId: MemberId;
  readonly programVersion: number;
  readonly state: State;
  readonly seq: number;
  readonly vestsOn: Day | undefined;
  readonly orderBefore: string | undefined;
  readonly first: { readonly orderId: string; readonly at: Date; readonly spendMinor: number; readonly cancelled: boolean } | undefined;
}

interface Row {
  id: string;
  advocate_id: MemberId;
  friend_id: MemberId;
  program_version: number;
  state: State;
  seq: number;
  vests_on: Day | null;
  before: string | null;
  order_id: string | null;
  processed_at: Date | null;
  spend_minor: string | null;
  cancelled: boolean | null;
}

// Of Shopify's orders only those that are kept with a member and no test; the first by when it was paid, not by when we heard of it.
const sql = `select r.id, coalesce(a.merged_into, a.id) as advocate_id, coalesce(f.merged_into, f.id) as friend_id, r.program_version,
    s.state, s.seq, q.vests_on::text as vests_on, b.order_id as before, o.order_id, o.processed_at, o.spend_minor::text,
    o.facts ->> 'cancelledAt' is not null as cancelled
  from referral r
  join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
  join member f on f.shop_id = r.shop_id and f.id = r.friend_id
  join lateral (select state, seq from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
  left join lateral (select vests_on from referral_step q where q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified') q on true
  left join lateral (select order_id from shop_order b where b.shop_id = r.shop_id and b.member_id = coalesce(f.merged_into, f.id)
    and b.processed_at < r.claimed_at and not coalesce((b.facts ->> 'test')::boolean, false)
    and (b.facts ->> 'paid')::boolean order by b.processed_at desc, b.order_id desc limit 1) b on true
  left join lateral (select order_id, processed_at, spend_minor, facts from shop_order o where o.shop_id = r.shop_id
    and o.member_id = coalesce(f.merged_into, f.id) and o.processed_at >= r.claimed_at
    and not coalesce((o.facts ->> 'test')::boolean, false) order by o.processed_at, o.order_id limit 1) o on true`;

/** Referrals of some friends that can still change. */
export async function openReferralsOf(tx: Tx, ctx: Context, friendIds: readonly MemberId[]): Promise<OpenReferral[]> {
  const rows = await tx.rows<Row>(
    `${sql} where r.shop_id = $1 and coalesce(f.merged_into, f.id) = any($2::uuid[]) and s.state not in ('refused', 'reversed') order by r.id`,
    [ctx.shop.id, friendIds],
  );
  return rows.map((row) => ({
    id: row.id,
    advocateId: row.advocate_id,
    friendId: row.friend_id,
    programVersion: row.program_version,
    state: row.state,
    seq: row.seq,
    vestsOn: row.vests_on ?? undefined,
    orderBefore: row.before ?? undefined,
    first:
      row.order_id === null || row.processed_at === null
        ? undefined
        : { orderId: row.order_id, at: row.processed_at, spendMinor: Number(row.spend_minor), cancelled: row.cancelled ?? false },
  }));
}

/** Friends of the advocates who count, each with the instant of the order that made them count. */
export async function countingFriends(tx: Tx, ctx: Context, advocateId: MemberId): Promise<{ id: string; at: Date }[]> {
  return tx.rows<{ id: string; at: Date }>(
    `select r.id, q.at from referral r join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
     join referral_step q on q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified'
     where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $2 and not exists (select from referral_step x
       where x.shop_id = r.shop_id and x.referral_id = r.id and x.state = 'reversed') order by q.at, r.id`,
    [ctx.shop.id, advocateId],
  );
}

/** Adds a step; the database asks whether it may follow the last one, and whether its points are posted. */
export async function noteStep(
  tx: Tx,
  ctx: Context,
  { orderId, reasons, referralId, seq, state, vestsOn }: Step & { referralId: string; seq: number; orderId?: string; vestsOn?: Day },
): Promise<void> {
  await tx.exec(
    `insert into referral_step (shop_id, referral_id, seq, state, at, reasons, order_id, vests_on)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
    [ctx.shop.id, referralId, seq, state, ctx.now, JSON.stringify(reasons), orderId ?? null, vestsOn ?? null],
  );
}
