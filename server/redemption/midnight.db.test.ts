import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { balances, post, verify } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { captureForOrders, issueCode, release, start, type Redemption } from './index.ts';

/** In New York the third of November 2026 begins at five in the morning of universal time. */
const midnight = new Date('2026-11-03T05:00:00Z').getTime();

let stage: Stage;
let memberId: MemberId;
beforeEach(async () => {
  stage = await openStage();
  const ctx = stage.context();
  memberId = (await enroll(ctx, [{ customerId: '9001' }])).memberOf('9001');
  const named = {
    memberId,
    source: 'bonus',
    origin: 'gift/1',
    key: 'gift/1',
    at: ctx.now,
    cause: { kind: 'staff', ref: '1', note: 'for the story' },
  } as const;
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    post(tx, ctx.shop, ctx.now, [{ ...named, kind: 'issue', points: points(100), into: 'available', expiresOn: '2026-11-03' }]),
  );
});
afterEach(() => stage.close());

const until = (instant: number) => stage.advance(instant - stage.deps.now().getTime());
const api = () => stage.deps.admin.of(stage.shop);

async function redeem(attempt: string): Promise<Redemption | undefined> {
  const result = await start(stage.context(), stage.deps.secrets, { memberId, rewardId: 'three-off', attempt, cart: undefined });
  return 'started' in result ? issueCode(stage.context(), api(), result.started.id) : undefined;
}

async function balance() {
  const ctx = stage.context();
  const { available, held } = (await ctx.db.read(ctx.shop.id, (tx) => balances(tx, ctx.shop, [memberId], ctx.now))).get(memberId) ?? {};
  const { differences } = await verify(stage.deps.db, stage.shop);
  return { available: Number(available), held: Number(held), differences };
}

it('points can be redeemed until the shop’s midnight and not after', async () => {
  until(midnight);
  expect(await balance()).toEqual({ available: 0, held: 0, differences: [] });
  expect(await redeem('attempt-late')).toBeUndefined();
});

it('points held over midnight still pay an order', async () => {
  until(midnight - 60_000);
  const redemption = await redeem('attempt-pay');
  until(midnight + 60_000);
  const ctx = stage.context();
  const order = { orderId: '1', discountCodes: [redemption?.code ?? ''], paid: true, cancelled: false };
  await ctx.db.transaction(ctx.shop.id, (tx) => captureForOrders(tx, ctx, [order]));
  expect(await balance()).toEqual({ available: 0, held: 0, differences: [] });
  const { rows } = await stage.test.owner.query('select state from redemption');
  expect(rows).toEqual([{ state: 'captured' }]);
});

it('points held over midnight and given back are gone: a hold prolongs nothing', async () => {
  until(midnight - 60_000);
  const redemption = await redeem('attempt-undo');
  until(midnight + 60_000);
  expect(await release(stage.context(), api(), redemption?.id ?? '', 'undone', memberId)).toMatchObject({ state: 'released' });
  expect(await balance()).toEqual({ available: 0, held: 0, differences: [] });
  expect(await redeem('attempt-again')).toBeUndefined();
});
