import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { balances, post, verify } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { defaultDefinition, publish, type Cart } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { checkCauses } from '../verification/index.ts';
import { captureForOrders, deliver, endAccess, handOver, keep, openTasks, release, start, sweep, type Redemption } from './index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const base = { points: 100, minimumOrderMinor: 0 };
  const definition = {
    ...defaultDefinition('USD'),
    redemption: { holdMinutes: 60, giveBack: 'fair-share' },
    rewards: [
      { ...base, id: 'three-off', name: '$3 off', kind: 'amount', amountMinor: 3_00 },
      { ...base, id: 'skin', name: '$3 off skin', kind: 'amount', amountMinor: 3_00, on: { collections: ['9001'] } },
      { ...base, id: 'vegan', name: '$3 off vegan', kind: 'amount', amountMinor: 3_00, on: { tags: ['vegan'] } },
      { ...base, id: 'capped', name: '20% off, up to $5', kind: 'percentage', percent: 20, capMinor: 5_00 },
      { ...base, id: 'slide', name: 'As you like', kind: 'slider', points: 10, stepMinor: 1_00, minimumSteps: 2, maximumSteps: 10 },
      { ...base, id: 'ship', name: 'Free shipping', kind: 'free-shipping', capMinor: 8_00 },
      { ...base, id: 'ship-cheap', name: 'Free cheap shipping', kind: 'free-shipping', capMinor: 4_00 },
      { ...base, id: 'tint', name: 'A tint', kind: 'product', productId: '7002', valueMinor: 12_00 },
      { ...base, id: 'card', name: 'A $10 card', kind: 'gift-card', amountMinor: 10_00 },
      { ...base, id: 'credit', name: '$5 credit', kind: 'store-credit', amountMinor: 5_00 },
      { ...base, id: 'early', name: 'Early access', kind: 'early-access', tag: 'early-bird', days: 3 },
      { ...base, id: 'facial', name: 'A facial', kind: 'custom', instructions: 'Ask at the counter.' },
      { ...base, id: 'once', name: 'Once a day', kind: 'amount', amountMinor: 1_00, limitPerMember: { times: 1, per: 'day' } },
      { ...base, id: 'seven', name: 'Seven in all', kind: 'amount', amountMinor: 1_00, limitTotal: 7 },
      { ...base, id: 'for-pros', name: 'For pros', kind: 'amount', amountMinor: 1_00, tierFrom: 'pro' },
    ],
  };
  const published = await publish(stage.context(), { basedOnVersion: 1, definition });
  if ('problems' in published) throw new Error(JSON.stringify(published.problems));
});
afterAll(() => stage.close());

let number = 0;
async function memberWith(available: number): Promise<{ id: MemberId; customerId: string }> {
  const email = `m${number++}@example.com`;
  const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName: 'Mia', email });
  const ctx = stage.context();
  const id = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
  const named = {
    source: 'bonus',
    origin: `gift/${customerId}`,
    key: `gift/${customerId}`,
    cause: { kind: 'staff', ref: '1', note: 'for the story' },
  } as const;
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    post(tx, ctx.shop, ctx.now, [{ ...named, kind: 'issue', memberId: id, points: points(available), into: 'available', at: ctx.now }]),
  );
  return { id, customerId };
}

async function balanceOf(memberId: MemberId) {
  const ctx = stage.context();
  const found = (await ctx.db.read(ctx.shop.id, (tx) => balances(tx, ctx.shop, [memberId], ctx.now))).get(memberId);
  return { available: Number(found?.available ?? 0), held: Number(found?.held ?? 0) };
}

const api = () => stage.deps.admin.of(stage.shop);
const fault = (operation: string, mode: string, times = 1) => stage.control('faults', { operation, mode, times });
const tryToRedeem = (memberId: MemberId, rewardId: string, more: { cart?: Cart; steps?: number; leased?: boolean } = {}) =>
  start(stage.context(), stage.deps.secrets, { memberId, rewardId, attempt: `attempt-${number++}`, cart: undefined, ...more });

async function redeem(memberId: MemberId, rewardId: string, more: Parameters<typeof tryToRedeem>[2] = {}): Promise<Redemption> {
  const result = await tryToRedeem(memberId, rewardId, more);
  if ('refused' in result) throw new Error(`refused: ${result.refused.code}`);
  return result.started;
}

interface Order {
  readonly orderId: string;
  readonly total: string;
  readonly currentSubtotal: string;
  readonly discounts: readonly { code: string; amountCents: number }[];
  readonly shipping: { allocations: readonly { amountCents: number }[] } | null;
}
interface State {
  readonly orders: readonly Order[];
  readonly giftCards: readonly { code: string; customerId: string; valueCents: number; note: string }[];
  readonly credits: readonly { id: string; customerId: string; amountCents: number }[];
  readonly customers: readonly { id: string; tags?: readonly string[] }[];
}
const state = () => stage.control<State>('state');

/** What the code took off an order of these lines, as the dev store's checkout counts; undefined: it was not taken. */
async function takenOff(customerId: string, code: string, ...handles: string[]): Promise<number | undefined> {
  const lines = handles.map((handle) => ({ handle, quantity: 1 }));
  const { orderId } = await stage.control<{ orderId: string }>('orders', { customerId, lines, discountCodes: [code] });
  const order = (await state()).orders.find((one) => one.orderId === orderId);
  return order?.discounts.find((one) => one.code === code)?.amountCents;
}

const serum = { productId: '7001', tags: ['vegan'], quantity: 1, netMinor: 24_00 };
const tint = { productId: '7002', quantity: 1, netMinor: 12_00 };
const cart: Cart = { subtotalMinor: 36_00, currency: 'USD', lines: [serum, tint] };
const lying: Cart = {
  ...cart,
  lines: [
    { ...serum, tags: [] },
    { ...tint, tags: ['vegan'], netMinor: 1_000_00 },
  ],
};

describe('a code of each kind takes off at checkout what was promised', () => {
  it.each<[string, string, object, string[], number | undefined]>([
    ['an amount', 'three-off', {}, ['velvet-lip-tint'], 3_00],
    ['an amount off a collection', 'skin', {}, ['dew-drops-serum', 'velvet-lip-tint'], 3_00],
    ['an amount off a collection, of something else', 'skin', {}, ['velvet-lip-tint'], undefined],
    ['an amount off a tag', 'vegan', { cart }, ['dew-drops-serum'], 3_00],
    ['an amount off a tag, of something else', 'vegan', { cart }, ['velvet-lip-tint'], undefined],
    ['a capped percentage', 'capped', { cart }, ['dew-drops-serum', 'velvet-lip-tint'], 5_00],
    ['a capped percentage on a cart that shrank below', 'capped', { cart }, ['velvet-lip-tint'], undefined],
    ['seven steps', 'slide', { steps: 7 }, ['dew-drops-serum'], 7_00],
    ['shipping within the cap', 'ship', {}, ['velvet-lip-tint'], 5_00],
    ['shipping above the cap', 'ship-cheap', {}, ['velvet-lip-tint'], undefined],
    ['one piece of two', 'tint', { cart }, ['velvet-lip-tint', 'velvet-lip-tint'], 12_00],
    ['a piece of something else', 'tint', { cart }, ['dew-drops-serum'], undefined],
    ['a piece whose price was forged', 'tint', { cart: lying }, ['velvet-lip-tint', 'dew-drops-serum'], 12_00],
  ])('%s', async (_what, rewardId, more, handles, expected) => {
    const { customerId, id } = await memberWith(100);
    const issued = await deliver(stage.context(), api(), (await redeem(id, rewardId, more)).id);
    expect(issued.state).toBe('issued');
    expect(await takenOff(customerId, issued.code, ...handles)).toBe(expected);
    const points = rewardId === 'slide' ? 70 : 100;
    expect(await balanceOf(id)).toEqual({ available: 100 - points, held: points });
  });

  it('a tag that only the browser knows of buys nothing: the points come back', async () => {
    const { id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id, 'vegan', { cart: { ...lying, lines: [{ ...tint, tags: ['vegan'] }] } });
    expect(await deliver(stage.context(), api(), redemptionId)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
  });

  it.each([['capped'], ['vegan']])('%s needs the cart', async (rewardId) => {
    const { id } = await memberWith(100);
    expect(await tryToRedeem(id, rewardId)).toEqual({ refused: { code: 'needs-cart' } });
  });
});

describe('a gift card', () => {
  it.each(['none', '500', 'timeout-before', 'timeout-after'])('is made once and uses the points up, with the fault %s', async (mode) => {
    const { customerId, id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id, 'card');
    if (mode !== 'none') await fault('giftCardCreate', mode);
    expect(await deliver(stage.context(), api(), redemptionId)).toMatchObject({ state: 'captured' });
    await deliver(stage.context(), api(), redemptionId);
    const cards = (await state()).giftCards.filter((card) => card.customerId === customerId);
    expect(cards).toMatchObject([{ valueCents: 10_00, note: `Laurel ${redemptionId}` }]);
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0 });
  });

  it('that Shopify refuses for good gives the points back', async () => {
    const ctx = stage.context();
    const { id } = await memberWith(100);
    await stage.test.owner.query(`update member set customer_id = '424242' where id = $1`, [id]);
    const { id: redemptionId } = await redeem(id, 'card');
    expect(await deliver(ctx, api(), redemptionId)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
  });

  it('is one, however many try at once; and cannot be undone any more', async () => {
    const { customerId, id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id, 'card');
    await Promise.all(Array.from({ length: 10 }, () => deliver(stage.context(), api(), redemptionId)));
    expect((await state()).giftCards.filter((card) => card.customerId === customerId)).toHaveLength(1);
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'captured' });
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0 });
  });
});

describe('store credit', () => {
  const credits = async (customerId: string) => (await state()).credits.filter((credit) => credit.customerId === customerId).length;

  it.each([
    ['500', 0],
    ['timeout-before', 0],
    ['timeout-after', 1],
  ])('after %s is looked for before it is tried again, and given once', async (mode, givenAtFirst) => {
    const { customerId, id } = await memberWith(200);
    const { id: redemptionId } = await redeem(id, 'credit');
    await fault('storeCreditAccountCredit', mode);
    await expect(deliver(stage.context(), api(), redemptionId)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    expect(await credits(customerId)).toBe(givenAtFirst);
    // Nobody tries again while Shopify may still act, and nobody gives the points back.
    await expect(deliver(stage.context(), api(), redemptionId)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    expect(await release(stage.context(), api(), redemptionId, 'undone', id)).toMatchObject({ state: 'issued' });
    const { id: second } = await redeem(id, 'credit');
    await expect(deliver(stage.context(), api(), second)).rejects.toMatchObject({ code: 'shopify_unavailable' });
    stage.advance(121_000);
    expect(await deliver(stage.context(), api(), redemptionId)).toMatchObject({ state: 'captured' });
    expect(await credits(customerId)).toBe(1);
    expect(await deliver(stage.context(), api(), second)).toMatchObject({ state: 'captured' });
    expect(await credits(customerId)).toBe(2);
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0 });
  });

  it('is given once, however many try at once', async () => {
    const { customerId, id } = await memberWith(100);
    const { id: redemptionId } = await redeem(id, 'credit');
    await Promise.allSettled(Array.from({ length: 10 }, () => deliver(stage.context(), api(), redemptionId)));
    expect(await credits(customerId)).toBe(1);
  });
});

describe('early access and what staff hand over', () => {
  const tags = async (customerId: string) => (await state()).customers.find((one) => one.id === customerId)?.tags ?? [];

  it('a tag is there for its days, and as long as another redemption gives it', async () => {
    const { customerId, id } = await memberWith(200);
    expect(await deliver(stage.context(), api(), (await redeem(id, 'early')).id)).toMatchObject({ state: 'captured' });
    expect(await tags(customerId)).toEqual(['early-bird']);
    stage.advance(2 * 86_400_000);
    await deliver(stage.context(), api(), (await redeem(id, 'early')).id);
    stage.advance(86_400_000);
    expect(await endAccess(stage.context(), api())).toBe(1);
    expect(await tags(customerId)).toEqual(['early-bird']);
    stage.advance(2 * 86_400_000);
    expect(await endAccess(stage.context(), api())).toBe(1);
    expect(await tags(customerId)).toEqual([]);
    expect(await endAccess(stage.context(), api())).toBe(0);
  });

  it('what staff hand over uses the points up, once; what they cancel gives them back', async () => {
    const { id } = await memberWith(200);
    const first = await redeem(id, 'facial');
    const second = await redeem(id, 'facial');
    expect(await deliver(stage.context(), api(), first.id)).toMatchObject({ state: 'held' });
    const ctx = stage.context();
    const tasks = await ctx.db.read(ctx.shop.id, (tx) => openTasks(tx, ctx));
    expect(tasks.map((task) => task.id).toSorted()).toEqual([first.id, second.id].toSorted());
    const by = { staffId: '1', note: 'On Tuesday' };
    expect(await handOver(ctx, first.id, by)).toMatchObject({ state: 'captured' });
    expect(await handOver(ctx, first.id, by)).toMatchObject({ state: 'captured' });
    expect(await release(ctx, api(), second.id, { staffId: '1', note: 'No time' })).toMatchObject({ state: 'released' });
    expect(await handOver(ctx, second.id, by)).toMatchObject({ state: 'released' });
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
  });
});

describe('limits', () => {
  it('of fifty at once, seven of seven are had, and an undone one can be had again', async () => {
    const members = await Promise.all(Array.from({ length: 10 }, () => memberWith(1_000)));
    const fifty = Array.from({ length: 5 }, () => members).flat();
    const results = await Promise.all(fifty.map(({ id }) => tryToRedeem(id, 'seven')));
    const started = results.flatMap((result) => ('started' in result ? [result.started] : []));
    expect(started).toHaveLength(7);
    expect(results.flatMap((result) => ('refused' in result ? [result.refused.code] : []))).toEqual(Array(43).fill('all-gone'));
    for (const { id } of started.slice(0, 1)) await release(stage.context(), api(), id, 'undone');
    const again = await Promise.all(members.map(({ id }) => tryToRedeem(id, 'seven')));
    expect(again.filter((result) => 'started' in result)).toHaveLength(1);
  });

  it('of fifty at once, one is had in the member’s day, and another on the next', async () => {
    const { id } = await memberWith(1_000);
    const results = await Promise.all(Array.from({ length: 50 }, () => tryToRedeem(id, 'once')));
    expect(results.filter((result) => 'started' in result)).toHaveLength(1);
    expect(results.find((result) => 'refused' in result)).toEqual({ refused: { code: 'limit-reached', times: 1, per: 'day' } });
    stage.advance(86_400_000);
    expect(await tryToRedeem(id, 'once')).toHaveProperty('started');
  });

  it('a reward of a higher tier is refused', async () => {
    const { id } = await memberWith(100);
    expect(await tryToRedeem(id, 'for-pros')).toEqual({ refused: { code: 'tier-too-low', tierId: 'pro' } });
  });
});

describe('a lease', () => {
  it('that a page renews holds; once the page is silent the points are back within a minute', async () => {
    const { id } = await memberWith(100);
    const { code, id: redemptionId } = await deliver(stage.context(), api(), (await redeem(id, 'three-off', { leased: true })).id);
    for (let i = 0; i < 8; i++) {
      stage.advance(15_000);
      await keep(stage.context(), redemptionId, id, 'page');
      await sweep(stage.context(), api());
    }
    expect(await balanceOf(id)).toEqual({ available: 0, held: 100 });
    stage.advance(50_000);
    await sweep(stage.context(), api());
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
    expect((await stage.control<{ code: string; status: string }[]>('discounts')).find((one) => one.code === code)?.status).toBe('EXPIRED');
  });

  it('given up for a copied code lasts for the programme’s time, and no renewal lasts longer', async () => {
    const { id } = await memberWith(200);
    const copied = await redeem(id, 'three-off', { leased: true });
    const renewed = await redeem(id, 'three-off', { leased: true });
    await keep(stage.context(), copied.id, id, 'hold');
    for (let i = 0; i < 118; i++) {
      stage.advance(30_000);
      await keep(stage.context(), renewed.id, id, 'page');
    }
    await sweep(stage.context(), api());
    expect(await balanceOf(id)).toEqual({ available: 0, held: 200 });
    stage.advance(61_000);
    await keep(stage.context(), renewed.id, id, 'page');
    await sweep(stage.context(), api());
    expect(await balanceOf(id)).toEqual({ available: 200, held: 0 });
  });

  it('of somebody else is not found', async () => {
    const { id } = await memberWith(100);
    const other = await memberWith(0 + 1);
    const { id: redemptionId } = await redeem(id, 'three-off', { leased: true });
    await expect(keep(stage.context(), redemptionId, other.id, 'hold')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('refunds of an order that used a reward', () => {
  const settled = async (code: string, goodsMinor: number, cancelled = false) => {
    const ctx = stage.context();
    const order = { orderId: `refund-${code}`, discountCodes: [code], paid: true, cancelled, goodsMinor };
    await ctx.db.transaction(ctx.shop.id, (tx) => captureForOrders(tx, ctx, [order]));
  };

  it('give back their share, each once, and all of it in the end', async () => {
    const { id } = await memberWith(100);
    const { code } = await redeem(id, 'three-off');
    await settled(code, 30_00);
    expect(await balanceOf(id)).toEqual({ available: 0, held: 0 });
    await settled(code, 20_00);
    await settled(code, 20_00);
    expect(await balanceOf(id)).toEqual({ available: 33, held: 0 });
    await settled(code, 10_00);
    expect(await balanceOf(id)).toEqual({ available: 66, held: 0 });
    await settled(code, 20_00);
    expect(await balanceOf(id)).toEqual({ available: 66, held: 0 });
    await settled(code, 0);
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
  });

  it('and its cancellation after that gives back the rest', async () => {
    const { id } = await memberWith(100);
    const { code } = await redeem(id, 'three-off');
    await settled(code, 30_00);
    await settled(code, 15_00);
    await settled(code, 0, true);
    await settled(code, 0, true);
    expect(await balanceOf(id)).toEqual({ available: 100, held: 0 });
  });
});

it('after all of this every balance is what its entries say, and every posting follows from its cause', async () => {
  expect((await verify(stage.deps.db, stage.shop)).differences).toEqual([]);
  expect((await checkCauses(stage.context(), 10)).differences).toEqual([]);
  const wrong = await stage.test.owner.query(
    `select reward_id from reward_count c where taken <> (
       select count(*) from redemption r where r.shop_id = c.shop_id and r.reward_id = c.reward_id and r.state <> 'released')`,
  );
  expect(wrong.rows).toEqual([]);
});
