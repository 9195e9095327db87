import type { Context } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { lockMembers } from '../ledger/index.ts';

/**
 * Locks members' balances, in the fixed order, until the transaction ends. If one of them was merged into another since they were
 * looked up, the transaction begins anew, and looks them up again.
 */
export async function lockCurrent(tx: Tx, ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
  if (memberIds.length === 0) return;
  await lockMembers(tx, ctx.shop.id, memberIds);
  await tx.rows('select refuse_merged($1, $2::uuid[])', [ctx.shop.id, memberIds]);
}
