import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { inputHash, type MemberId } from '../core/id.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { lockMembers } from '../ledger/index.ts';
import { programVersionOf, termsFor } from '../program/index.ts';
import { openCount } from './circumstances.ts';
import { findRedemptions, type Redemption } from './record.ts';
import { describe, setAside } from './set-aside.ts';

/** How long a reward that was given waits to be used; then its points are the member's to spend as they like. */
const grantMs = 90 * 24 * 60 * 60_000;

export interface GrantRequest {
  /** May have been merged into another since; then that one gets it. */
  readonly memberId: MemberId;
  readonly rewardId: string;
  /** The version that promised it. */
  readonly programVersion: number;
  /** Names what it is given for: given twice, it is one redemption. */
  readonly attempt: string;
}

/**
 * Starts a redemption for the member with points that the programme gave them for it, whatever the limits, tier and days of the
 * reward: a gift is a promise. Undefined where those points are gone meanwhile, spent or taken for a debt; then they have had them.
 * Undefined too where what it was given for does not stand any more, as `stands` says with the member locked.
 */
export async function grant(
  ctx: Context,
  secrets: Secrets,
  request: GrantRequest,
  stands: (tx: Tx) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Redemption | undefined> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    const [row] = await tx.rows<{ id: MemberId }>('select coalesce(merged_into, id) as id from member where shop_id = $1 and id = $2', [
      ctx.shop.id,
      request.memberId,
    ]);
    assert(row, `member ${request.memberId} exists`);
    await lockMembers(tx, ctx.shop.id, [row.id]);
    const [before] = await findRedemptions(tx, ctx.shop.id, 'member_id = $2 and attempt = $3', [row.id, request.attempt]);
    if (before) return before;
    if (!(await stands(tx))) return undefined;
    const program = await programVersionOf(tx, ctx.shop.id, request.programVersion);
    const reward = program?.definition.rewards.find(({ id }) => id === request.rewardId);
    assert(program && reward, `version ${request.programVersion} has the reward ${request.rewardId}`);
    const worked = termsFor(reward, undefined, undefined);
    assert('terms' in worked, `the reward ${reward.id} can be given without a cart`);
    await openCount(tx, ctx, reward);
    const hash = inputHash({ rewardId: reward.id });
    const redemption = describe(ctx, secrets, { memberId: row.id, reward, program, terms: worked.terms, hash, holdMs: grantMs });
    return (await setAside(tx, ctx, redemption, request.attempt)) === undefined ? redemption : undefined;
  });
}
