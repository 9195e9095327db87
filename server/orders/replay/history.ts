import type { Context } from '../../context.ts';
import { forWholeShop } from '../../ledger/index.ts';

/** What is known of a shop's points beside its orders: by the month of the shop's days. */
export interface PointsHistory {
  /** Used with orders that were paid, less what was given back. */
  readonly used: ReadonlyMap<string, number>;
  /** Issued otherwise than by orders, by the month in which they expire; a draft is taken to change nothing of it. */
  readonly gifts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly orders: number;
}

/** Reads it from the ledger; one pass over postings and lots. */
export async function pointsHistory(ctx: Context): Promise<PointsHistory> {
  return ctx.db.read(ctx.shop.id, async (tx) => {
    await forWholeShop(tx);
    const used = await tx.rows<{ month: string; points: number }>(
      `select to_char(occurred_at at time zone $2, 'YYYY-MM') as month,
         sum(case when kind = 'give-back' then -points else points end)::bigint as points
       from posting where shop_id = $1 and kind in ('capture', 'spend', 'give-back') group by 1`,
      [ctx.shop.id, ctx.shop.timeZone],
    );
    const gifts = await tx.rows<{ month: string; expires: string; points: number }>(
      `select to_char(earned_at at time zone $2, 'YYYY-MM') as month, coalesce(to_char(expires_on, 'YYYY-MM'), 'never') as expires,
         sum(issued - reversed)::bigint as points
       from lot where shop_id = $1 and origin not like 'order/%' group by 1, 2`,
      [ctx.shop.id, ctx.shop.timeZone],
    );
    const [count] = await tx.rows<{ orders: number }>(
      'select count(*)::bigint as orders from shop_order where shop_id = $1 and member_id is not null',
      [ctx.shop.id],
    );
    const byMonth = Map.groupBy(gifts, ({ month }) => month);
    return {
      used: new Map(used.map(({ month, points }) => [month, points])),
      gifts: new Map([...byMonth].map(([month, rows]) => [month, new Map(rows.map(({ expires, points }) => [expires, points]))])),
      orders: count?.orders ?? 0,
    };
  });
}
