import { assert } from '../core/assert.ts';
import { calendarOf, type Calendar } from '../core/calendar.ts';
import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import {
  newestProgram,
  standingAt,
  standingReason,
  type Because,
  type Keep,
  type ProgramVersion,
  type Standing,
  type StandingReason,
} from '../program/index.ts';
import { giveEntryGifts } from './entry-gifts.ts';
import { keepDroppers } from './keep-droppers.ts';
import { livesOf, nothingDone, type LoadedLife } from './lives.ts';

export interface StandingChange {
  readonly memberId: MemberId;
  readonly customerId: string;
  readonly fromTierId: string;
  readonly toTierId: string;
  readonly reason: StandingReason;
}

export interface MemberRow {
  readonly id: MemberId;
  readonly customer_id: string;
  readonly enrolled_at: Date;
  readonly tier_id: string;
  readonly standing_seq: number;
  readonly judged_at: Date;
}

export interface Judged extends MemberRow {
  readonly standing: Standing;
  readonly newest: Date | undefined;
  readonly reason: StandingReason;
}

/**
 * Judges members by the newest version and what they did until `ctx.now`, up or down, inside the caller's transaction. A Standing row
 * is written only when the tier changed; who enters a tier for the first time gets its gift, unless history is only brought over.
 * Returns the changes. Any number of members takes a handful of statements.
 */
export async function restand(tx: Tx, ctx: Context, whom: ReadonlyMap<MemberId, Because>): Promise<StandingChange[]> {
  if (whom.size === 0) return [];
  // Locked before the activity is summed, so that whoever comes second sees what the first one settled.
  const members = await tx.rows<MemberRow>(
    `select id, customer_id, enrolled_at, tier_id, standing_seq, judged_at from member
     where shop_id = $1 and id = any($2::uuid[]) order by id for no key update`,
    [ctx.shop.id, [...whom.keys()]],
  );
  // Asked for after locking: whoever publishes later also judges later.
  const program = await newestProgram(tx, ctx.shop.id, ctx.now);
  const judging = { ...ctx, now: judgedAt(ctx.now, program) };
  const lives = await livesOf(
    tx,
    judging,
    program.definition,
    members.map((member) => member.id),
  );
  const calendar = calendarOf(ctx.shop.timeZone);
  const judgeAll = (kept: ReadonlyMap<MemberId, Keep>) =>
    members.map((member) => {
      const life = withKeep(lives.get(member.id) ?? nothingDone, kept.get(member.id));
      return judgeMember(calendar, program, judging.now, member, life, whom.get(member.id));
    });
  const byRules = judgeAll(new Map());
  const kept = await keepDroppers(tx, judging, program, byRules);
  const judged = kept.size === 0 ? byRules : judgeAll(kept);
  const changed = judged.filter(isChanged);
  await insertStandings(tx, judging, program, changed);
  await updateMembers(tx, judging, judged);
  await giveEntryGifts(
    tx,
    judging,
    program,
    changed.filter(({ reason }) => reason.because.kind !== 'import'),
  );
  return changed.map((member) => ({
    memberId: member.id,
    customerId: member.customer_id,
    fromTierId: member.tier_id,
    toTierId: member.standing.tier.id,
    reason: member.reason,
  }));
}

export function isChanged({ standing, tier_id }: Judged): boolean {
  return standing.tier.id !== tier_id;
}

/** Not before the programme began: a clock that is behind must not judge by what was replaced, for nobody would judge again. */
export function judgedAt(now: Date, { startsAt }: ProgramVersion): Date {
  return startsAt > now ? startsAt : now;
}

/** Where a member stands by what they did, and why. */
export function judgeMember(
  calendar: Calendar,
  { definition }: ProgramVersion,
  at: Date,
  member: MemberRow,
  life: LoadedLife,
  because: Because | undefined,
): Judged {
  assert(because, 'only members in question are judged');
  const standing = standingAt(definition, calendar, { ...life, joinedAt: member.enrolled_at }, at);
  const over = because.kind === 'time' ? overSince(calendar, life, member.judged_at, at) : undefined;
  const reason = standingReason(definition, over ?? because, standing, member.tier_id);
  return { ...member, standing, newest: life.newestOrderAt, reason };
}

function withKeep(life: LoadedLife, keep: Keep | undefined): LoadedLife {
  return keep ? { ...life, keeps: [...life.keeps, keep] } : life;
}

/** The keep whose last day has passed since the member was judged last. */
function overSince(calendar: Calendar, { keeps }: LoadedLife, before: Date, at: Date): Because | undefined {
  const [from, to] = [calendar.dayOf(before), calendar.dayOf(at)];
  const over = keeps.findLast(({ until }) => until !== undefined && from <= until && until < to);
  return over && { kind: 'keep-ended', keep: over.kind };
}

/** Where members stand from now on; nothing is left out, so only those whose tier changed are given. */
export async function insertStandings(tx: Tx, ctx: Context, program: ProgramVersion, changed: readonly Judged[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.exec(
    `insert into standing (shop_id, member_id, seq, tier_id, since, because, program_version)
     select $1, s.member_id, s.seq, s.tier_id, $2, s.because::jsonb, $3
     from unnest($4::uuid[], $5::int[], $6::text[], $7::text[]) as s(member_id, seq, tier_id, because)`,
    [
      ctx.shop.id,
      ctx.now,
      program.version,
      changed.map((member) => member.id),
      changed.map((member) => member.standing_seq + 1),
      changed.map((member) => member.standing.tier.id),
      changed.map((member) => JSON.stringify(member.reason)),
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
      judged.map((member) => member.standing.tier.id),
      judged.map((member) => (isChanged(member) ? 1 : 0)),
      judged.map((member) => member.standing.measured.spendMinor),
      judged.map((member) => member.standing.rejudgeOn ?? null),
      judged.map((member) => member.newest ?? null),
    ],
  );
}
