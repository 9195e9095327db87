import { assert } from '../core/assert.ts';
import { calendarOf, type Calendar } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { judge, leavesWindowOn, newestProgram, standingReason, type Because, type ProgramVersion } from '../program/index.ts';
import { windowActivity, type WindowActivity } from './activity.ts';

export interface StandingChange {
  readonly memberId: MemberId;
  readonly customerId: string;
  readonly fromTierId: string;
  readonly toTierId: string;
  /** "because order #1001 brought your 12-month spend to $410.00" */
  readonly reason: string;
}

export interface MemberRow {
  readonly id: MemberId;
  readonly customer_id: string;
  readonly tier_id: string;
  readonly standing_seq: number;
}

export interface Judged extends MemberRow {
  readonly newTierId: string;
  readonly spendMinor: number;
  readonly rejudgeOn: Day | undefined;
  readonly newest: Date | undefined;
  readonly because: Because;
  readonly reason: string;
}

/**
 * Judges members by the newest version and their activity in the window at `ctx.now`, up or down, inside the caller's transaction.
 * A Standing row is written only when the tier changed. Returns the changes. Any number of members takes a handful of statements.
 */
export async function restand(tx: Tx, ctx: Context, whom: ReadonlyMap<MemberId, Because>): Promise<StandingChange[]> {
  if (whom.size === 0) return [];
  // Locked before the activity is summed, so that whoever comes second sees what the first one settled.
  const members = await tx.rows<MemberRow>(
    `select id, customer_id, tier_id, standing_seq from member where shop_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    [ctx.shop.id, [...whom.keys()]],
  );
  // Asked for after locking: whoever publishes later also judges later.
  const program = await newestProgram(tx, ctx.shop.id, ctx.now);
  const judging = { ...ctx, now: judgedAt(ctx.now, program) };
  const activity = await windowActivity(
    tx,
    judging,
    program.definition,
    members.map((member) => member.id),
  );
  const calendar = calendarOf(ctx.shop.timeZone);
  const judged = members.map((member) => judgeMember(calendar, program, member, activity.get(member.id), whom.get(member.id)));
  const changed = judged.filter((member) => member.newTierId !== member.tier_id);
  await insertStandings(tx, judging, program, changed);
  await updateMembers(tx, judging, judged);
  return changed.map((member) => ({
    memberId: member.id,
    customerId: member.customer_id,
    fromTierId: member.tier_id,
    toTierId: member.newTierId,
    reason: member.reason,
  }));
}

/** Not before the programme began: a clock that is behind must not judge by what was replaced, for nobody would judge again. */
export function judgedAt(now: Date, { startsAt }: ProgramVersion): Date {
  return startsAt > now ? startsAt : now;
}

/** Where a member stands by what they did inside the window. */
export function judgeMember(
  calendar: Calendar,
  { definition }: ProgramVersion,
  member: MemberRow,
  activity: WindowActivity | undefined,
  because: Because | undefined,
): Judged {
  assert(because, 'a member is judged for a reason');
  const spendMinor = activity?.spendMinor ?? 0;
  const { tier } = judge(definition, spendMinor);
  const rank = (tierId: string): number => definition.tiers.findIndex((candidate) => candidate.id === tierId);
  const direction = rank(tier.id) > rank(member.tier_id) ? 'up' : rank(tier.id) < rank(member.tier_id) ? 'down' : 'level';
  return {
    ...member,
    newTierId: tier.id,
    spendMinor,
    rejudgeOn: activity?.oldest && leavesWindowOn(definition, calendar, activity.oldest),
    newest: activity?.newest,
    because,
    reason: standingReason(definition, because, spendMinor, direction),
  };
}

/** Where members stand from now on; nothing is left out, so only those whose tier changed are given. */
export async function insertStandings(tx: Tx, ctx: Context, program: ProgramVersion, changed: readonly Judged[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.exec(
    `insert into standing (shop_id, member_id, seq, tier_id, since, reason, program_version, spend_minor, caused_by)
     select $1, s.member_id, s.seq, s.tier_id, $2, s.reason, $3, s.spend, s.caused_by
     from unnest($4::uuid[], $5::int[], $6::text[], $7::text[], $8::bigint[], $9::text[]) as s(member_id, seq, tier_id, reason, spend, caused_by)`,
    [
      ctx.shop.id,
      ctx.now,
      program.version,
      changed.map((member) => member.id),
      changed.map((member) => member.standing_seq + 1),
      changed.map((member) => member.newTierId),
      changed.map((member) => member.reason),
      changed.map((member) => member.spendMinor),
      changed.map((member) => causedBy(member.because)),
    ],
  );
}

async function updateMembers(tx: Tx, ctx: Context, judged: readonly Judged[]): Promise<void> {
  await tx.exec(
    `update member m set tier_id = j.tier_id, standing_seq = m.standing_seq + j.moved, window_spend_minor = j.spend, judged_at = $2,
       rejudge_on = j.rejudge_on, last_order_at = greatest(m.last_order_at, j.newest)
     from unnest($3::uuid[], $4::text[], $5::int[], $6::bigint[], $7::date[], $8::timestamptz[]) as j(id, tier_id, moved, spend, rejudge_on, newest)
     where m.shop_id = $1 and m.id = j.id`,
    [
      ctx.shop.id,
      ctx.now,
      judged.map((member) => member.id),
      judged.map((member) => member.newTierId),
      judged.map((member) => (member.newTierId === member.tier_id ? 0 : 1)),
      judged.map((member) => member.spendMinor),
      judged.map((member) => member.rejudgeOn ?? null),
      judged.map((member) => member.newest ?? null),
    ],
  );
}

function causedBy(because: Because): string {
  switch (because.kind) {
    case 'order':
      return `order/${because.orderId}`;
    case 'program':
      return `program/${because.version}`;
    case 'joined':
      return 'enrolment';
    case 'import':
    case 'verification':
    case 'merge':
    case 'window':
      return because.kind;
  }
}
