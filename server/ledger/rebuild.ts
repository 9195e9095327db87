import type { MemberId, ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';

/**
 * Why a member's stored balance, lots and holds cannot be derived from the journal, in words; undefined when they can. They cannot
 * when the journal itself is wrong, or when a lot or hold is gone with what was promised in it.
 */
export async function notDerivable(tx: Tx, shopId: ShopId, memberId: MemberId): Promise<string | undefined> {
  const [row] = await tx.rows<{ why: string | null }>('select ledger_not_derivable($1, $2) as why', [shopId, memberId]);
  return row?.why ?? undefined;
}

/**
 * Writes a member's balance, lots and holds anew as the journal says, under the member's lock. Neither postings nor entries change.
 * Fails as a broken law when they cannot be derived: ask `notDerivable` first, in the same transaction.
 */
export async function rebuild(tx: Tx, shopId: ShopId, memberId: MemberId): Promise<void> {
  await tx.rows('select ledger_rebuild($1, $2)', [shopId, memberId]);
}
