import { recordAudit } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { LaurelError } from '../core/errors.ts';
import { newId, type MemberId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { transfer } from '../ledger/index.ts';
import { firstTier, programInForce } from '../program/index.ts';
import { enrollIn } from './enroll.ts';
import { takeOverKeeps } from './keeps.ts';
import { lockCurrent } from './lock.ts';
import { restand, type StandingChange } from './restand.ts';

/** Two of Shopify's customers who became one, by their numeric ids as text. */
export interface MergedCustomers {
  readonly keptId: string;
  readonly goneId: string;
}

/** Their members, both locked. */
export interface MergingMembers extends MergedCustomers {
  readonly kept: MemberId;
  readonly gone: MemberId;
}

/**
 * Finds and locks the members of two customers who became one; the kept one is enrolled. undefined: there is nothing to merge,
 * because it was done before or the customer who is gone never was a member, and then only whose the number is now is noted.
 * Throws `conflict` when what was merged before says otherwise, `invalid_request` for one customer twice.
 */
export async function beginMerge(tx: Tx, ctx: Context, { keptId, goneId }: MergedCustomers): Promise<MergingMembers | undefined> {
  if (keptId === goneId) throw new LaurelError('invalid_request', `customer ${keptId} cannot be merged into itself`);
  const kept = (await enrollIn(tx, ctx, [{ customerId: keptId }])).memberOf(keptId);
  const known = (await findRow(tx, ctx, goneId)) ?? (await noteAlias(tx, ctx, goneId, kept));
  if (known === undefined || known.merged_into === kept) return undefined;
  if (known.merged_into !== null || known.id === kept) {
    throw new LaurelError('conflict', `customer ${goneId} cannot go into ${keptId}: they were merged otherwise before`);
  }
  await lockCurrent(tx, ctx, [kept, known.id]);
  return { keptId, goneId, kept, gone: known.id };
}

/**
 * Gives all points of the member who is gone to the kept one, judges both anew, and has the former's customer mean the latter.
 * Their orders and redemptions went before. Returns the kept member's change of tier, if any.
 */
export async function finishMerge(tx: Tx, ctx: Context, merging: MergingMembers): Promise<StandingChange | undefined> {
  const { kept, gone, keptId, goneId } = merging;
  const reasons = [{ rule: 'merged', gone: goneId, kept: keptId }];
  const outcome = await transfer(tx, ctx.shop, ctx.now, {
    from: gone,
    to: kept,
    key: `merge/${gone}`,
    at: ctx.now,
    cause: { kind: 'merge', ref: keptId, note: `customer ${keptId}`, reasons },
    causeThere: { kind: 'merge', ref: goneId, note: `customer ${goneId}`, reasons },
  });
  assert(outcome.outcome === 'posted', `what member ${gone} has can be given once`);
  await takeOverKeeps(tx, ctx, gone, kept);
  // Whoever was merged into the one who is gone goes along, so that one step always finds the member.
  await tx.exec('update member set merged_into = $3 where shop_id = $1 and merged_into = $2', [ctx.shop.id, gone, kept]);
  await tx.exec('update member set merged_into = $3 where shop_id = $1 and id = $2', [ctx.shop.id, gone, kept]);
  await tx.exec(
    'update member k set enrolled_at = least(k.enrolled_at, g.enrolled_at) from member g where k.shop_id = $1 and k.id = $2 and g.shop_id = $1 and g.id = $3',
    [ctx.shop.id, kept, gone],
  );
  // Judged when all that decides is the kept one's: whether they stood in a tier before asks also who went into them.
  const changes = await restand(tx, ctx, new Map([kept, gone].map((id) => [id, { kind: 'merge' }])));
  await audit(tx, ctx, merging, outcome.points);
  return changes.find(({ memberId }) => memberId === kept);
}

interface Row {
  readonly id: MemberId;
  readonly merged_into: MemberId | null;
}

async function findRow(tx: Tx, ctx: Context, customerId: string): Promise<Row | undefined> {
  const [row] = await tx.rows<Row>('select id, merged_into from member where shop_id = $1 and customer_id = $2', [ctx.shop.id, customerId]);
  return row;
}

/** The row of a customer who never was a member; should they become one at this moment, theirs. */
async function noteAlias(tx: Tx, ctx: Context, customerId: string, kept: MemberId): Promise<Row | undefined> {
  await lockCurrent(tx, ctx, [kept]);
  const { definition } = await programInForce(tx, ctx.shop.id, ctx.now);
  const noted = await tx.exec(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at, merged_into) values ($1, $2, $3, $4, $5, $4, $6)
     on conflict (shop_id, customer_id) do nothing`,
    [ctx.shop.id, newId(ctx.now, ctx.random), customerId, ctx.now, firstTier(definition).id, kept],
  );
  return noted === 1 ? undefined : findRow(tx, ctx, customerId);
}

async function audit(tx: Tx, ctx: Context, { kept, gone, keptId, goneId }: MergingMembers, points: number): Promise<void> {
  await recordAudit(tx, ctx.shop.id, {
    id: newId(ctx.now, ctx.random),
    at: ctx.now,
    actor: ctx.actor,
    action: 'members.merge',
    subject: `member/${kept}`,
    details: { from: gone, points, keptCustomerId: keptId, goneCustomerId: goneId },
  });
}
