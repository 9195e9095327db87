import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import { addDays } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { pointValue, programInForce, typicalOrderMajor, worthMinor } from '../program/index.ts';
import type { ReferralReason, ReferralState } from '../referrals/index.ts';
import { readSettings, staffNames } from '../staff/index.ts';
import { currencyDigits } from '../core/money.ts';
import { referralReasons } from './referral-reasons.ts';
import type { ReferralFigures, ReferralPage, ReferralRow, ThresholdPreview } from './referral-staff-shapes.ts';

const pageSize = 50;
const bestMost = 10;

export interface ReferralQuery {
  /** Absent: all. */
  readonly state: ReferralState | undefined;
  /** Absent: everybody's. */
  readonly memberId: string | undefined;
  readonly before: { readonly at: Date; readonly id: string } | undefined;
}

interface Row {
  id: string;
  advocate_id: string;
  advocate_name: string | null;
  advocate_customer: string;
  blocked: boolean | null;
  friend_id: string;
  friend_name: string | null;
  friend_customer: string;
  claimed_at: Date;
  state: ReferralState;
  at: Date;
  reasons: ReferralReason[];
  score: number | null;
  order_name: string | null;
  spend_minor: string | null;
}

/** A page of referrals, the last that changed first. */
export async function referralPage(ctx: Context, { before, memberId, state }: ReferralQuery): Promise<ReferralPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const rows = await tx.rows<Row>(
      `select r.id, a.id as advocate_id, a.name as advocate_name, a.customer_id as advocate_customer, b.blocked,
         f.id as friend_id, f.name as friend_name, f.customer_id as friend_customer, r.claimed_at, s.state, s.at, s.reasons, j.score,
         o.facts ->> 'name' as order_name, o.spend_minor::text
       from referral r
       join member a0 on a0.shop_id = r.shop_id and a0.id = r.advocate_id
       join member a on a.shop_id = r.shop_id and a.id = coalesce(a0.merged_into, a0.id)
       join member f0 on f0.shop_id = r.shop_id and f0.id = r.friend_id
       join member f on f.shop_id = r.shop_id and f.id = coalesce(f0.merged_into, f0.id)
       join lateral (select state, at, reasons, order_id from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id
         order by seq desc limit 1) s on true
       left join lateral (select score from referral_step j where j.shop_id = r.shop_id and j.referral_id = r.id and j.score is not null
         order by seq desc limit 1) j on true
       left join lateral (select blocked from referral_block b where b.shop_id = r.shop_id and b.member_id = a.id order by seq desc limit 1) b on true
       left join shop_order o on o.shop_id = r.shop_id and o.order_id = s.order_id
       where r.shop_id = $1 and ($2::text is null or s.state = $2) and ($3::uuid is null or a.id = $3)
         and ($4::timestamptz is null or (s.at, r.id) < ($4, $5::uuid)) order by s.at desc, r.id desc limit $6`,
      [ctx.shop.id, state ?? null, memberId ?? null, before?.at ?? null, before?.id ?? null, pageSize + 1],
    );
    const name = await staffNames(tx, ctx.shop.id);
    const page = rows.slice(0, pageSize);
    const last = rows.length > pageSize ? page.at(-1) : undefined;
    return {
      referrals: page.map((row) => toRow(row, ctx.shop.currency, name)),
      next: last ? `${last.at.getTime()}-${last.id}` : null,
      waiting: await countWaiting(tx, ctx),
    };
  });
}

async function countWaiting(tx: Tx, ctx: Context): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    `select count(*)::int as count from referral_step s where s.shop_id = $1 and s.state = 'held' and not exists (select from referral_step x
       where x.shop_id = s.shop_id and x.referral_id = s.referral_id and x.seq > s.seq)`,
    [ctx.shop.id],
  );
  return row?.count ?? 0;
}

function toRow(row: Row, currency: string, staff: (userId: string) => string): ReferralRow {
  const isHeld = row.state === 'held';
  return {
    id: row.id,
    advocate: { memberId: row.advocate_id, name: row.advocate_name, customerId: row.advocate_customer, blocked: row.blocked ?? false },
    friend: { memberId: row.friend_id, name: row.friend_name, customerId: row.friend_customer },
    state: row.state,
    claimedAt: row.claimed_at.toISOString(),
    at: row.at.toISOString(),
    score: row.score,
    why: referralReasons(row.reasons, currency, staff),
    order: row.order_name === null ? null : { name: row.order_name, spendMinor: Number(row.spend_minor) },
    may: isHeld ? ['approve', 'refuse'] : row.state === 'refused' ? ['reopen'] : [],
  };
}

/** What past referrals would have come to with other thresholds, by the last score each had; staff's own decisions beside it. */
export async function thresholdPreview(
  ctx: Context,
  proposed: { readonly hold: number; readonly refuse: number },
): Promise<ThresholdPreview> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const rows = await tx.rows<{ score: number; staff: 'approved' | 'refused' | null; count: number }>(
      `select j.score, w.act as staff, count(*)::int as count from referral r
       join lateral (select score from referral_step j where j.shop_id = r.shop_id and j.referral_id = r.id and j.score is not null
         order by seq desc limit 1) j on true
       left join lateral (select e.reason ->> 'act' as act from referral_step s cross join lateral jsonb_array_elements(s.reasons) e (reason)
         where s.shop_id = r.shop_id and s.referral_id = r.id and e.reason ->> 'code' = 'by-staff' and e.reason ->> 'act' in ('approved', 'refused')
         order by s.seq desc limit 1) w on true
       where r.shop_id = $1 group by 1, 2`,
      [ctx.shop.id],
    );
    const { referralHold, referralRefuse } = await readSettings(tx, ctx.shop.id);
    const sum = (of: (row: (typeof rows)[number]) => boolean) => rows.filter(of).reduce((total, { count }) => total + count, 0);
    const split = ({ hold, refuse }: { hold: number; refuse: number }) => ({
      through: sum(({ score }) => score < hold),
      held: sum(({ score }) => score >= hold && score < refuse),
      refused: sum(({ score }) => score >= refuse),
    });
    return {
      judged: sum(() => true),
      now: split({ hold: referralHold, refuse: referralRefuse }),
      proposed: split(proposed),
      approvedByStaff: sum(({ score, staff }) => staff === 'approved' && score >= proposed.hold),
      refusedByStaff: sum(({ score, staff }) => staff === 'refused' && score >= proposed.hold),
    };
  });
}

/** What friends brought in so many days up to today, shop-local, by the day they came. */
export async function referralFigures(ctx: Context, days: number): Promise<ReferralFigures> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const to = calendar.dayOf(ctx.now);
  const from = addDays(to, 1 - days);
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const [visits] = await tx.rows<{ count: number }>(
      'select coalesce(sum(visits), 0)::int as count from referral_visit where shop_id = $1 and day between $2 and $3',
      [ctx.shop.id, from, to],
    );
    const found = await tx.rows<{
      advocate_id: string;
      name: string | null;
      customer_id: string;
      claimed: number;
      ordered: number;
      counted: number;
      held: number;
      refused: number;
      reversed: number;
      revenue: string;
      points: string;
    }>(
      `select a.id as advocate_id, a.name, a.customer_id, count(*)::int as claimed, count(*) filter (where s.order_id is not null)::int as ordered,
         count(*) filter (where s.state in ('qualified', 'vested'))::int as counted, count(*) filter (where s.state = 'held')::int as held,
         count(*) filter (where s.state = 'refused')::int as refused, count(*) filter (where s.state = 'reversed')::int as reversed,
         coalesce(sum(o.spend) filter (where s.state in ('qualified', 'vested')), 0)::text as revenue,
         coalesce(sum(p.points), 0)::text as points
       from referral r
       join member a0 on a0.shop_id = r.shop_id and a0.id = r.advocate_id
       join member a on a.shop_id = r.shop_id and a.id = coalesce(a0.merged_into, a0.id)
       join member f0 on f0.shop_id = r.shop_id and f0.id = r.friend_id
       join lateral (select state, order_id from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) s on true
       left join lateral (select sum(o.spend_minor) as spend from shop_order o where o.shop_id = r.shop_id
         and o.member_id = coalesce(f0.merged_into, f0.id) and o.processed_at >= r.claimed_at) o on true
       left join lateral (select sum(case p.kind when 'issue' then p.points else -p.points end) as points from posting p where p.shop_id = r.shop_id
         and p.key in (select 'referral/' || r.id || '/' || side || round || back from unnest(array['friend', 'advocate']) side
           cross join unnest(array['', '/1', '/2']) round cross join unnest(array['', '/back']) back)) p on true
       where r.shop_id = $1 and (r.claimed_at at time zone $2)::date between $3 and $4 group by a.id, a.name, a.customer_id`,
      [ctx.shop.id, ctx.shop.timeZone, from, to],
    );
    const sum = (of: (row: (typeof found)[number]) => number) => found.reduce((total, row) => total + of(row), 0);
    const points = sum(({ points: count }) => Number(count));
    const { micros } = pointValue(definition, typicalOrderMajor * 10 ** currencyDigits(definition.currency));
    return {
      from,
      to,
      currency: definition.currency,
      visits: visits?.count ?? 0,
      claimed: sum(({ claimed }) => claimed),
      ordered: sum(({ ordered }) => ordered),
      counted: sum(({ counted }) => counted),
      held: sum(({ held }) => held),
      refused: sum(({ refused }) => refused),
      reversed: sum(({ reversed }) => reversed),
      revenueMinor: sum(({ revenue }) => Number(revenue)),
      points,
      costMinor: worthMinor(points, micros, definition.currency),
      best: found
        .filter(({ counted }) => counted > 0)
        .toSorted((a, b) => b.counted - a.counted || Number(b.revenue) - Number(a.revenue))
        .slice(0, bestMost)
        .map((row) => ({
          memberId: row.advocate_id,
          name: row.name,
          customerId: row.customer_id,
          counted: row.counted,
          revenueMinor: Number(row.revenue),
        })),
    };
  });
}
