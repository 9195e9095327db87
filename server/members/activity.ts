import type { Context } from '../context.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { windowStart, type Definition } from '../program/index.ts';

/**
 * What members did that counts towards a tier. There is no table of its own: an order's `spend_minor` is its activity, kept
 * by the settlement of that order, so refunds and edits can't leave the two apart.
 */
export interface WindowActivity {
  /** Net spend inside the window that ends at `ctx.now`, in minor units. */
  readonly spendMinor: number;
  /** The oldest order that counts. */
  readonly oldest: Date | undefined;
  /** The newest order, counted or not. */
  readonly newest: Date | undefined;
}

/** Activity of members inside the programme's window at `ctx.now`; members without any are left out. */
export async function windowActivity(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, WindowActivity>> {
  const rows = await tx.rows<{ member_id: MemberId; spend: number; oldest: Date | null; newest: Date | null }>(
    `select member_id, sum(spend_minor)::bigint as spend, min(processed_at) filter (where spend_minor > 0) as oldest, max(processed_at) as newest
     from shop_order where shop_id = $1 and member_id = any($2::uuid[]) and processed_at >= $3 group by member_id`,
    [ctx.shop.id, memberIds, windowStart(definition, calendarOf(ctx.shop.timeZone), ctx.now)],
  );
  return new Map(
    rows.map((row) => [row.member_id, { spendMinor: row.spend, oldest: row.oldest ?? undefined, newest: row.newest ?? undefined }]),
  );
}

/** Net spend of members inside the window at `ctx.now`, in minor units; members without any are left out. */
export async function windowSpend(
  tx: Tx,
  ctx: Context,
  definition: Definition,
  memberIds: readonly MemberId[],
): Promise<Map<MemberId, number>> {
  const activity = await windowActivity(tx, ctx, definition, memberIds);
  return new Map([...activity].map(([memberId, { spendMinor }]) => [memberId, spendMinor]));
}
