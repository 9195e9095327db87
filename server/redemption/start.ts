import type { Context } from '../context.ts';
import { LaurelError } from '../core/errors.ts';
import { inputHash, newId, type MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { balances, lockMembers, post } from '../ledger/index.ts';
import {
  priceOf,
  programInForce,
  quote,
  termsFor,
  type Cart,
  type ProgramVersion,
  type Reward,
  type Terms,
  type WhyNot,
} from '../program/index.ts';
import { circumstancesOf, openCount } from './circumstances.ts';
import { codeFrom } from './codes.ts';
import { leaseMs } from './lease.ts';
import { findRedemptions, holdKey, type Redemption, type Way } from './record.ts';

export interface StartRequest {
  readonly memberId: MemberId;
  readonly rewardId: string;
  /** Names this attempt: sent twice, it is one redemption. */
  readonly attempt: string;
  readonly cart: Cart | undefined;
  /** Of a slider; absent: the fewest. */
  readonly steps?: number | undefined;
  /** A page keeps it and says so again and again; else the programme's time counts from the start. */
  readonly leased?: boolean | undefined;
}

export type StartResult =
  | { readonly started: Redemption; readonly repeated: boolean }
  | { readonly refused: WhyNot | { readonly code: 'unknown-reward' } | { readonly code: 'needs-cart' } };

/** What staff hand over is not taken back by itself before this. */
const byHandMs = 365 * 24 * 60 * 60_000;

/** The code is made right after the commit; should the process die before that, the job does it this much later. */
const safetyNetMs = 3_000;

/**
 * Sets the points of a reward aside and promises a code, in one transaction. Nothing is asked of Shopify here.
 * The same attempt gives the same redemption; the same attempt for another reward throws `key_reused`.
 */
export async function start(ctx: Context, secrets: Secrets, request: StartRequest): Promise<StartResult> {
  return ctx.db.transaction(ctx.shop.id, async (tx) => {
    await lockMembers(tx, ctx.shop.id, [request.memberId]);
    const hash = inputHash({ rewardId: request.rewardId, ...(request.steps !== undefined && { steps: request.steps }) });
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
  await openCount(tx, ctx, reward);
  const circumstances = await circumstancesOf(tx, ctx, program.definition, request.memberId, [reward]);
  const { whyNot } = quote(reward, balance?.available ?? 0, request.cart, { ...circumstances.get(reward.id), steps: request.steps });
  if (whyNot) return { refused: whyNot };
  const worked = termsFor(reward, request.cart, request.steps);
  if ('refused' in worked) return worked;

  const redemption = describe(ctx, secrets, request, reward, program, worked.terms, hash);
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'hold',
      memberId: request.memberId,
      points: points(redemption.points),
      holdKey: holdKey(redemption.id),
      until: redemption.holdUntil,
      key: `${holdKey(redemption.id)}/hold`,
      at: ctx.now,
      cause: {
        kind: 'redemption',
        ref: redemption.id,
        programVersion: program.version,
        note: reward.name,
        reasons: [
          {
            rule: 'price',
            rewardId: reward.id,
            points: redemption.points,
            ...(worked.terms.steps !== undefined && { steps: worked.terms.steps }),
          },
        ],
      },
    },
  ]);
  if (outcome?.outcome === 'refused') {
    const missing = outcome.refusal.code === 'not-enough-points' ? outcome.refusal.missing : redemption.points;
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
  program: ProgramVersion,
  terms: Terms,
  hash: string,
): Redemption {
  const id = newId(ctx.now, ctx.random);
  const way = wayOf(reward);
  const holdMs = way === 'by-hand' ? byHandMs : program.definition.redemption.holdMinutes * 60_000;
  return {
    id,
    memberId: request.memberId,
    rewardId: reward.id,
    reward,
    programVersion: program.version,
    way,
    terms,
    points: priceOf(reward, terms.steps),
    state: 'held',
    code: codeFrom(secrets.hmac('discount-code', `${ctx.shop.id}/${id}`)),
    discountGid: undefined,
    createdAt: ctx.now,
    holdUntil: new Date(ctx.now.getTime() + holdMs),
    leaseUntil: way === 'code' && request.leased ? new Date(ctx.now.getTime() + Math.min(leaseMs, holdMs)) : undefined,
    triedAt: undefined,
    deliveryRef: undefined,
    orderId: undefined,
    shortfallPoints: 0,
    paidMinor: undefined,
    givenBackPoints: 0,
    inputHash: hash,
    releasedBy: undefined,
  };
}

function wayOf(reward: Reward): Way {
  switch (reward.kind) {
    case 'gift-card':
    case 'store-credit':
    case 'early-access':
      return 'at-once';
    case 'custom':
      return 'by-hand';
    default:
      return 'code';
  }
}

async function insert(tx: Tx, ctx: Context, redemption: Redemption, attempt: string): Promise<void> {
  await tx.exec(
    `insert into redemption (shop_id, id, member_id, attempt, input_hash, reward_id, reward, program_version, points, state, code, created_at, hold_until, way, terms, lease_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held', $10, $11, $12, $13, $14, $15)`,
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
      redemption.way,
      JSON.stringify(redemption.terms),
      redemption.leaseUntil ?? null,
    ],
  );
}
