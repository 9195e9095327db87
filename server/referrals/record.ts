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
  readonly claimedAt: Date;
  readonly programVersion: number;
  readonly state: State;
  readonly seq: number;
  readonly vestsOn: Day | undefined;
  /** How often it qualified: its thanks have a number. */
  readonly rounds: number;
  /** Staff let it through. */
  readonly approved: boolean;
  readonly blocked: boolean;
  /** The friend, as one customer with others by now, was brought by somebody earlier. */
  readonly broughtBefore: boolean;
  readonly orderBefore: string | undefined;
  readonly first: { readonly orderId: string; readonly at: Date; readonly spendMinor: number; readonly cancelled: boolean } | undefined;
}

interface Row {
  id: string;
  advocate_id: MemberId;
  friend_id: MemberId;
  claimed_at: Date;
  program_version: number;
  state: State;
  seq: number;
  vests_on: Day | null;
  rounds: number;
  approved: boolean;
  blocked: boolean;
  brought_before: boolean;
  before: string | null;
  order_id: string | null;
  processed_at: Date | null;
  spend_minor: string | null;
  cancelled: boolean | null;
}

/** The first order of a friend that was paid since they came by the code; an order nobody paid says nothing. `r` and `f` are in scope. */
export const firstOrderSql = `select order_id, processed_at, spend_minor, facts from shop_order o where o.shop_id = r.shop_id
    and o.member_id = coalesce(f.merged_into, f.id) and o.processed_at >= r.claimed_at and (o.facts ->> 'paid')::boolean
    and not coalesce((o.facts ->> 'test')::boolean, false) order by o.processed_at, o.order_id limit 1`;

// Of Shopify's orders only those that are kept with a member and no test; the first by when it was paid, not by when we heard of it.
const sql = `select r.id, coalesce(a.merged_into, a.id) as advocate_id, coalesce(f.merged_into, f.id) as friend_id, r.claimed_at, r.program_version,
    s.state, s.seq, q.vests_on::text as vests_on, coalesce(q.rounds, 0)::int as rounds, coalesce(q.approved, false) as approved,
    coalesce(k.blocked, false) as blocked, b.order_id as before, o.order_id, o.processed_at, o.spend_minor::text,
    exists (select from referral e join member ef on ef.shop_id = e.shop_id and ef.id = e.friend_id where e.shop_id = r.shop_id
      and e.id <> r.id and coalesce(ef.merged_into, ef.id) = coalesce(f.merged_into, f.id)
      and (e.claimed_at, e.id) < (r.claimed_at, r.id)) as brought_before,
    o.facts ->> 'cancelledAt' is not null as cancelled
  from referral r
  join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
  join member f on f.shop_id = r.shop_id and f.id = r.friend_id
  join lateral (select state, seq from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
  left join lateral (select (array_agg(vests_on order by seq desc))[1] as vests_on, count(*) as rounds,
    bool_or(q.reasons @> '[{"code":"by-staff"}]') as approved
    from referral_step q where q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified') q on true
  left join lateral (select blocked from referral_block k where k.shop_id = r.shop_id and k.member_id = coalesce(a.merged_into, a.id)
    order by seq desc limit 1) k on true
  left join lateral (select order_id from shop_order b where b.shop_id = r.shop_id and b.member_id = coalesce(f.merged_into, f.id)
    and b.processed_at < r.claimed_at and not coalesce((b.facts ->> 'test')::boolean, false)
    and (b.facts ->> 'paid')::boolean order by b.processed_at desc, b.order_id desc limit 1) b on true
  left join lateral (${firstOrderSql}) o on true`;

/** Referrals of some friends that can still change. */
export async function openReferralsOf(tx: Tx, ctx: Context, friendIds: readonly MemberId[]): Promise<OpenReferral[]> {
  const rows = await tx.rows<Row>(
    `${sql} where r.shop_id = $1 and coalesce(f.merged_into, f.id) = any($2::uuid[]) and s.state not in ('refused', 'reversed') order by r.claimed_at, r.id`,
    [ctx.shop.id, friendIds],
  );
  return rows.map(toReferral);
}

/** One referral, whatever its state; undefined where there is none of that id. */
export async function referralOf(tx: Tx, ctx: Context, referralId: string): Promise<OpenReferral | undefined> {
  const [row] = await tx.rows<Row>(`${sql} where r.shop_id = $1 and r.id = $2`, [ctx.shop.id, referralId]);
  return row && toReferral(row);
}

/** Referrals of some advocates that are not decided for good yet, nor theirs. */
export async function undecidedOf(tx: Tx, ctx: Context, advocateId: MemberId): Promise<OpenReferral[]> {
  const rows = await tx.rows<Row>(
    `${sql} where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $2 and s.state in ('claimed', 'held', 'qualified') order by r.claimed_at, r.id`,
    [ctx.shop.id, advocateId],
  );
  return rows.map(toReferral);
}

function toReferral(row: Row): OpenReferral {
  return {
    id: row.id,
    advocateId: row.advocate_id,
    friendId: row.friend_id,
    claimedAt: row.claimed_at,
    programVersion: row.program_version,
    state: row.state,
    seq: row.seq,
    vestsOn: row.vests_on ?? undefined,
    rounds: row.rounds,
    approved: row.approved,
    blocked: row.blocked,
    broughtBefore: row.brought_before,
    orderBefore: row.before ?? undefined,
    first:
      row.order_id === null || row.processed_at === null
        ? undefined
        : { orderId: row.order_id, at: row.processed_at, spendMinor: Number(row.spend_minor), cancelled: row.cancelled ?? false },
  };
}

export interface CountingFriend {
  readonly id: string;
  readonly nth: number;
  /** When the order that made them count was paid. */
  readonly at: Date;
}

/** Friends of an advocate for whom they are thanked, each with their number. */
export async function countingFriends(tx: Tx, ctx: Context, advocateId: MemberId): Promise<CountingFriend[]> {
  return tx.rows<CountingFriend>(
    `select r.id, q.nth, o.processed_at as at from referral r join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
     join lateral (select state from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
     join lateral (select nth, order_id from referral_step q where q.shop_id = r.shop_id and q.referral_id = r.id and q.state = 'qualified'
       order by seq desc limit 1) q on true
     join shop_order o on o.shop_id = r.shop_id and o.order_id = q.order_id
     where r.shop_id = $1 and coalesce(a.merged_into, a.id) = $2 and s.state in ('qualified', 'vested') and q.nth is not null order by q.nth`,
    [ctx.shop.id, advocateId],
  );
}

type Noted = Step & {
  readonly referralId: string;
  readonly seq: number;
  readonly orderId?: string;
  readonly vestsOn?: Day;
  readonly nth?: number;
  readonly score?: number;
};

/** Adds a step; the database asks whether it may follow the last one, and whether its points are posted. */
export async function noteStep(tx: Tx, ctx: Context, noted: Noted): Promise<void> {
  const { nth, orderId, reasons, referralId, score, seq, state, vestsOn } = noted;
  await tx.exec(
    `insert into referral_step (shop_id, referral_id, seq, state, at, reasons, order_id, vests_on, nth, score)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)`,
    [ctx.shop.id, referralId, seq, state, ctx.now, JSON.stringify(reasons), orderId ?? null, vestsOn ?? null, nth ?? null, score ?? null],
  );
}
