import type { Context } from '../../context.ts';
import { calendarOf, type Calendar } from '../../core/calendar.ts';
import type { MemberId } from '../../core/id.ts';
import type { Tx } from '../../db/index.ts';
import { publishedVersions, type ProgramVersion } from '../../program/index.ts';
import type { OrderDifference } from '../verify.ts';
import { earnedAsPinned } from './fold.ts';
import { pastMember, pastMembers, type PastMember } from './pages.ts';

/**
 * Replays every order of the shop by the very rules it was granted under, and lists at most `max` whose points in the ledger are others.
 * Some hundred members at a time; changes nothing and locks nothing.
 */
export async function replayDifferences(ctx: Context, max: number): Promise<OrderDifference[]> {
  const versions = await ctx.db.read(ctx.shop.id, (tx) => publishedVersions(tx, ctx.shop.id));
  const calendar = calendarOf(ctx.shop.timeZone);
  const found: OrderDifference[] = [];
  for await (const page of pastMembers(ctx)) {
    for (const member of page) found.push(...differencesOf(versions, calendar, member));
    if (found.length >= max) return found.slice(0, max);
  }
  return found;
}

/** The same of one member, in the caller's transaction. */
export async function replayDifferencesOf(tx: Tx, ctx: Context, memberId: MemberId): Promise<OrderDifference[]> {
  const member = await pastMember(tx, ctx, memberId);
  if (member === undefined) return [];
  return differencesOf(await publishedVersions(tx, ctx.shop.id), calendarOf(ctx.shop.timeZone), member);
}

function differencesOf(versions: readonly ProgramVersion[], calendar: Calendar, { id, orders }: PastMember): OrderDifference[] {
  return orders.flatMap((order) => {
    const { orderId, name, processedAt } = order.facts;
    const { points } = earnedAsPinned(versions, order, calendar.dayOf(processedAt));
    if (points === order.livePoints) return [];
    return [{ memberId: id, orderId, what: `points of order ${name}, by replaying its rules`, stored: order.livePoints, derived: points }];
  });
}
