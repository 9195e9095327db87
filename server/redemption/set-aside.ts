import type { Context } from '../context.ts';
import { newId, type MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post } from '../ledger/index.ts';
import { priceOf, type ProgramVersion, type Reward, type Terms } from '../program/index.ts';
import { codeFrom } from './codes.ts';
import { leaseMs } from './lease.ts';
import { holdKey, type Redemption, type Way } from './record.ts';

/** What staff hand over is not taken back by itself before this. */
const byHandMs = 365 * 24 * 60 * 60_000;

/** The code is made right after the commit; should the process die before that, the job does it this much later. */
const safetyNetMs = 3_000;

export interface Wanted {
  readonly memberId: MemberId;
  readonly reward: Reward;
  readonly program: ProgramVersion;
  readonly terms: Terms;
  readonly hash: string;
  readonly leased?: boolean | undefined;
  /** How long the points wait for their use, in milliseconds; absent: as long as the programme says. */
  readonly holdMs?: number;
}

/** A new redemption as it will be stored: its number, its code, and until when it waits. */
export function describe(ctx: Context, secrets: Secrets, wanted: Wanted): Redemption {
  const { memberId, reward, program, terms, hash, leased } = wanted;
  const id = newId(ctx.now, ctx.random);
  const way = wayOf(reward);
  const holdMs = way === 'by-hand' ? byHandMs : (wanted.holdMs ?? program.definition.redemption.holdMinutes * 60_000);
  return {
    id,
    memberId,
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
    leaseUntil: way === 'code' && leased ? new Date(ctx.now.getTime() + Math.min(leaseMs, holdMs)) : undefined,
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

/**
 * Holds the points of a redemption and stores it, with the job that delivers it, inside the caller's transaction; the member is
 * locked. Answers how many points are missing, and then nothing is stored.
 */
export async function setAside(tx: Tx, ctx: Context, redemption: Redemption, attempt: string): Promise<number | undefined> {
  const { id, memberId, reward, terms } = redemption;
  const [outcome] = await post(tx, ctx.shop, ctx.now, [
    {
      kind: 'hold',
      memberId,
      points: points(redemption.points),
      holdKey: holdKey(id),
      until: redemption.holdUntil,
      key: `${holdKey(id)}/hold`,
      at: ctx.now,
      cause: {
        kind: 'redemption',
        ref: id,
        programVersion: redemption.programVersion,
        note: reward.name,
        reasons: [
          { rule: 'price', rewardId: reward.id, points: redemption.points, ...(terms.steps !== undefined && { steps: terms.steps }) },
        ],
      },
    },
  ]);
  if (outcome?.outcome === 'refused') {
    return outcome.refusal.code === 'not-enough-points' ? outcome.refusal.missing : redemption.points;
  }
  await insert(tx, ctx, redemption, attempt);
  await enqueue(
    tx,
    'issue-code',
    { shopDomain: ctx.shop.domain, redemptionId: id },
    { key: `issue-code/${id}`, runAt: new Date(ctx.wallClock().getTime() + safetyNetMs) },
  );
  return undefined;
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
