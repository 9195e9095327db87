import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { balances } from '../ledger/index.ts';
import { programInForce, type Definition } from '../program/index.ts';
import type { MemberPage, MemberRow } from './shapes.ts';

const pageSize = 50;

export interface MemberRecord {
  id: MemberId;
  customer_id: string;
  name: string | null;
  tier_id: string;
  window_spend_minor: number;
  enrolled_at: Date;
  last_order_at: Date | null;
}

export const memberColumns = 'id, customer_id, name, tier_id, window_spend_minor, enrolled_at, last_order_at';

/** A page of members, newest first, by tier and by a search in name and customer id. */
export async function memberList(
  ctx: Context,
  filter: { search?: string | undefined; tier?: string | undefined; after?: string | undefined },
): Promise<MemberPage> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
    const pattern = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null;
    // Who was merged into another is found as that one, by the old number too.
    const where = `shop_id = $1 and merged_into is null and ($2::text is null or tier_id = $2) and ($3::text is null or name ilike $3 or customer_id like $3
      or id in (select gone.merged_into from member gone where gone.shop_id = $1 and gone.merged_into is not null and gone.customer_id like $3))`;
    const params = [ctx.shop.id, filter.tier ?? null, pattern];
    const rows = await tx.rows<MemberRecord>(
      `select ${memberColumns} from member where ${where} and ($4::uuid is null or id < $4) order by id desc limit ${pageSize + 1}`,
      [...params, filter.after ?? null],
    );
    const [count] = await tx.rows<{ total: number }>(`select count(*) as total from member where ${where}`, params);
    const page = rows.slice(0, pageSize);
    return {
      members: await toRows(tx, ctx, definition, page),
      total: count?.total ?? 0,
      next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
      currency: ctx.shop.currency,
    };
  });
}

/** Members as staff see them, with their balances. */
export async function toRows(tx: Tx, ctx: Context, definition: Definition, records: readonly MemberRecord[]): Promise<MemberRow[]> {
  const found = await balances(
    tx,
    ctx.shop,
    records.map((record) => record.id),
    ctx.now,
  );
  const names = new Map(definition.tiers.map((tier) => [tier.id, tier.name]));
  return records.map((record) => {
    const balance = found.get(record.id);
    return {
      id: record.id,
      customerId: record.customer_id,
      name: record.name,
      tierId: record.tier_id,
      tierName: names.get(record.tier_id) ?? record.tier_id,
      points: { available: balance?.available ?? 0, pending: balance?.pending ?? 0, held: balance?.held ?? 0, debt: balance?.debt ?? 0 },
      spentMinor: record.window_spend_minor,
      enrolledAt: record.enrolled_at.toISOString(),
      lastOrderAt: record.last_order_at?.toISOString() ?? null,
    };
  });
}
