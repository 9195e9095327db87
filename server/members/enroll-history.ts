import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { arrayText, type Tx } from '../db/index.ts';
import { judge, newestProgram, windowStart, type Because } from '../program/index.ts';
import type { WindowActivity } from './activity.ts';
import { insertFirstStandings } from './enroll.ts';
import { insertStandings, judgedAt, judgeMember, type Judged } from './restand.ts';

/** A customer with all they ever bought, and the member they become if they are none. */
export interface CustomerWithHistory {
  readonly memberId: MemberId;
  /** Shopify's numeric customer id, as text. */
  readonly customerId: string;
  readonly enrolledAt: Date;
  readonly orders: readonly { readonly processedAt: Date; readonly spendMinor: number }[];
}

/**
 * Makes members of customers whose history is brought over, and judges them as of now: what `enrollIn` and `restand` would write, but
 * each row once. Nobody is greeted or told. Who is a member already stays as they are. Answers those who were not. Throws `not_found`
 * when the shop has no programme.
 */
export async function enrollWithHistory(tx: Tx, ctx: Context, customers: readonly CustomerWithHistory[]): Promise<ReadonlySet<MemberId>> {
  if (customers.length === 0) return new Set();
  const program = await newestProgram(tx, ctx.shop.id, ctx.now);
  const judging = { ...ctx, now: judgedAt(ctx.now, program) };
  const calendar = calendarOf(ctx.shop.timeZone);
  const from = windowStart(program.definition, calendar, judging.now);
  const { tier: lowest } = judge(program.definition, 0);
  const because: Because = { kind: 'import' };
  // In the order in which others enrol them too, so that nobody waits in a circle.
  const members = customers
    .toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))
    .map(({ memberId, customerId, enrolledAt, orders }) => {
      const before = { id: memberId, customer_id: customerId, tier_id: lowest.id, standing_seq: 1 };
      return { ...judgeMember(calendar, program, before, activityOf(orders, from), because), enrolledAt };
    });
  const joined = await insertMembers(tx, judging, members);
  const newcomers = members.filter(({ id }) => joined.has(id));
  await insertFirstStandings(tx, ctx, program, newcomers);
  await insertStandings(
    tx,
    judging,
    program,
    newcomers.filter(({ newTierId }) => newTierId !== lowest.id),
  );
  return joined;
}

/** What `windowActivity` finds once the orders are stored. */
function activityOf(orders: CustomerWithHistory['orders'], from: Date): WindowActivity | undefined {
  const inside = orders.filter(({ processedAt }) => processedAt >= from);
  if (inside.length === 0) return undefined;
  const times = inside.map(({ processedAt }) => processedAt.getTime());
  const counted = inside.filter(({ spendMinor }) => spendMinor > 0).map(({ processedAt }) => processedAt.getTime());
  return {
    spendMinor: inside.reduce((sum, { spendMinor }) => sum + spendMinor, 0),
    oldest: counted.length === 0 ? undefined : new Date(Math.min(...counted)),
    newest: new Date(Math.max(...times)),
  };
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
      arrayText(members.map(({ newTierId }) => newTierId)),
      arrayText(members.map(({ newTierId, tier_id }) => (newTierId === tier_id ? 1 : 2))),
      arrayText(members.map(({ spendMinor }) => spendMinor)),
      arrayText(members.map(({ rejudgeOn }) => rejudgeOn)),
      arrayText(members.map(({ newest }) => newest?.toISOString())),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
