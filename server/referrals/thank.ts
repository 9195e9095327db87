import type { Context } from '../context.ts';
import { assert } from '../core/assert.ts';
import { calendarOf } from '../core/calendar.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import { enqueue } from '../jobs/index.ts';
import { post, type ClawbackPolicy, type Operation } from '../ledger/index.ts';
import { lockCurrent } from '../members/index.ts';
import { lotDays, priceOf, programVersionOf, type Definition, type ProgramVersion } from '../program/index.ts';
import { referralOf, type OpenReferral } from './record.ts';

type Thanks = NonNullable<Definition['referral']>['friend'];
const sides = ['friend', 'advocate'] as const;
type Side = (typeof sides)[number];

/** Names the thanks of one side: the key of the posting, and the origin of its lot. What qualifies once more has a key of its own. */
export function thanksKey(referralId: string, side: Side, round: number): string {
  return `referral/${referralId}/${side}${round === 0 ? '' : `/${round}`}`;
}

export interface Thanking {
  readonly referral: OpenReferral;
  readonly friend: Thanks;
  /** Undefined: they had as many thanks as the terms give. */
  readonly advocate: Thanks | undefined;
  /** Which of the advocate's friends this one is. */
  readonly nth: number | undefined;
  readonly vestsOn: Day;
  readonly today: Day;
}

/** Posts the thanks of both: pending until the return window is over. A reward is given as the points it costs. */
export async function thank(tx: Tx, ctx: Context, program: ProgramVersion, thanking: Thanking): Promise<void> {
  const operations = sides.flatMap((side) => {
    const thanks = thanking[side];
    return thanks ? [toOperation(ctx, program, thanking, side, thanks)] : [];
  });
  for (const outcome of await post(tx, ctx.shop, ctx.now, operations))
    assert(outcome.outcome === 'posted', `a referral is thanked once: ${JSON.stringify(outcome)}`);
}

/**
 * Takes back what was last posted for a referral, under the policy. A reward that was set aside for it already is withdrawn by a job,
 * with its points: only then are they there to be taken.
 */
export async function takeBack(tx: Tx, ctx: Context, referral: OpenReferral, policy: ClawbackPolicy): Promise<void> {
  const given = await thanksGiven(tx, ctx, referral);
  const setAside = referral.state === 'vested' ? given.filter(({ rewardId }) => rewardId !== null) : [];
  const operations = given.filter((one) => !setAside.includes(one)).map((one) => backOperation(ctx, referral, one, policy));
  for (const outcome of await post(tx, ctx.shop, ctx.now, operations))
    assert(outcome.outcome === 'posted', `the thanks of a referral are taken back once: ${JSON.stringify(outcome)}`);
  for (const { key, memberId } of setAside)
    await enqueue(tx, 'withdraw-thanks', { shopDomain: ctx.shop.domain, memberId, attempt: key }, { key: `withdraw-thanks/${key}` });
}

/** Takes back the points of a reward that was withdrawn, or had been used. Repeating it changes nothing. */
export async function takeBackReward(ctx: Context, attempt: string): Promise<void> {
  const referralId = attempt.split('/')[1] ?? '';
  await ctx.db.transaction(ctx.shop.id, async (tx) => {
    const found = await referralOf(tx, ctx, referralId);
    assert(found?.state === 'reversed', `referral ${referralId} is reversed before its reward is taken back`);
    await lockCurrent(tx, ctx, [found.advocateId, found.friendId]);
    const referral = await referralOf(tx, ctx, referralId);
    const one = referral && (await thanksGiven(tx, ctx, referral)).find(({ key }) => key === attempt);
    const program = await programVersionOf(tx, ctx.shop.id, found.programVersion);
    assert(referral && one && program, `${attempt} was given`);
    await post(tx, ctx.shop, ctx.now, [backOperation(ctx, referral, one, program.definition.earning.clawback)]);
  });
}

/** Whether the thanks of that key were given and still stand; asked before they are set aside. Inside the caller's transaction. */
export async function stillStands(tx: Tx, ctx: Context, attempt: string): Promise<boolean> {
  const [row] = await tx.rows<{ state: string }>(
    'select state from referral_step where shop_id = $1 and referral_id = $2::uuid order by seq desc limit 1',
    [ctx.shop.id, attempt.split('/')[1]],
  );
  return row?.state === 'vested';
}

/** Has thanks that are rewards set aside, now that their points are there. */
export async function giveLater(tx: Tx, ctx: Context, { version }: ProgramVersion, referral: OpenReferral): Promise<void> {
  for (const { key, memberId, rewardId } of await thanksGiven(tx, ctx, referral)) {
    if (rewardId === null) continue;
    const job = { shopDomain: ctx.shop.domain, memberId, rewardId, programVersion: version, attempt: key };
    await enqueue(tx, 'grant-reward', job, { key: `grant-reward/${key}` });
  }
}

/** Has the advocate told that a friend's first order counts. */
export async function tellLater(tx: Tx, ctx: Context, referralId: string): Promise<void> {
  await enqueue(tx, 'thank-advocate', { shopDomain: ctx.shop.domain, referralId }, { key: `thank-advocate/${ctx.shop.id}/${referralId}` });
}

interface Given {
  readonly key: string;
  readonly side: Side;
  readonly memberId: MemberId;
  readonly points: number;
  readonly rewardId: string | null;
}

async function thanksGiven(tx: Tx, ctx: Context, referral: OpenReferral): Promise<Given[]> {
  const keys = new Map(sides.map((side) => [thanksKey(referral.id, side, referral.rounds - 1), side]));
  const rows = await tx.rows<{ key: string; points: string; reward: string | null }>(
    `select key, points::text, cause #>> '{reasons,0,rewardId}' as reward from posting where shop_id = $1 and key = any($2::text[])`,
    [ctx.shop.id, [...keys.keys()]],
  );
  return rows.flatMap(({ key, points: count, reward }) => {
    const side = keys.get(key);
    if (!side) return [];
    const memberId = side === 'friend' ? referral.friendId : referral.advocateId;
    return [{ key, side, memberId, points: Number(count), rewardId: reward }];
  });
}

function backOperation(ctx: Context, referral: OpenReferral, given: Given, policy: ClawbackPolicy): Operation {
  return {
    kind: 'claw-back',
    memberId: given.memberId,
    points: points(given.points),
    origin: given.key,
    policy,
    key: `${given.key}/back`,
    at: ctx.now,
    cause: {
      kind: 'referral',
      ref: referral.id,
      programVersion: referral.programVersion,
      reasons: [{ rule: 'referral-back', side: given.side }],
    },
  };
}

function toOperation(ctx: Context, { definition, version }: ProgramVersion, thanking: Thanking, side: Side, thanks: Thanks): Operation {
  const { nth, referral, today, vestsOn } = thanking;
  const calendar = calendarOf(ctx.shop.timeZone);
  const reward = thanks.kind === 'reward' ? definition.rewards.find(({ id }) => id === thanks.rewardId) : undefined;
  const count = thanks.kind === 'points' ? thanks.points : reward && priceOf(reward);
  assert(count !== undefined, `version ${version} has the reward it thanks with`);
  const waits = vestsOn > today;
  const memberId: MemberId = side === 'friend' ? referral.friendId : referral.advocateId;
  const key = thanksKey(referral.id, side, referral.rounds);
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
      reasons: [
        {
          rule: 'referral',
          side,
          points: count,
          ...(side === 'advocate' && nth !== undefined && { nth }),
          ...(reward && { rewardId: reward.id }),
        },
      ],
    },
    ...lotDays(definition.earning, 'referral', calendar, today),
    ...(waits && { vestsOn }),
  };
}
