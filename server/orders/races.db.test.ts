import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDb, type TestDb } from '../db/testing.ts';
import { restandAll, restandDue } from '../members/index.ts';
import { settle } from './settle.ts';
import { hash, order, overtaken, tell, waiting, type Story } from './testing.ts';

let t: TestDb;
let story: Story;

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  story = tell(t, await t.shop());
});
afterAll(() => t.close());

test('ten deliveries of one order at the same time are one order', async () => {
  const results = await Promise.all(Array.from({ length: 10 }, () => story.settle([order()])));
  expect(results.flat().filter((result) => result.outcome === 'settled' && result.points > 0)).toHaveLength(1);
  expect(await story.balance('2026-03-01')).toMatchObject({ available: 48 });
  await story.audit();
});

test('many deliveries about the same members at the same time leave every total right', async () => {
  const batches = Array.from({ length: 12 }, (_, i) => {
    const pair = ['101', '102'].map((customerId) =>
      order({ orderId: `o${i}-${customerId}`, customerId, at: `2026-03-${10 + i}`, netMinor: 20_00 }),
    );
    return i % 2 === 0 ? pair : pair.toReversed();
  });
  await Promise.all(batches.map((batch) => story.settle(batch, '2026-04-01')));
  expect(await story.tier('101')).toBe('pro');
  expect(await story.tier('102')).toBe('pro');
  await story.audit();
});

test('an order settled while an earlier one of its member still is waits for it, and counts its spend', async () => {
  await story.settle([order({ orderId: '1', at: '2026-02-01', netMinor: 1_00 })]);
  const earlier = order({ orderId: '2', at: '2026-03-01', netMinor: 160_00 });
  const later = order({ orderId: '3', at: '2026-03-02', netMinor: 10_00 });
  let second: Promise<unknown> = Promise.resolve();
  const ctx = story.context('2026-03-03');
  const db = overtaken(ctx.db, 'update shop_order', async () => {
    second = story.settle([later], '2026-03-03');
    await vi.waitFor(async () => expect(await waiting(t)).toBe(1), { timeout: 10_000 });
  });
  await settle({ ...ctx, db }, [earlier], { emailHash: hash });
  expect(await second).toMatchObject([{ points: 40 }]);
  await story.audit();
});

test('a member who claims an order while it is settled is locked before it is booked', async () => {
  const kim = { customerId: undefined, email: 'kim@example.com' };
  await story.settle([order({ ...kim, netMinor: 24_00 })]);
  const ctx = story.context('2026-03-03');
  let locked: unknown;
  const claimed = overtaken(ctx.db, 'insert into shop_order', () => story.claim('101', 'kim@example.com', '2026-03-03'));
  const db = overtaken(claimed, 'update shop_order', async () => {
    locked = await t.owner
      .query('select from balance where member_id = $1 for update nowait', [await story.memberOf()])
      .catch((error: unknown) => error);
  });
  // Ten cents more make no point, so nothing but the lock itself holds the member.
  await settle({ ...ctx, db }, [order({ ...kim, netMinor: 24_10, seen: '2026-03-02' })], { emailHash: hash });
  expect(locked).toMatchObject({ code: '55P03' });
  await story.audit();
});

test('an order settled while its member is judged is not forgotten', async () => {
  await story.settle([order({ orderId: '1', at: '2026-02-01', netMinor: 1_00 })]);
  let second: Promise<unknown> = Promise.resolve();
  const ctx = story.context('2026-03-03');
  const db = overtaken(ctx.db, 'update member', async () => {
    second = story.settle([order({ orderId: '2', netMinor: 160_00 })], '2026-03-03');
    await Promise.race([second, vi.waitFor(async () => expect(await waiting(t)).toBe(1), { timeout: 10_000 })]);
  });
  await restandAll({ ...ctx, db }, 1);
  await second;
  expect(await story.tier()).toBe('pro');
  await story.audit();
});

test('a member whose day has come and who buys at that moment is judged by one after the other', async () => {
  await story.settle([order({ orderId: '1', at: '2025-05-10', netMinor: 160_00 })]);
  const ctx = story.context('2026-06-01');
  const db = overtaken(ctx.db, 'insert into standing', () => restandDue(ctx));
  await settle({ ...ctx, db }, [order({ orderId: '2', at: '2026-06-01', netMinor: 10_00 })], { emailHash: hash });
  expect((await story.standings()).map(({ tier }) => tier)).toEqual(['fan', 'pro', 'fan']);
  await story.audit();
});

test('settling, claiming and judging at the same time do not get in each other’s way', async () => {
  await story.settle([order({ orderId: 'g1', customerId: undefined, email: 'kim@example.com' })]);
  const later = order({ orderId: 'g1', customerId: undefined, email: 'kim@example.com', netMinor: 30_00, seen: '2026-03-02' });
  await Promise.all([
    story.claim('101', 'kim@example.com', '2026-03-03'),
    story.settle([later, order({ orderId: '2', netMinor: 160_00, at: '2026-03-02' })], '2026-03-03'),
    restandAll(story.context('2026-03-03'), 1),
    story.claim('101', 'kim@example.com', '2026-03-03'),
  ]);
  expect(await story.tier()).toBe('pro');
  // Whoever came first: the guest's order was placed first, and its newest snapshot has $30.00.
  expect(await story.balance('2026-03-03')).toMatchObject({ available: 60 + 320 });
  await story.audit();
});
