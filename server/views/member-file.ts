import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import { LaurelError } from '../core/errors.ts';
import type { MemberId } from '../core/id.ts';
import { unknownDay } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { openLots } from '../ledger/index.ts';
import { openKeeps, standingsNow } from '../members/index.ts';
import { programInForce, standingWords, type Definition, type StandingReason } from '../program/index.ts';
import { noticesOf } from '../notices/index.ts';
import { findRedemptions } from '../redemption/index.ts';
import { memberColumns, toRows, type MemberRecord } from './member-list.ts';
import { redemptionView } from './redemption-view.ts';
import type { MemberFile } from './shapes.ts';
import { tierKeeps } from './tier-keeps.ts';

/** All staff see of one member. Throws `not_found`. */
export async function memberFile(ctx: Context, memberId: MemberId): Promise<MemberFile> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const records = await tx.rows<MemberRecord>(`select ${memberColumns} from member where shop_id = $1 and id = $2`, [
      ctx.shop.id,
      memberId,
    ]);
    if (records.length === 0) throw new LaurelError('not_found', `no member ${memberId}`);
    const [member] = await toRows(tx, ctx, definition, records);
    assert(member, 'a record makes a row');
    const standings = await tx.rows<{ tier_id: string; since: Date; because: StandingReason }>(
      'select tier_id, since, because from standing where shop_id = $1 and member_id = $2 order by seq desc limit 50',
      [ctx.shop.id, memberId],
    );
    const redemptions = await findRedemptions(tx, ctx.shop.id, 'member_id = $2 order by created_at desc limit 50', [memberId]);
    const notices = await noticesOf(tx, ctx.shop.id, memberId, 20);
    const lots = await openLots(tx, ctx.shop, memberId, ctx.now);
    const named = await orderNames(
      tx,
      ctx,
      lots.map((lot) => lot.origin),
    );
    return {
      member,
      mergedInto: await mergedInto(tx, ctx, memberId),
      currency: ctx.shop.currency,
      lots: lots.map((lot) => ({
        no: lot.no,
        origin: named(lot.origin),
        source: lot.source,
        issued: lot.issued,
        pending: lot.pending,
        available: lot.available,
        held: lot.held,
        earnedAt: lot.earnedAt.toISOString(),
        vestsOn: lot.vestsOn === unknownDay ? null : (lot.vestsOn ?? null),
        waits: lot.pending > 0 && lot.vestsOn === unknownDay,
        expiresOn: lot.expiresOn ?? null,
        idleMonths: lot.idleMonths ?? null,
      })),
      standings: standings.map((standing) => ({
        tierName: definition.tiers.find((tier) => tier.id === standing.tier_id)?.name ?? standing.tier_id,
        since: standing.since.toISOString(),
        reason: standingWords(standing.because, definition.currency, 'en'),
      })),
      ...(await tierPart(tx, ctx, definition, memberId)),
      redemptions: redemptions.map((redemption) => ({ ...redemptionView(redemption), at: redemption.createdAt.toISOString() })),
      notices: notices.map(({ queuedAt, ...notice }) => ({ ...notice, queuedAt: queuedAt.toISOString() })),
    };
  });
}

/** What keeps the tier, what was said about it, and which tiers there are. */
async function tierPart(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberId: MemberId,
): Promise<Pick<MemberFile, 'keeps' | 'tierWords' | 'tiers'>> {
  const standing = (await standingsNow(tx, ctx, definition, [memberId])).get(memberId);
  assert(standing, `member ${memberId} stands somewhere`);
  const today = calendarOf(ctx.shop.timeZone).dayOf(ctx.now);
  const nameOf = (tierId: string) => definition.tiers.find(({ id }) => id === tierId)?.name ?? tierId;
  const said = await openKeeps(tx, ctx, memberId);
  return {
    keeps: tierKeeps(standing),
    tierWords: said.toReversed().map(({ no, kind, tierId, since, until, by, reason }) => ({
      no,
      kind,
      tierId,
      by,
      reason,
      tierName: nameOf(tierId),
      since: since.toISOString(),
      until: until ?? null,
      over: until !== undefined && until < today,
    })),
    tiers: definition.tiers.map(({ id, name, inviteOnly }) => ({ id, name, inviteOnly: inviteOnly ?? false })),
  };
}

async function mergedInto(tx: Tx, ctx: Context, memberId: MemberId): Promise<MemberFile['mergedInto']> {
  const [kept] = await tx.rows<{ id: MemberId; name: string | null; customer_id: string }>(
    'select k.id, k.name, k.customer_id from member g join member k on k.shop_id = g.shop_id and k.id = g.merged_into where g.shop_id = $1 and g.id = $2',
    [ctx.shop.id, memberId],
  );
  return kept ? { id: kept.id, name: kept.name, customerId: kept.customer_id } : null;
}

/** Turns `order/5001` into `order/#1001`: what people call the order. Other origins stay as they are. */
async function orderNames(tx: Tx, ctx: Context, origins: readonly string[]): Promise<(origin: string) => string> {
  const ids = origins.flatMap((origin) => /^order\/(.+)$/.exec(origin)?.[1] ?? []);
  const rows = await tx.rows<{ order_id: string; name: string }>(
    'select order_id, name from shop_order where shop_id = $1 and order_id = any($2)',
    [ctx.shop.id, ids],
  );
  const names = new Map(rows.map((row) => [`order/${row.order_id}`, `order/${row.name}`]));
  return (origin) => names.get(origin) ?? origin;
}
