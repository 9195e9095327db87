import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';

/** An action that was noted without its points, or points of one that was not noted. */
export interface ActionDifference {
  readonly memberId: MemberId;
  readonly what: string;
  readonly stored: number;
  readonly derived: number;
}

/** Compares what was noted of members' actions with what the ledger has of them, both ways. Lists at most 1,000; changes nothing. */
export async function verifyActions(tx: Tx, shopId: ShopId): Promise<ActionDifference[]> {
  const rows = await tx.rows<{ member_id: MemberId; what: string; stored: number; derived: number }>(
    `select coalesce(d.member_id, p.member_id) as member_id, 'points of ' || coalesce('action/' || d.action_id || '/' || d.event, p.key) as what,
       coalesce(d.points, 0) as stored, coalesce(p.points, 0) as derived
     from (select * from action_done where shop_id = $1) d
     full join (select * from posting where shop_id = $1 and cause ->> 'kind' = 'action' and kind = 'issue') p
       on p.member_id = d.member_id and p.key = 'action/' || d.action_id || '/' || d.event
     where coalesce(d.points, 0) <> coalesce(p.points, 0) order by 1, 2 limit 1000`,
    [shopId],
  );
  return rows.map(({ member_id: memberId, ...rest }) => ({ ...rest, memberId }));
}
