import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { balances, post, verify } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { findCode } from '../shopify/index.ts';
import { overtaken, waiting } from '../orders/testing.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { captureForOrders, finishRelease, issueCode, release, start, sweep, type Redemption } from './index.ts';

let stage: Stage;
let customers = 9_000;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const cart = { subtotalMinor: 48_00, currency: 'USD' };

/** A new member with so many points; the dev store knows the customer. */
async function memberWith(available: number, customerId = String(customers++)): Promise<{ id: MemberId; customerId: string }> {
  const ctx = stage.context();
  const id = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    post(tx, ctx.shop, ctx.now, [
      {
        kind: 'issue',
        memberId: id,
        points: points(available),
        into: 'available',
        source: 'bonus',
        origin: `gift/${customerId}`,
        key: `gift/${customerId}`,
        at: ctx.now,
        cause: { kind: 'staff', ref: '1', note: 'for the story' },
      },
    ]),
  );
  return { id, customerId };
}

async function balanceOf(memberId: MemberId) {
  const ctx = stage.context();
  const found = await ctx.db.read(ctx.shop.id, (tx) => balances(tx, ctx.shop, [memberId], ctx.now));
  const { available, held, debt } = found.get(memberId) ?? { available: 0, held: 0, debt: 0 };
  return { available: Number(available), held: Number(held), debt: Number(debt) };
}

const api = () => stage.deps.admin.of(stage.shop);
let attempts = 0;
const attempt = () => `attempt-${attempts++}`;

async function redeem(memberId: MemberId, rewardId = 'three-off'): Promise<Redemption> {
  const result = await start(stage.context(), stage.deps.secrets, { memberId, rewardId, attempt: attempt(), cart });
  if ('refused' in result) throw new Error(`refused: ${result.refused.code}`);
  return result.started;
}

async function payWith(code: string, orderId: string, more: { cancelled?: boolean; paid?: boolean } = {}): Promise<void> {
  const ctx = stage.context();
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    captureForOrders(tx, ctx, [{ orderId, discountCodes: [code], paid: more.paid ?? true, cancelled: more.cancelled ?? false }]),
  );
}

const fault = (operation: string, mode: string, times = 1) => stage.control('faults', { operation, mode, times });

describe('a redemption', () => {
  it('holds the points, makes one code for this customer, and a paid order uses it up', async () => {
    const { id } = await memberWith(250);
    const held = await redeem(id);
    expect(await balanceOf(id)).toEqual({ available: 150, held: 100, debt: 0 });
    const issued = await issueCode(stage.context(), api(), held.id);
    expect(issued).toMatchObject({ state: 'issued', code: held.code });
    expect(await findCode(api(), held.code)).toMatchObject({
      exists: true,
      active: true,
      uses: 0,
      tags: expect.arrayContaining([`r-${held.id}`]),
    });
    await payWith(held.code, '501');
    await payWith(held.code, '501');
    expect(await balanceOf(id)).toEqual({ available: 150, held: 0, debt: 0 });
  });

  it('undone gives the points back after its code is off', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId, code } = await redeem(id);
    await issueCode(stage.context(), api(), redemptionId);
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'released' });
    expect(await findCode(api(), code)).toMatchObject({ exists: true, active: false });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });

  it('is one, however often the same attempt is sent at once', async () => {
    const { id } = await memberWith(1_000);
    const same = attempt();
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        start(stage.context(), stage.deps.secrets, { memberId: id, rewardId: 'three-off', attempt: same, cart }),
      ),
    );
    expect(new Set(results.map((result) => 'started' in result && result.started.id)).size).toBe(1);
    expect(await balanceOf(id)).toMatchObject({ available: 900, held: 100 });
  });

  it('is one when it is sent again before the first was stored', async () => {
    const { id } = await memberWith(1_000);
    const request = { memberId: id, rewardId: 'three-off', attempt: attempt(), cart };
    let second: ReturnType<typeof start> | undefined;
    const ctx = stage.context();
    const db = overtaken(ctx.db, 'insert into redemption', async () => {
      second = start(stage.context(), stage.deps.secrets, request);
      await vi.waitFor(async () => expect(await waiting(stage.test)).toBe(1), { timeout: 10_000 });
    });
    const first = await start({ ...ctx, db }, stage.deps.secrets, request);
    expect(await second).toMatchObject({ repeated: true, started: { id: 'started' in first && first.started.id } });
    expect(await balanceOf(id)).toMatchObject({ available: 900, held: 100 });
  });

  it('never spends more than there is, however many are started at once', async () => {
    const { id } = await memberWith(350);
    const results = await Promise.all(
      Array.from({ length: 50 }, () =>
        start(stage.context(), stage.deps.secrets, { memberId: id, rewardId: 'three-off', attempt: attempt(), cart }),
      ),
    );
    expect(results.filter((result) => 'started' in result)).toHaveLength(3);
    expect(await balanceOf(id)).toEqual({ available: 50, held: 300, debt: 0 });
  });

  it('refuses the same attempt for another reward', async () => {
    const { id } = await memberWith(1_000);
    const request = { memberId: id, rewardId: 'three-off', attempt: attempt(), cart };
    await start(stage.context(), stage.deps.secrets, request);
    await expect(start(stage.context(), stage.deps.secrets, { ...request, rewardId: 'free-shipping' })).rejects.toMatchObject({
      code: 'key_reused',
    });
  });

  it.each([
    ['too few points', 60, cart, { code: 'not-enough-points', missingPoints: 40 }],
    ['too small an order', 500, { subtotalMinor: 7_50, currency: 'USD' }, { code: 'order-too-small', missingMinor: 2_50 }],
  ])('with %s is refused with the number that is missing, and nothing is held', async (_name, has, small, refused) => {
    const { id } = await memberWith(has);
    const result = await start(stage.context(), stage.deps.secrets, {
      memberId: id,
      rewardId: 'three-off',
      attempt: attempt(),
      cart: small,
    });
    expect(result).toEqual({ refused });
    expect(await balanceOf(id)).toEqual({ available: has, held: 0, debt: 0 });
  });

  it('of somebody else is not found', async () => {
    const { id } = await memberWith(100);
    const other = await memberWith(100);
    const { id: redemptionId } = await redeem(id);
    await expect(release(stage.context(), api(), redemptionId, 'undone', other.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await balanceOf(id)).toMatchObject({ held: 100 });
  });
});

describe('when Shopify fails', () => {
  it.each(['throttled', '429', '500', 'timeout-before', 'timeout-after'])(
    '%s while the code is made: one code, made once',
    async (mode) => {
      const { id } = await memberWith(100);
      const { id: redemptionId, code } = await redeem(id);
      await fault('discountCodeBasicCreate', mode);
      expect(await issueCode(stage.context(), api(), redemptionId)).toMatchObject({ state: 'issued' });
      expect(await findCode(api(), code)).toMatchObject({ exists: true, active: true });
    },
  );

  it('for longer than we wait, the points stay held and the code is made later', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id);
    await fault('discountCodeBasicCreate', '500', 3);
    await expect(issueCode(stage.context(), api(), redemptionId)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    expect(await balanceOf(id)).toMatchObject({ held: 100 });
    expect(await issueCode(stage.context(), api(), redemptionId)).toMatchObject({ state: 'issued' });
  });

  it('while a redemption is undone, nothing is given back before the code is known to be off', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id);
    await issueCode(stage.context(), api(), redemptionId);
    await fault('discountCodeDeactivate', '500', 3);
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'releasing' });
    expect(await balanceOf(id)).toEqual({ available: 0, held: 100, debt: 0 });
    // Should this process end here, a job goes on.
    const job = await stage.test.owner.query('select from graphile_worker.jobs where key = $1', [`finish-release/${redemptionId}`]);
    expect(job.rows).toHaveLength(1);
    expect(await finishRelease(stage.context(), api(), redemptionId)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });

  it('a code whose making comes in after the undo never comes to life', async () => {
    const { id } = await memberWith(100);
    const held = await redeem(id);
    await release(stage.context(), api(), held.id, 'undone', id);
    // The call that was on its way: the worker read "held" before the undo and asks Shopify only now.
    const late = stage.context();
    const stale = { ...late, db: { ...late.db, read: async () => held as never } };
    await issueCode(stale, api(), held.id).catch(() => undefined);
    expect(await findCode(api(), held.code)).toMatchObject({ exists: true, active: false });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });
});

describe('time and orders', () => {
  it('a hold that ran out is given back by the sweep', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId, code } = await redeem(id);
    await issueCode(stage.context(), api(), redemptionId);
    expect(await balanceOf(id)).toMatchObject({ held: 100 });
    stage.advance(61 * 60_000);
    await sweep(stage.context(), api());
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
    expect(await findCode(api(), code)).toMatchObject({ active: false });
  });

  it('a code used after its release is taken from what is available, and the rest is shown to staff', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId, code } = await redeem(id);
    await release(stage.context(), api(), redemptionId, 'undone', id);
    await redeem(id).then((second) => issueCode(stage.context(), api(), second.id));
    await payWith(code, '777');
    expect(await balanceOf(id)).toEqual({ available: 0, held: 100, debt: 0 });
    const [row] = (await stage.test.owner.query('select state, shortfall_points from redemption where id = $1', [redemptionId])).rows;
    expect(row).toEqual({ state: 'captured', shortfall_points: 100 });
  });

  it('a cancelled order gives back what it captured, once', async () => {
    const { id } = await memberWith(100);
    const { code } = await redeem(id);
    await payWith(code, '888');
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0, debt: 0 });
    await payWith(code, '888', { cancelled: true });
    await payWith(code, '888', { cancelled: true });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });

  it('a code used after its release comes back whole when that order is cancelled, once', async () => {
    const { id } = await memberWith(150);
    const { id: redemptionId, code } = await redeem(id);
    await release(stage.context(), api(), redemptionId, 'undone', id);
    await payWith(code, '890');
    expect(await balanceOf(id)).toEqual({ available: 50, held: 0, debt: 0 });
    await payWith(code, '890', { cancelled: true });
    await payWith(code, '890', { cancelled: true });
    expect(await balanceOf(id)).toEqual({ available: 150, held: 0, debt: 0 });
  });

  it('a code used after its release with too few points left gives back no more than it took', async () => {
    const { id } = await memberWith(170);
    const { id: redemptionId, code } = await redeem(id);
    await release(stage.context(), api(), redemptionId, 'undone', id);
    await redeem(id);
    await payWith(code, '891');
    expect(await balanceOf(id)).toEqual({ available: 0, held: 100, debt: 0 });
    await payWith(code, '891', { cancelled: true });
    expect(await balanceOf(id)).toEqual({ available: 70, held: 100, debt: 0 });
  });

  it('an order that took the code and is cancelled before it is paid lets the points go', async () => {
    const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName: 'Una', email: 'una@example.com' });
    const { id } = await memberWith(100, customerId);
    const held = await redeem(id);
    await issueCode(stage.context(), api(), held.id);
    const lines = [{ handle: 'cloud-cleanser', quantity: 1 }];
    await stage.control('orders', { customerId, lines, discountCodes: [held.code], unpaid: true });
    expect(await findCode(api(), held.code)).toMatchObject({ uses: 1 });
    expect(await release(stage.context(), api(), held.id, 'undone', id)).toMatchObject({ state: 'releasing' });
    await payWith(held.code, '892', { paid: false, cancelled: true });
    expect(await finishRelease(stage.context(), api(), held.id)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });

  it('of two orders with one code the paid one uses it up, whichever comes last', async () => {
    const { id } = await memberWith(200);
    for (const paidFirst of [true, false]) {
      const { code } = await redeem(id);
      const orders = [
        { orderId: `paid-${code}`, discountCodes: [code], paid: true, cancelled: false },
        { orderId: `open-${code}`, discountCodes: [code], paid: false, cancelled: true },
      ];
      const ctx = stage.context();
      await ctx.db.transaction(ctx.shop.id, (tx) => captureForOrders(tx, ctx, paidFirst ? orders : orders.toReversed()));
    }
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0, debt: 0 });
  });

  it('releases that wait do not keep a hold that ran out from its turn', async () => {
    stage.advance(61 * 60_000);
    await sweep(stage.context(), api());
    const { id } = await memberWith(200);
    const waiting = await redeem(id);
    await stage.test.owner.query(`update redemption set state = 'releasing' where id = $1`, [waiting.id]);
    stage.advance(1_000);
    const fresh = await redeem(id);
    stage.advance(61 * 60_000);
    await sweep(stage.context(), api(), 1);
    expect((await stage.test.owner.query('select state from redemption where id = $1', [fresh.id])).rows).toEqual([{ state: 'released' }]);
  });

  it('an order first heard of when it is cancelled keeps nobody’s points', async () => {
    const { id } = await memberWith(100);
    const { code } = await redeem(id);
    await payWith(code, '889', { cancelled: true });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0, debt: 0 });
  });

  it('payment and undo at once end with the points used, never with both', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await memberWith(100);
      const { id: redemptionId, code } = await redeem(id);
      await issueCode(stage.context(), api(), redemptionId);
      await Promise.all([payWith(code, `9${round}`), release(stage.context(), api(), redemptionId, 'undone', id)]);
      expect(await balanceOf(id)).toEqual({ available: 0, held: 0, debt: 0 });
    }
  });
});

describe('a payment that comes in just before the points go back', () => {
  it('has used them', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId, code } = await redeem(id);
    await issueCode(stage.context(), api(), redemptionId);
    await fault('discountCodeDeactivate', '500', 3);
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'releasing' });
    const ctx = stage.context();
    const db = overtaken(ctx.db, 'select ledger_lock', () => payWith(code, '950'));
    expect(await finishRelease({ ...ctx, db }, api(), redemptionId)).toMatchObject({ state: 'captured' });
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0, debt: 0 });
  });
});

describe('afterwards', () => {
  it('every balance is what its entries say', async () => {
    expect((await verify(stage.deps.db, stage.shop)).differences).toEqual([]);
  });
});
