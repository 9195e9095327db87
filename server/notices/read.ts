import type { MemberId, ShopId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';

export interface Notice {
  readonly id: string;
  readonly kind: 'points-expire';
  /** The shop-local day it is about. */
  readonly day: Day;
  readonly points: number;
  readonly state: 'queued' | 'sent' | 'skipped';
  readonly queuedAt: Date;
}

/** What a member was or is to be told, the newest first, at most `limit`. */
export async function noticesOf(tx: Tx, shopId: ShopId, memberId: MemberId, limit: number): Promise<Notice[]> {
  const rows = await tx.rows<Omit<Notice, 'queuedAt'> & { queued_at: Date }>(
    `select id, kind, day, (payload ->> 'points')::integer as points, state, queued_at from notice
     where shop_id = $1 and member_id = $2 order by queued_at desc, occasion limit $3`,
    [shopId, memberId, limit],
  );
  return rows.map(({ queued_at, ...rest }) => ({ ...rest, queuedAt: queued_at }));
}
