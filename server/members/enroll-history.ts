import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { arrayText, type Tx } from '../db/index.ts';
import { firstTier, lifeMattersFrom, newestProgram, type Because, type Deed } from '../program/index.ts';
import { insertFirstStandings } from './enroll.ts';
import type { LoadedLife } from './lives.ts';
import { insertStandings, isChanged, judgedAt, judgeMember, type Judged } from './restand.ts';

/** A customer with all they ever bought, and the member they become if they are none. */
export interface CustomerWithHistory {
  readonly memberId: MemberId;
  /** Shopify's numeric customer id, as text. */
  readonly customerId: string;
  readonly enrolledAt: Date;
  readonly orders: readonly { readonly processedAt: Date; readonly spendMinor: number; readonly points: number }[];
}

/**
 * Makes members of customers whose history is brought over, and judges them as of now: what `enrollIn` and `restand` would write, but
 * each row once. Nobody is greeted or told, and no tier gives its gift: what happened elsewhere was thanked for there. Who is a member already stays as they are. Answers those who were not. Throws `not_found`
 * when the shop has no programme.
 */
export async function enrollWithHistory(tx: Tx, ctx: Context, customers: readonly CustomerWithHistory[]): Promise<ReadonlySet<MemberId>> {
  if (customers.length === 0) return new Set();
  const program = await newestProgram(tx, ctx.shop.id, ctx.now);
  const judging = { ...ctx, now: judgedAt(ctx.now, program) };
  const calendar = calendarOf(ctx.shop.timeZone);
  const from = lifeMattersFrom(program.definition, calendar, judging.now);
  const lowest = firstTier(program.definition);
  const because: Because = { kind: 'import' };
  // In the order in which others enrol them too, so that nobody waits in a circle.
  const members = customers
    .toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
    .map(({ memberId, customerId, enrolledAt, orders }) => {
      const enrolled = { enrolled_at: enrolledAt, judged_at: judging.now, tier_id: lowest.id, standing_seq: 1 };
      const before = { id: memberId, customer_id: customerId, ...enrolled };
      return { ...judgeMember(calendar, program, judging.now, before, lifeOf(orders, from), because), enrolledAt };
    });
  const joined = await insertMembers(tx, judging, members);
  const newcomers = members.filter(({ id }) => joined.has(id));
  await insertFirstStandings(tx, ctx, program, newcomers);
  await insertStandings(tx, judging, program, newcomers.filter(isChanged));
  return joined;
}

/** What is found of them once the orders are stored. */
function lifeOf(orders: CustomerWithHistory['orders'], from: Date | undefined): LoadedLife {
  const deeds = orders
    .filter(({ processedAt }) => from === undefined || processedAt >= from)
    .map(({ processedAt: at, spendMinor, points }): Deed => ({ at, spendMinor, points, orders: spendMinor > 0 ? 1 : 0 }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return { deeds, keeps: [], newestOrderAt: deeds.at(-1)?.at };
}

async function insertMembers(tx: Tx, ctx: Context, members: readonly (Judged & { readonly enrolledAt: Date })[]): Promise<Set<MemberId>> {
  const rows = await tx.rows<{ id: MemberId }>(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, standing_seq, window_spend_minor, judged_at, rejudge_on, last_order_at)
     select $1, m.id, m.customer_id, m.since, m.tier_id, m.seq, m.spend, $2, m.rejudge_on, m.newest
     from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::text[], $7::int[], $8::bigint[], $9::date[], $10::timestamptz[])
       as m(id, customer_id, since, tier_id, seq, spend, rejudge_on, newest)
     on conflict (shop_id, customer_id) do nothing returning id`,
    [
      ctx.shop.id,
      ctx.now,
      arrayText(members.map(({ id }) => id)),
      arrayText(members.map(({ customer_id }) => customer_id)),
      arrayText(members.map(({ enrolledAt }) => enrolledAt.toISOString())),
      arrayText(members.map(({ standing }) => standing.tier.id)),
      arrayText(members.map((member) => (isChanged(member) ? 2 : 1))),
      arrayText(members.map(({ standing }) => standing.measured.spendMinor)),
      arrayText(members.map(({ standing }) => standing.rejudgeOn)),
      arrayText(members.map(({ newest }) => newest?.toISOString())),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
