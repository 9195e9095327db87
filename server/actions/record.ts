import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import type { Done } from './decide.ts';

/** What is stored of one time that a member was paid for an action. */
export interface DoneRecord extends Done {
  readonly memberId: MemberId;
  readonly event: string;
  readonly at: Date;
  readonly points: number;
  readonly programVersion: number;
}

/** Each member with those who were merged into them: what these did, they did. */
export async function livesOf(tx: Tx, ctx: Context, memberIds: readonly MemberId[]): Promise<Map<MemberId, MemberId>> {
  const rows = await tx.rows<{ id: MemberId; now: MemberId }>(
    `select id, id as now from member where shop_id = $1 and id = any($2::uuid[])
     union all select id, merged_into from member where shop_id = $1 and merged_into = any($2::uuid[])`,
    [ctx.shop.id, memberIds],
  );
  return new Map(rows.map(({ id, now }) => [id, now]));
}

/** What members, and those who were merged into them, were paid for some actions, by the member they are now. */
export async function doneBy(
  tx: Tx,
  ctx: Context,
  memberIds: readonly MemberId[],
  actionIds: readonly string[],
): Promise<Map<MemberId, Done[]>> {
  const lives = await livesOf(tx, ctx, memberIds);
  const rows = await tx.rows<{ member_id: MemberId; action_id: string; period: string; n: number }>(
    'select member_id, action_id, period, n from action_done where shop_id = $1 and member_id = any($2::uuid[]) and action_id = any($3::text[])',
    [ctx.shop.id, [...lives.keys()], actionIds],
  );
  const done = new Map<MemberId, Done[]>(memberIds.map((memberId) => [memberId, []]));
  for (const { action_id: actionId, member_id, n, period } of rows)
    done.get(lives.get(member_id) ?? member_id)?.push({ actionId, period, n });
  return done;
}

/** What some events brought already, under whatever action. */
export async function heardOf(tx: Tx, ctx: Context, events: readonly string[]): Promise<Omit<DoneRecord, 'at' | 'programVersion'>[]> {
  const rows = await tx.rows<{ member_id: MemberId; action_id: string; period: string; n: number; event: string; points: number }>(
    `select coalesce(m.merged_into, m.id) as member_id, d.action_id, d.period, d.n, d.event, d.points from action_done d
     join member m on m.shop_id = d.shop_id and m.id = d.member_id where d.shop_id = $1 and d.event = any($2::text[])`,
    [ctx.shop.id, events],
  );
  return rows.map(({ action_id: actionId, member_id: memberId, ...rest }) => ({ ...rest, actionId, memberId }));
}

/** Notes what was paid; its points are posted already, which the database asks for. */
export async function noteDone(tx: Tx, ctx: Context, done: readonly DoneRecord[]): Promise<void> {
  if (done.length === 0) return;
  await tx.exec(
    `insert into action_done (shop_id, member_id, action_id, period, n, event, at, points, program_version)
     select $1, d.* from unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[], $7::timestamptz[], $8::int[], $9::int[]) d`,
    [
      ctx.shop.id,
      done.map((one) => one.memberId),
      done.map((one) => one.actionId),
      done.map((one) => one.period),
      done.map((one) => one.n),
      done.map((one) => one.event),
      done.map((one) => one.at),
      done.map((one) => one.points),
      done.map((one) => one.programVersion),
    ],
  );
}
