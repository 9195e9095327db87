import type { Context } from '../context.ts';
import { calendarOf, type Calendar } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Circumstances, Definition, Limit, Reward } from '../program/index.ts';

/**
 * What decides beside points and cart whether a member can have each reward: the tier, the shop's day, and how often it was taken.
 * Exact inside a transaction that holds the member's lock and, after `openCount`, the reward's.
 */
export async function circumstancesOf(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberId: MemberId,
  rewards: readonly Reward[] = definition.rewards,
): Promise<ReadonlyMap<string, Circumstances>> {
  const calendar = calendarOf(ctx.shop.timeZone);
  const today = calendar.dayOf(ctx.now);
  const [rank, taken, inAll] = await Promise.all([
    tierRank(tx, ctx, definition, memberId, rewards),
    takenByMember(tx, ctx, memberId, rewards, calendar),
    takenInAll(tx, ctx, rewards),
  ]);
  return new Map(
    rewards.map((reward) => [
      reward.id,
      {
        today,
        tierReached: reward.tierFrom === undefined || rank >= definition.tiers.findIndex(({ id }) => id === reward.tierFrom),
        takenByMember: taken.get(reward.id) ?? 0,
        takenInAll: inAll.get(reward.id) ?? 0,
      },
    ]),
  );
}

/** Makes sure that a reward with a limit in all is counted, and keeps others from taking one until this transaction ends. */
export async function openCount(tx: Tx, ctx: Context, reward: Reward): Promise<void> {
  if (reward.limitTotal === undefined) return;
  const key = [ctx.shop.id, reward.id];
  await tx.exec(
    `insert into reward_count (shop_id, reward_id, taken)
     select $1, $2, count(*) from redemption where shop_id = $1 and reward_id = $2 and state <> 'released'
     on conflict do nothing`,
    key,
  );
  await tx.rows('select 1 from reward_count where shop_id = $1 and reward_id = $2 for update', key);
}

async function tierRank(tx: Tx, ctx: Context, { tiers }: Definition, memberId: MemberId, rewards: readonly Reward[]): Promise<number> {
  if (rewards.every(({ tierFrom }) => tierFrom === undefined)) return 0;
  const [member] = await tx.rows<{ tier_id: string }>('select tier_id from member where shop_id = $1 and id = $2', [ctx.shop.id, memberId]);
  return tiers.findIndex(({ id }) => id === member?.tier_id);
}

async function takenByMember(
  tx: Tx,
  ctx: Context,
  memberId: MemberId,
  rewards: readonly Reward[],
  calendar: Calendar,
): Promise<ReadonlyMap<string, number>> {
  const limited = rewards.filter(({ limitPerMember }) => limitPerMember !== undefined);
  if (limited.length === 0) return new Map();
  const rows = await tx.rows<{ reward_id: string; times: number }>(
    `select r.reward_id, count(*)::int as times
     from redemption r join unnest($3::text[], $4::timestamptz[]) as l (reward_id, since) on l.reward_id = r.reward_id
     where r.shop_id = $1 and r.member_id = $2 and r.state <> 'released' and r.created_at >= l.since group by 1`,
    [
      ctx.shop.id,
      memberId,
      limited.map(({ id }) => id),
      limited.map(({ limitPerMember }) => (limitPerMember ? startOfPeriod(calendar, ctx.now, limitPerMember.per) : ctx.now)),
    ],
  );
  return new Map(rows.map((row) => [row.reward_id, row.times]));
}

function startOfPeriod(calendar: Calendar, now: Date, per: Limit['per']): Date {
  const today = calendar.dayOf(now);
  switch (per) {
    case 'day':
      return calendar.startOf(today);
    case 'month':
      return calendar.startOf(`${today.slice(0, 7)}-01`);
    case 'year':
      return calendar.startOf(`${today.slice(0, 4)}-01-01`);
    case 'ever':
      return new Date(0);
  }
}

async function takenInAll(tx: Tx, ctx: Context, rewards: readonly Reward[]): Promise<ReadonlyMap<string, number>> {
  const limited = rewards.filter(({ limitTotal }) => limitTotal !== undefined).map(({ id }) => id);
  if (limited.length === 0) return new Map();
  const rows = await tx.rows<{ reward_id: string; taken: number }>(
    'select reward_id, taken from reward_count where shop_id = $1 and reward_id = any($2)',
    [ctx.shop.id, limited],
  );
  return new Map(rows.map((row) => [row.reward_id, row.taken]));
}
