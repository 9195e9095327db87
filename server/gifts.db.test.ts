import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberId } from './core/id.ts';
import { jobKinds } from './jobs/index.ts';
import { balances } from './ledger/index.ts';
import { enroll, pinTier } from './members/index.ts';
import { defaultDefinition, publish } from './program/index.ts';
import { findRedemptions, release, start } from './redemption/index.ts';
import { findCode } from './shopify/index.ts';
import { openStage, type Stage } from './testing/stage.ts';
import { findDifferences } from './verification/index.ts';
import { jobHandlers } from './worker.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const base = defaultDefinition('USD');
  const gifts = { pro: 'three-off', icon: 'credit' };
  const definition = {
    ...base,
    tiers: base.tiers.map((tier) =>
      tier.id in gifts ? { ...tier, entryGift: { kind: 'reward', rewardId: gifts[tier.id as keyof typeof gifts] } } : tier,
    ),
    rewards: [
      // The limit is for those who buy it: a present is a promise.
      ...base.rewards.map((reward) => ({ ...reward, limitPerMember: { times: 1, per: 'day' }, tierFrom: 'icon' })),
      { id: 'credit', kind: 'store-credit', name: '$5 credit', points: 200, minimumOrderMinor: 0, amountMinor: 5_00 },
    ],
  };
  const published = await publish(stage.context(), { basedOnVersion: 1, definition });
  if ('problems' in published) throw new Error(JSON.stringify(published.problems));
});
afterAll(() => stage.close());

async function customer(firstName: string): Promise<{ customerId: string; id: MemberId }> {
  const email = `${firstName.toLowerCase()}@example.com`;
  const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName, email });
  return { customerId, id: (await enroll(stage.context(), [{ customerId }])).memberOf(customerId) };
}

const lift = (memberId: MemberId, tierId: string) =>
  pinTier({ ...stage.context(), actor: { kind: 'staff', userId: '1' } }, { memberId, tierId, until: undefined, reason: 'For the story' });

/** Does what is queued for the member, as the job runner would, twice: once is enough. */
async function doJobs(memberId: MemberId): Promise<number> {
  const { rows } = await stage.test.owner.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'grant-reward' and j.payload ->> 'memberId' = $1`,
    [memberId],
  );
  const handlers = jobHandlers(stage.deps);
  for (const { payload } of [...rows, ...rows]) await handlers['grant-reward'](jobKinds['grant-reward'].parse(payload));
  return rows.length;
}

async function balanceOf(memberId: MemberId) {
  const ctx = stage.context();
  const found = (await ctx.db.read(ctx.shop.id, (tx) => balances(tx, ctx.shop, [memberId], ctx.now))).get(memberId);
  return [found?.available, found?.held];
}

const redemptionsOf = (memberId: MemberId) => {
  const ctx = stage.context();
  return ctx.db.read(ctx.shop.id, (tx) => findRedemptions(tx, ctx.shop.id, 'member_id = $2 order by created_at', [memberId]));
};

const sound = async () => {
  expect(await findDifferences(stage.context())).toMatchObject({ found: [] });
};

it('a tier gives a reward once: its price is given and set aside, its code works; who does not want it has the points', async () => {
  const { id } = await customer('Gigi');
  await lift(id, 'pro');
  expect(await balanceOf(id)).toEqual([100, 0]);
  expect(await doJobs(id)).toBe(1);
  const [given, ...others] = await redemptionsOf(id);
  expect(others).toEqual([]);
  expect(given).toMatchObject({ rewardId: 'three-off', state: 'issued', points: 100 });
  expect(await balanceOf(id)).toEqual([0, 100]);
  expect((given?.holdUntil.getTime() ?? 0) - (given?.createdAt.getTime() ?? 0)).toBe(90 * 24 * 60 * 60_000);
  const api = stage.deps.admin.of(stage.shop);
  expect(await findCode(api, given?.code ?? '')).toMatchObject({ exists: true, active: true });

  await lift(id, 'fan');
  await lift(id, 'pro');
  await doJobs(id);
  expect(await redemptionsOf(id)).toHaveLength(1);

  await release(stage.context(), api, given?.id ?? '', 'undone', id);
  expect(await balanceOf(id)).toEqual([100, 0]);
  await sound();
});

it('what is given at once is captured at once', async () => {
  const { id, customerId } = await customer('Gustav');
  await lift(id, 'icon');
  await doJobs(id);
  expect(await redemptionsOf(id)).toMatchObject([{ rewardId: 'credit', state: 'captured', points: 200 }]);
  const { credits } = await stage.control<{ credits: { customerId: string; amountCents: number }[] }>('state');
  expect(credits.filter((credit) => credit.customerId === customerId)).toMatchObject([{ amountCents: 5_00 }]);
  expect(await balanceOf(id)).toEqual([0, 0]);
  await sound();
});

it('whoever spends the points before the present is made has had it', async () => {
  const { id } = await customer('Greta');
  await lift(id, 'icon');
  const request = { memberId: id, rewardId: 'three-off', attempt: 'attempt-1', cart: undefined };
  expect(await start(stage.context(), stage.deps.secrets, request)).toHaveProperty('started');
  await doJobs(id);
  expect(await redemptionsOf(id)).toMatchObject([{ rewardId: 'three-off' }]);
  await sound();
});
