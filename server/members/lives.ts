import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { lifeMattersFrom, standingAt, type Deed, type Definition, type Keep, type Life, type Standing } from '../program/index.ts';

/**
 * What a member did that counts towards a tier. There is no table of its own: an order's `spend_minor` is its activity, kept by the
 * settlement of that order, so refunds and edits can't leave the two apart; actions count with the points their lots still have.
 */
export interface LoadedLife extends Omit<Life, 'joinedAt'> {
  /** The newest of the orders that were looked at, counted or not. */
  readonly newestOrderAt: Date | undefined;
}

interface Row {
  readonly member_id: MemberId;
  readonly what: 'order' | 'action' | 'keep';
  readonly at: Date;
  readonly spend: number;
  readonly points: number;
  readonly keep: { readonly kind: Keep['kind']; readonly tier_id: string; readonly until: Day | null } | null;
}

/** As much of members' lives as decides at `ctx.now` where they stand; members of whom there is nothing are left out. One statement. */
export async function livesOf(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, LoadedLife>> {
  const from = lifeMattersFrom(definition, calendarOf(ctx.shop.timeZone), ctx.now);
  const rows = await tx.rows<Row>(
    `select member_id, 'order' as what, processed_at as at, spend_minor as spend, posted_points - waived_points as points, null::jsonb as keep, order_id as no
     from shop_order where shop_id = $1 and member_id = any($2::uuid[]) and processed_at >= $3
     union all
     select member_id, 'action', earned_at, 0, issued - reversed, null, origin from lot
     where $4 and shop_id = $1 and member_id = any($2::uuid[]) and earned_at >= $3 and origin like 'action/%'
     union all
     select member_id, 'keep', since, 0, 0, jsonb_build_object('kind', kind, 'tier_id', tier_id, 'until', until), lpad(no::text, 9, '0') from tier_keep
     where shop_id = $1 and member_id = any($2::uuid[]) and ended_at is null
     order by member_id, what, at, no`,
    [ctx.shop.id, memberIds, from ?? '-infinity', asksForPoints(definition)],
  );
  // What is dated later, by another clock than ours, has happened all the same.
  const happened = rows.map((row) => (row.at > ctx.now ? { ...row, at: ctx.now } : row));
  return new Map([...Map.groupBy(happened, (row) => row.member_id)].map(([memberId, ofMember]) => [memberId, toLife(ofMember)]));
}

function toLife(rows: readonly Row[]): LoadedLife {
  const deeds = rows.filter(({ what }) => what !== 'keep').map(toDeed);
  // Orders and actions come one after the other; both are in order already, which sorting is quick with.
  if (rows.some(({ what }) => what === 'action')) deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
  const keeps = rows.flatMap(({ at, keep }) =>
    keep ? [{ kind: keep.kind, tierId: keep.tier_id, since: at, until: keep.until ?? undefined, endedAt: undefined }] : [],
  );
  return { deeds, keeps, newestOrderAt: rows.findLast(({ what }) => what === 'order')?.at };
}

function toDeed({ what, at, spend, points }: Row): Deed {
  return { at, spendMinor: spend, points, orders: what === 'order' && spend > 0 ? 1 : 0 };
}

/**
 * What decides about members' tiers beside their orders, at any instant since `since`: when they joined, what they did and what was said
 * about them, also if it was ended later; what they did only if `actions` count. One statement.
 */
export async function livesBesideOrders(
  tx: Tx,
  ctx: Context,
  memberIds: readonly MemberId[],
  since: Date,
  actions: boolean,
): Promise<Map<MemberId, Life>> {
  const rows = await tx.rows<{ id: MemberId; enrolled_at: Date; actions: StoredAction[] | null; keeps: StoredKeep[] | null }>(
    `select m.id, m.enrolled_at,
       (select jsonb_agg(jsonb_build_object('at', l.earned_at, 'points', l.issued - l.reversed) order by l.earned_at) from lot l
        where l.shop_id = m.shop_id and l.member_id = m.id and $4 and l.earned_at >= $3 and l.origin like 'action/%') as actions,
       (select jsonb_agg(to_jsonb(k) order by k.no) from tier_keep k where k.shop_id = m.shop_id and k.member_id = m.id) as keeps
     from member m where m.shop_id = $1 and m.id = any($2::uuid[])`,
    [ctx.shop.id, memberIds, since, actions],
  );
  return new Map(
    rows.map(({ id, enrolled_at: joinedAt, actions, keeps }) => {
      const deeds = (actions ?? []).map(({ at, points }): Deed => ({ at: new Date(at), spendMinor: 0, points, orders: 0 }));
      return [id, { joinedAt, deeds, keeps: (keeps ?? []).map(toKeep) }];
    }),
  );
}

/** Whether anything but orders counts towards a tier. */
export function asksForPoints({ tiers }: Definition): boolean {
  return tiers.some(({ thresholdPoints }) => thresholdPoints !== undefined);
}

interface StoredAction {
  readonly at: string;
  readonly points: number;
}

interface StoredKeep {
  readonly kind: Keep['kind'];
  readonly tier_id: string;
  readonly since: string;
  readonly until: Day | null;
  readonly ended_at: string | null;
}

function toKeep({ kind, tier_id: tierId, since, until, ended_at }: StoredKeep): Keep {
  const endedAt = ended_at === null ? undefined : new Date(ended_at);
  return { kind, tierId, since: new Date(since), until: until ?? undefined, endedAt };
}

/** Where members stand at `ctx.now` by a definition and by all that is stored of them; nothing is written. */
export async function standingsNow(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, Standing>> {
  const [members, lives] = await Promise.all([
    tx.rows<{ id: MemberId; enrolled_at: Date }>('select id, enrolled_at from member where shop_id = $1 and id = any($2::uuid[])', [
      ctx.shop.id,
      memberIds,
    ]),
    livesOf(tx, ctx, definition, memberIds),
  ]);
  const calendar = calendarOf(ctx.shop.timeZone);
  return new Map(
    members.map(({ id, enrolled_at: joinedAt }) => {
      const life = lives.get(id) ?? nothingDone;
      return [id, standingAt(definition, calendar, { ...life, joinedAt }, ctx.now)];
    }),
  );
}

export const nothingDone: LoadedLife = { deeds: [], keeps: [], newestOrderAt: undefined };
