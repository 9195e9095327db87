import type { Shop } from '../context.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { pointsBalance, type Points } from '../core/points.ts';
import { dayIn, type Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { activeDays } from './activity.ts';
import { balanceOf, expiringByDay, isDue, standOn, type Expiring, type Lot } from './lots.ts';
import type { Balance, Cause } from './operations.ts';

/** The members' balances on the shop's day of `now`, even if the vesting and expiry job is late. A member without points has no row in the map. */
export async function balances(tx: Tx, shop: Shop, memberIds: readonly MemberId[], now: Date): Promise<Map<MemberId, Balance>> {
  const today = dayIn(shop.timeZone, now);
  const rows = await tx.rows<BalanceRow>(
    `select member_id, pending, available, held, debt, next_due from balance where shop_id = $1 and member_id = any($2::uuid[])`,
    [shop.id, memberIds],
  );
  const late = rows.filter((row) => row.next_due !== null && row.next_due <= today).map((row) => row.member_id);
  const open = late.length === 0 ? [] : await readLots(tx, shop.id, late);
  const lots = Map.groupBy(open, (lot) => lot.memberId);
  const idling = open.filter(({ idleMonths, expiresOn }) => idleMonths !== undefined && isDue(expiresOn, today));
  const active = await activeDays(tx, shop, [...new Set(idling.map(({ memberId }) => memberId))]);
  return new Map(
    rows.map((row) => [
      row.member_id,
      late.includes(row.member_id)
        ? balanceOf(standOn(lots.get(row.member_id) ?? [], today, active.get(row.member_id) ?? []))
        : toBalance(row),
    ]),
  );
}

/** A member's lots with anything left on the shop's day of `now`, in the order in which they are spent. */
export async function openLots(tx: Tx, shop: Shop, memberId: MemberId, now: Date): Promise<Lot[]> {
  return (await openLotsOf(tx, shop, [memberId], now)).get(memberId) ?? [];
}

/** The same of several members; who has none is not in the map. */
export async function openLotsOf(tx: Tx, shop: Shop, memberIds: readonly MemberId[], now: Date): Promise<Map<MemberId, Lot[]>> {
  const today = dayIn(shop.timeZone, now);
  const lots = await readLots(tx, shop.id, memberIds);
  const idling = lots.filter(({ idleMonths }) => idleMonths !== undefined);
  const active = await activeDays(tx, shop, [...new Set(idling.map(({ memberId }) => memberId))]);
  return new Map(
    [...Map.groupBy(lots, (lot) => lot.memberId)].map(([memberId, own]) => [memberId, standOn(own, today, active.get(memberId) ?? [])]),
  );
}

/** What a member will lose and when, soonest first: the first `count` days. */
export async function expiring(tx: Tx, shop: Shop, memberId: MemberId, now: Date, count: number): Promise<Expiring[]> {
  return expiringByDay(await openLots(tx, shop, memberId, now)).slice(0, count);
}

/** Members of whom something may vest or expire by a day, at most `limit`, after one of them in the order of their ids. */
export async function membersDueBy(tx: Tx, shopId: ShopId, day: Day, after: MemberId | undefined, limit: number): Promise<MemberId[]> {
  const rows = await tx.rows<{ member_id: MemberId }>(
    'select member_id from balance where shop_id = $1 and next_due <= $2 and member_id > $3 order by member_id limit $4',
    [shopId, day, after ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  return rows.map((row) => row.member_id);
}

/** One posting of a member's statement. */
export interface PostingView {
  /** Counts the member's postings without gap; the cursor of the page. */
  readonly no: number;
  readonly kind:
    | 'issue'
    | 'vest'
    | 'hold'
    | 'capture'
    | 'release'
    | 'spend'
    | 'expire'
    | 'claw-back'
    | 'give-back'
    | 'adjust-down'
    | 'transfer'
    | 'schedule';
  /** How many points the act was about. */
  readonly points: Points;
  /** What the member has more or less by it: pending + available + held − debt. */
  readonly change: Points;
  readonly balance: Balance;
  readonly at: Date;
  readonly recordedAt: Date;
  readonly key: string;
  readonly cause: Cause;
}

/** A page of a member's postings, newest first, each with the balance after it; `before` is the `no` of the last one seen. */
export async function statement(
  tx: Tx,
  shopId: ShopId,
  memberId: MemberId,
  page: { readonly before?: number; readonly limit: number },
): Promise<PostingView[]> {
  const rows = await tx.rows<StatementRow>(
    `select p.no, p.kind, p.points, p.occurred_at, p.recorded_at, p.key, p.cause,
       coalesce(a.pending, 0) as pending, coalesce(a.available, 0) as available, coalesce(a.held, 0) as held, coalesce(a.debt, 0) as debt,
       coalesce(a.pending + a.available + a.held - a.debt, 0) - coalesce(b.pending + b.available + b.held - b.debt, 0) as change
     from (select * from posting where shop_id = $1 and member_id = $2 and no < $3 order by no desc limit $4) p
     -- Looked up one by one: as joins they would be asked of all the member's entries, wherever the statistics are old.
     left join lateral (select * from entry where shop_id = $1 and member_id = $2 and seq = p.last_seq offset 0) a on true
     left join lateral (select * from entry where shop_id = $1 and member_id = $2 and seq = p.first_seq - 1 offset 0) b on true
     order by p.no desc`,
    [shopId, memberId, page.before ?? 2 ** 31 - 1, page.limit],
  );
  return rows.map((row) => ({
    no: row.no,
    kind: row.kind,
    points: pointsBalance(row.points),
    change: pointsBalance(row.change),
    balance: toBalance(row),
    at: row.occurred_at,
    recordedAt: row.recorded_at,
    key: row.key,
    cause: row.cause,
  }));
}

/** An adjustment as it was posted, for those who ask how much somebody has moved. */
export interface StaffPosting {
  readonly key: string;
  readonly kind: PostingView['kind'];
  readonly points: Points;
  readonly cause: Cause;
}

/** What staff posted for a member after an instant, in the order of posting. */
export async function staffPostings(tx: Tx, shopId: ShopId, memberId: MemberId, after: Date): Promise<StaffPosting[]> {
  const rows = await tx.rows<Pick<StatementRow, 'key' | 'kind' | 'points' | 'cause'>>(
    `select key, kind, points, cause from posting
     where shop_id = $1 and member_id = $2 and cause ->> 'kind' = 'staff' and occurred_at > $3 order by no`,
    [shopId, memberId, after],
  );
  return rows.map(({ key, kind, points, cause }) => ({ key, kind, points: pointsBalance(points), cause }));
}

/** Whether something is posted under this key. */
export async function isPosted(tx: Tx, shopId: ShopId, key: string): Promise<boolean> {
  return (await tx.rows('select from posting where shop_id = $1 and key = $2', [shopId, key])).length > 0;
}

export type Totals = Readonly<Record<'pending' | 'available' | 'held' | 'debt' | 'issued' | 'redeemed' | 'expired' | 'reversed', Points>>;

/** Points by ledger account over all members of the shop, as posted so far. */
export async function totals(tx: Tx, shopId: ShopId): Promise<Totals> {
  const [row] = await tx.rows<Record<keyof Totals, string>>(
    `select coalesce(sum(pending), 0) as pending, coalesce(sum(available), 0) as available, coalesce(sum(held), 0) as held,
       coalesce(sum(debt), 0) as debt, coalesce(sum(issued), 0) as issued, coalesce(sum(redeemed), 0) as redeemed,
       coalesce(sum(expired), 0) as expired, coalesce(sum(reversed), 0) as reversed
     from lot where shop_id = $1`,
    [shopId],
  );
  return Object.fromEntries(Object.entries(row ?? {}).map(([account, sum]) => [account, pointsBalance(Number(sum))])) as Totals;
}

/** A member's balance at a past instant, by the time at which things happened in the world; days are the shop's. */
export async function asOf(tx: Tx, shop: Shop, memberId: MemberId, instant: Date): Promise<Balance> {
  const part = (account: string, sign = 1) =>
    `coalesce(sum(${sign} * ((e.to_account = '${account}')::int - (e.from_account = '${account}')::int) * e.points), 0)`;
  const rows = await tx.rows<LotRow>(
    `select l.member_id, l.no, l.source, l.origin, l.issued, l.earned_at, l.expires_on, l.idle_months,
       coalesce(
         (select d.vests_on from lot_day d join posting s on s.shop_id = d.shop_id and s.member_id = d.member_id and s.no = d.posting_no
          where d.shop_id = l.shop_id and d.member_id = l.member_id and d.lot_no = l.no and s.occurred_at <= $3 order by d.nr desc limit 1),
         (select d.before from lot_day d where d.shop_id = l.shop_id and d.member_id = l.member_id and d.lot_no = l.no and d.nr = 1),
         l.vests_on) as vests_on,
       ${part('pending')} as pending, ${part('available')} as available, ${part('held')} as held, ${part('debt', -1)} as debt
     from lot l
     join entry e on e.shop_id = l.shop_id and e.member_id = l.member_id and e.lot_no = l.no
     join posting p on p.shop_id = e.shop_id and p.member_id = e.member_id and p.no = e.posting_no
     where l.shop_id = $1 and l.member_id = $2 and p.occurred_at <= $3
     group by l.shop_id, l.member_id, l.no`,
    [shop.id, memberId, instant],
  );
  const active = rows.some(({ idle_months }) => idle_months !== null) ? await activeDays(tx, shop, [memberId], instant) : undefined;
  return balanceOf(standOn(rows.map(toLot), dayIn(shop.timeZone, instant), active?.get(memberId) ?? []));
}

interface BalanceRow {
  readonly member_id: MemberId;
  readonly pending: number;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
  readonly next_due: Day | null;
}

interface StatementRow extends Omit<BalanceRow, 'member_id' | 'next_due'> {
  readonly no: number;
  readonly kind: PostingView['kind'];
  readonly points: number;
  readonly change: number;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly key: string;
  readonly cause: Cause;
}

interface LotRow extends Omit<BalanceRow, 'next_due'> {
  readonly no: number;
  readonly source: string;
  readonly origin: string;
  readonly issued: number;
  readonly earned_at: Date;
  readonly vests_on: Day | null;
  readonly expires_on: Day | null;
  readonly idle_months: number | null;
}

async function readLots(tx: Tx, shopId: ShopId, memberIds: readonly MemberId[]): Promise<(Lot & { memberId: MemberId })[]> {
  const rows = await tx.rows<LotRow>(
    `select member_id, no, source, origin, issued, pending, available, held, debt, earned_at, vests_on, expires_on, idle_months
     from lot where shop_id = $1 and member_id = any($2::uuid[]) and open`,
    [shopId, memberIds],
  );
  return rows.map(toLot);
}

function toLot(row: LotRow): Lot & { memberId: MemberId } {
  const { member_id, earned_at, vests_on, expires_on, idle_months, ...same } = row;
  const days = { vestsOn: vests_on ?? undefined, expiresOn: expires_on ?? undefined, idleMonths: idle_months ?? undefined };
  return { ...same, memberId: member_id, earnedAt: earned_at, ...days };
}

function toBalance(row: Pick<BalanceRow, keyof Balance>): Balance {
  return {
    pending: pointsBalance(row.pending),
    available: pointsBalance(row.available),
    held: pointsBalance(row.held),
    debt: pointsBalance(row.debt),
  };
}
