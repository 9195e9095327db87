import type { Context } from '../context.ts';
import { newId, type MemberId } from '../core/id.ts';
import { addDays, dayIn, type Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { expiringByDay, membersDueBy, openLotsOf, type Expiring } from '../ledger/index.ts';
import { preferencesOf } from '../members/index.ts';
import { programInForce } from '../program/index.ts';
import { occasionsOf } from './occasions.ts';

/** Members looked through in one transaction. */
const membersMax = 500;

/** Has the night's notices put on the list of jobs, once the shop's day has begun; nothing if it was done. */
export async function queueNoticesLater(ctx: Context): Promise<void> {
  const night = dayIn(ctx.shop.timeZone, ctx.now);
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [done] = await tx.rows('select from notice_night where shop_id = $1 and night >= $2', [ctx.shop.id, night]);
    if (!done) await enqueue(tx, 'queue-notices', { shopDomain: ctx.shop.domain, night }, { key: `queue-notices/${ctx.shop.id}/${night}` });
  });
}

/**
 * Puts what members are to be told of points that expire on the list, each occasion once, and skips what is on it and is no longer
 * true: the points were spent, or live longer. Who does not wish to be told is not put there. Stopped half way it can be repeated. Answers how many were put on the list.
 */
export async function queueNotices(ctx: Context, night: Day): Promise<number> {
  const noticeDays = await ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    return definition.earning.expiryNoticeDays ?? [];
  });
  await forMembers(ctx, membersWithQueued, async (tx, members) => skipUntrue(tx, ctx, members));
  let queued = 0;
  if (noticeDays.length > 0) {
    const until = addDays(dayIn(ctx.shop.timeZone, ctx.now), Math.max(...noticeDays));
    const members: Members = (tx, after) => membersDueBy(tx, ctx.shop.id, until, after, membersMax);
    await forMembers(ctx, members, async (tx, page) => {
      queued += await queue(tx, ctx, page, noticeDays);
    });
  }
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    tx.exec(
      `insert into notice_night (shop_id, night) values ($1, $2)
       on conflict (shop_id) do update set night = greatest(notice_night.night, excluded.night)`,
      [ctx.shop.id, night],
    ),
  );
  return queued;
}

type Members = (tx: Tx, after: MemberId | undefined, ctx: Context) => Promise<MemberId[]>;

/** Members in the order of their ids, a page at a time, each in a transaction of its own. */
async function forMembers(ctx: Context, members: Members, work: (tx: Tx, page: readonly MemberId[]) => Promise<void>): Promise<void> {
  for (let after: MemberId | undefined; ;) {
    const page = await ctx.db.transaction(ctx.shop.id, async (tx) => {
      const found = await members(tx, after, ctx);
      if (found.length > 0) await work(tx, found);
      return found;
    });
    if (page.length < membersMax) return;
    after = page.at(-1);
  }
}

async function membersWithQueued(tx: Tx, after: MemberId | undefined, ctx: Context): Promise<MemberId[]> {
  const rows = await tx.rows<{ member_id: MemberId }>(
    `select distinct member_id from notice where shop_id = $1 and state = 'queued' and member_id > $2 order by member_id limit $3`,
    [ctx.shop.id, after ?? '00000000-0000-0000-0000-000000000000', membersMax],
  );
  return rows.map((row) => row.member_id);
}

/** What expires of each, as their lots stand now, whether or not the night's job has been by. */
async function expiringOf(tx: Tx, ctx: Context, members: readonly MemberId[]): Promise<Map<MemberId, Expiring[]>> {
  const lots = await openLotsOf(tx, ctx.shop, members, ctx.now);
  return new Map([...lots].map(([memberId, own]) => [memberId, expiringByDay(own)]));
}

async function queue(tx: Tx, ctx: Context, members: readonly MemberId[], noticeDays: readonly number[]): Promise<number> {
  const today = dayIn(ctx.shop.timeZone, ctx.now);
  const wishes = await preferencesOf(tx, ctx, members);
  const wanted = members.filter((memberId) => wishes(memberId).notices);
  const told = [...(await expiringOf(tx, ctx, wanted))].flatMap(([memberId, expiring]) =>
    occasionsOf(expiring, noticeDays, today).map((one) => ({ memberId, locale: wishes(memberId).locale, ...one })),
  );
  if (told.length === 0) return 0;
  return tx.exec(
    `insert into notice (shop_id, id, member_id, kind, occasion, day, payload, queued_at, locale)
     select $1, n.id, n.member_id, 'points-expire', n.occasion, n.day, n.payload::jsonb, $2, n.locale
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::date[], $7::text[], $8::text[]) n (id, member_id, occasion, day, payload, locale)
     on conflict (shop_id, member_id, kind, occasion) do nothing`,
    [
      ctx.shop.id,
      ctx.now,
      told.map(() => newId(ctx.now, ctx.random)),
      told.map(({ memberId }) => memberId),
      told.map(({ occasion }) => occasion),
      told.map(({ on }) => on),
      told.map(({ points, daysBefore, unlessActive }) => JSON.stringify({ points, daysBefore, unlessActive })),
      told.map(({ locale }) => locale),
    ],
  );
}

/** Nobody is told of points that are not there any more, nor on the day on which it is too late. */
async function skipUntrue(tx: Tx, ctx: Context, members: readonly MemberId[]): Promise<void> {
  const today = dayIn(ctx.shop.timeZone, ctx.now);
  const standing = [...(await expiringOf(tx, ctx, members))].flatMap(([memberId, expiring]) =>
    expiring.filter(({ on }) => on > today).map(({ on }) => ({ memberId, on })),
  );
  await tx.exec(
    `update notice n set state = 'skipped', closed_at = $2 where n.shop_id = $1 and n.state = 'queued' and n.member_id = any ($3::uuid[])
     and not exists (select from unnest($4::uuid[], $5::date[]) t (member_id, day) where t.member_id = n.member_id and t.day = n.day)`,
    [ctx.shop.id, ctx.now, members, standing.map(({ memberId }) => memberId), standing.map(({ on }) => on)],
  );
}
