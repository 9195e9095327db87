import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post, type ClawbackPolicy, type Operation } from '../ledger/index.ts';
import { lotDays, priceOf, type Definition, type ProgramVersion } from '../program/index.ts';
import type { OpenReferral } from './record.ts';

type Thanks = NonNullable<Definition['referral']>['friend'];
const sides = ['friend', 'advocate'] as const;
type Side = (typeof sides)[number];

/** Names the thanks of one side: the key of the posting, and the origin of its lot. */
export function thanksKey(referralId: string, side: Side): string {
  return `referral/${referralId}/${side}`;
}

export interface Thanking {
  readonly referral: OpenReferral;
  readonly friend: Thanks;
  readonly advocate: Thanks;
  readonly vestsOn: Day;
  readonly today: Day;
}

/** Posts the thanks of both: pending until the return window is over. A reward is given as the points it costs. */
export async function thank(tx: Tx, ctx: Context, program: ProgramVersion, thanking: Thanking): Promise<void> {
  const operations = sides.map((side) => toOperation(ctx, program, thanking, side));
  for (const outcome of await post(tx, ctx.shop, ctx.now, operations))
    assert(outcome.outcome === 'posted', `a referral is thanked once: ${JSON.stringify(outcome)}`);
}

/** Takes back what was posted for a referral, under the policy. */
export async function takeBack(tx: Tx, ctx: Context, referral: OpenReferral, policy: ClawbackPolicy): Promise<void> {
  const given = await thanksGiven(tx, ctx, referral.id);
  const operations = given.map(({ points: count, side }): Operation => {
    const origin = thanksKey(referral.id, side);
    return {
      kind: 'claw-back',
      memberId: side === 'friend' ? referral.friendId : referral.advocateId,
      points: points(count),
      origin,
      policy,
      key: `${origin}/back`,
      at: ctx.now,
      cause: { kind: 'referral', ref: referral.id, programVersion: referral.programVersion, reasons: [{ rule: 'referral-back', side }] },
    };
  });
  for (const outcome of await post(tx, ctx.shop, ctx.now, operations))
    assert(outcome.outcome === 'posted', `the thanks of a referral are taken back once: ${JSON.stringify(outcome)}`);
}

/** Has thanks that are rewards set aside, now that their points are there. */
export async function giveLater(tx: Tx, ctx: Context, { version }: ProgramVersion, referral: OpenReferral): Promise<void> {
  for (const { rewardId, side } of await thanksGiven(tx, ctx, referral.id)) {
    if (rewardId === null) continue;
    const memberId = side === 'friend' ? referral.friendId : referral.advocateId;
    const attempt = thanksKey(referral.id, side);
    const job = { shopDomain: ctx.shop.domain, memberId, rewardId, programVersion: version, attempt };
    await enqueue(tx, 'grant-reward', job, { key: `grant-reward/${attempt}` });
  }
}

/** Has the advocate told that a friend's first order counts. */
export async function tellLater(tx: Tx, ctx: Context, referralId: string): Promise<void> {
  await enqueue(tx, 'thank-advocate', { shopDomain: ctx.shop.domain, referralId }, { key: `thank-advocate/${ctx.shop.id}/${referralId}` });
}

async function thanksGiven(tx: Tx, ctx: Context, referralId: string): Promise<{ side: Side; points: number; rewardId: string | null }[]> {
  const rows = await tx.rows<{ key: string; points: string; reward: string | null }>(
    `select key, points::text, cause #>> '{reasons,0,rewardId}' as reward from posting where shop_id = $1 and key = any($2::text[])`,
    [ctx.shop.id, sides.map((side) => thanksKey(referralId, side))],
  );
  return sides.flatMap((side) =>
    rows
      .filter(({ key }) => key === thanksKey(referralId, side))
      .map((row) => ({ side, points: Number(row.points), rewardId: row.reward })),
  );
}

function toOperation(ctx: Context, { definition, version }: ProgramVersion, thanking: Thanking, side: Side): Operation {
  const { referral, today, vestsOn } = thanking;
  const thanks = thanking[side];
  const calendar = calendarOf(ctx.shop.timeZone);
  const reward = thanks.kind === 'reward' ? definition.rewards.find(({ id }) => id === thanks.rewardId) : undefined;
  const count = thanks.kind === 'points' ? thanks.points : reward && priceOf(reward);
  assert(count !== undefined, `version ${version} has the reward it thanks with`);
  const waits = vestsOn > today;
  const memberId: MemberId = side === 'friend' ? referral.friendId : referral.advocateId;
  const key = thanksKey(referral.id, side);
  return {
    kind: 'issue',
    memberId,
    points: points(count),
    into: waits ? 'pending' : 'available',
    source: 'referral',
    key,
    origin: key,
    at: ctx.now,
    cause: {
      kind: 'referral',
      ref: referral.id,
      programVersion: version,
      reasons: [{ rule: 'referral', side, points: count, ...(reward && { rewardId: reward.id }) }],
    },
    ...lotDays(definition.earning, 'referral', calendar, today),
    ...(waits && { vestsOn }),
  };
}
