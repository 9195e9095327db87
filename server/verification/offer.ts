import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { notDerivable } from '../ledger/index.ts';
import { recount, type Correcting } from '../orders/index.ts';
import type { Difference, Found } from './difference.ts';
import { advise, type Situation } from './explain.ts';

/** Differences with what would put each right. Reads what it needs of each member; changes nothing. `by`: who would do it. */
export async function offer(ctx: Context, found: readonly Found[], by: Correcting): Promise<Difference[]> {
  const situations = new Map<MemberId, Situation>();
  for (const [memberId, ofMember] of Map.groupBy(found, (one) => one.memberId))
    situations.set(memberId, await ctx.db.read(ctx.shop.id, (tx) => situationOf(tx, ctx, memberId, ofMember, by)));
  return found.map((one) => advised(one, situations.get(one.memberId)));
}

/** The same for one member inside the caller's transaction. */
export async function offerIn(tx: Tx, ctx: Context, memberId: MemberId, found: readonly Found[], by: Correcting): Promise<Difference[]> {
  const situation = await situationOf(tx, ctx, memberId, found, by);
  return found.map((one) => advised(one, situation));
}

function advised(one: Found, situation: Situation | undefined): Difference {
  const { memberId, what, stored, derived, firstWrongSeq } = one;
  const advice = situation && advise(one, situation);
  return {
    memberId,
    what,
    stored,
    derived,
    firstWrongSeq,
    correction: advice && 'correction' in advice ? advice.correction : undefined,
    instead: advice && 'instead' in advice ? advice.instead : undefined,
  };
}

async function situationOf(tx: Tx, ctx: Context, memberId: MemberId, found: readonly Found[], by: Correcting): Promise<Situation> {
  const has = (part: Found['part']) => found.some((one) => one.part === part);
  const orderIds = [...new Set(found.flatMap(({ orderId }) => orderId ?? []))];
  const recounts = has('order') && !has('ledger') ? await recount(tx, ctx, memberId, orderIds, by) : [];
  return {
    found,
    notDerivable: has('ledger') ? await notDerivable(tx, ctx.shop.id, memberId) : undefined,
    standingsWhole: !has('standing') || (await standingsWhole(tx, ctx, memberId)),
    recounts: new Map(recounts.map((one) => [one.orderId, one])),
  };
}

async function standingsWhole(tx: Tx, ctx: Context, memberId: MemberId): Promise<boolean> {
  const [row] = await tx.rows<{ whole: boolean }>(
    'select count(*) > 0 and count(*) = coalesce(max(seq), 0) as whole from standing where shop_id = $1 and member_id = $2',
    [ctx.shop.id, memberId],
  );
  return row?.whole ?? true;
}
