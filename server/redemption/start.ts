import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, newId, type MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { balances, lockMembers, post } from '../ledger/index.ts';
import { programInForce, quote, type Cart, type Reward, type WhyNot } from '../program/index.ts';
import { codeFrom } from './codes.ts';
import { findRedemptions, holdKey, type Redemption } from './record.ts';

export interface StartRequest {
  readonly memberId: MemberId;
  readonly rewardId: string;
  /** Names this attempt: sent twice, it is one redemption. */
  readonly attempt: string;
  readonly cart: Cart | undefined;
}

export type StartResult =
  { readonly started: Redemption; readonly repeated: boolean } | { readonly refused: WhyNot | { readonly code: 'unknown-reward' } };

/** The code is made right after the commit; should the process die before that, the job does it this much later. */
const safetyNetMs = 3_000;

/**
 * Sets the points of a reward aside and promises a code, in one transaction. Nothing is asked of Shopify here.
 * The same attempt gives the same redemption; the same attempt for another reward throws `key_reused`.
 */
export async function start(ctx: Context, secrets: Secrets, request: StartRequest): Promise<StartResult> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockMembers(tx, ctx.shop.id, [request.memberId]);
    const hash = inputHash({ rewardId: request.rewardId });
    const [before] = await findRedemptions(tx, ctx.shop.id, 'member_id = $2 and attempt = $3', [request.memberId, request.attempt]);
    if (before) {
      if (before.inputHash !== hash) throw new LaurelError('key_reused', `attempt ${request.attempt} was for ${before.rewardId}`);
      return { started: before, repeated: true };
    }
    return startNew(tx, ctx, secrets, request, hash);
  });
}

async function startNew(tx: Tx, ctx: Context, secrets: Secrets, request: StartRequest, hash: string): Promise<StartResult> {
  const program = await programInForce(tx, ctx.shop.id, ctx.now);
  const reward = program.definition.rewards.find((candidate) => candidate.id === request.rewardId);
  if (!reward) return { refused: { code: 'unknown-reward' } };
  const balance = (await balances(tx, ctx.shop, [request.memberId], ctx.now)).get(request.memberId);
  const { whyNot } = quote(reward, balance?.available ?? 0, request.cart);
  if (whyNot) return { refused: whyNot };

  const redemption = describe(ctx, secrets, request, reward, program, hash);
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'hold',
      memberId: request.memberId,
      points: points(reward.points),
      holdKey: holdKey(redemption.id),
      until: redemption.holdUntil,
      key: `${holdKey(redemption.id)}/hold`,
      at: ctx.now,
      cause: {
        kind: 'redemption',
        ref: redemption.id,
        programVersion: program.version,
        note: reward.name,
        reasons: [{ rule: 'price', rewardId: reward.id, points: reward.points }],
      },
    },
  ]);
  if (outcome?.outcome === 'refused') {
    const missing = outcome.refusal.code === 'not-enough-points' ? outcome.refusal.missing : reward.points;
    return { refused: { code: 'not-enough-points', missingPoints: missing } };
  }
  await insert(tx, ctx, redemption, request.attempt);
  await enqueue(
    tx,
    'issue-code',
    { shopDomain: ctx.shop.domain, redemptionId: redemption.id },
    { key: `issue-code/${redemption.id}`, runAt: new Date(ctx.wallClock().getTime() + safetyNetMs) },
  );
  return { started: redemption, repeated: false };
}

function describe(
  ctx: Context,
  secrets: Secrets,
  request: StartRequest,
  reward: Reward,
  program: { version: number; definition: { redemption: { holdMinutes: number } } },
  hash: string,
): Redemption {
  const id = newId(ctx.now, ctx.random);
  return {
    id,
    memberId: request.memberId,
    rewardId: reward.id,
    reward,
    programVersion: program.version,
    points: reward.points,
    state: 'held',
    code: codeFrom(secrets.hmac('discount-code', `${ctx.shop.id}/${id}`)),
    discountGid: undefined,
    createdAt: ctx.now,
    holdUntil: new Date(ctx.now.getTime() + program.definition.redemption.holdMinutes * 60_000),
    orderId: undefined,
    shortfallPoints: 0,
    inputHash: hash,
    releasedBy: undefined,
  };
}

async function insert(tx: Tx, ctx: Context, redemption: Redemption, attempt: string): Promise<void> {
  await tx.exec(
    `insert into redemption (shop_id, id, member_id, attempt, input_hash, reward_id, reward, program_version, points, state, code, created_at, hold_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held', $10, $11, $12)`,
    [
      ctx.shop.id,
      redemption.id,
      redemption.memberId,
      attempt,
      redemption.inputHash,
      redemption.rewardId,
      JSON.stringify(redemption.reward),
      redemption.programVersion,
      redemption.points,
      redemption.code,
      redemption.createdAt,
      redemption.holdUntil,
    ],
  );
}
