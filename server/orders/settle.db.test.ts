import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { defaultDefinition } from '../program/index.ts';
import { statement } from '../ledger/index.ts';
import { order, tell, type Story } from './testing.ts';

let t: TestDb;
let story: Story;

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  story = tell(t, await t.shop());
});
afterAll(() => t.close());

test('a paid order earns at the rate of the tier reached before it', async () => {
  const [result] = await story.settle([order({ at: '2026-03-01', netMinor: 24_00 })]);
  expect(result).toMatchObject({ outcome: 'settled', points: 48, tierChange: undefined });
  expect(await story.balance('2026-03-01')).toMatchObject({ available: 48 });
  await story.audit();
});

test('every posting tells why, and its reasons add up to its points', async () => {
  await story.settle([
    order({
      lines: [
        { title: 'Serum', netMinor: minor(24_99) },
        { title: 'Gift card', netMinor: minor(25_00), giftCard: true },
      ],
    }),
  ]);
  await story.settle([order({ lines: [{ title: 'Serum', netMinor: minor(12_00) }], seen: '2026-03-02' })]);
  const memberId = await story.memberOf();
  const postings = await t.db.read(story.shop.id, (tx) => statement(tx, story.shop.id, memberId, { limit: 10 }));
  expect(
    postings.map(({ change, cause }) => [
      change,
      cause.programVersion,
      cause.tierId,
      cause.reasons?.map(({ rule, points }) => [rule, points]),
    ]),
  ).toEqual([
    [
      -25,
      1,
      'fan',
      [
        ['purchase', 24],
        ['given-before', -49],
      ],
    ],
    [
      49,
      1,
      'fan',
      [
        ['purchase', 49],
        ['gift-card', 0],
        ['rounding', 0],
      ],
    ],
  ]);
});

describe('an order is a state', () => {
  test('the same snapshot again changes nothing', async () => {
    await story.settle([order()]);
    const [again] = await story.settle([order()]);
    expect(again).toMatchObject({ outcome: 'settled', points: 0 });
    expect(await story.balance('2026-03-01')).toMatchObject({ available: 48 });
  });

  test('an older snapshot is dropped', async () => {
    await story.settle([order({ seen: '2026-03-05', netMinor: 10_00 })]);
    const [late] = await story.settle([order({ seen: '2026-03-02', netMinor: 24_00 })], '2026-03-06');
    expect(late).toEqual({ orderId: '1001', outcome: 'dropped' });
    expect(await story.balance('2026-03-06')).toMatchObject({ available: 20 });
  });

  test('of two snapshots of the same second in one delivery the later one counts', async () => {
    await story.settle([order({ netMinor: 24_00 }), order({ netMinor: 10_00 })]);
    expect(await story.balance('2026-03-01')).toMatchObject({ available: 20 });
  });

  test('a refund in two parts takes back what it gave, to the point', async () => {
    const three = (a: number, b: number, c: number) => [a, b, c].map((netMinor) => ({ netMinor: minor(netMinor) }));
    await story.settle([order({ lines: three(3_33, 3_33, 3_33) })]);
    expect(await story.balance('2026-03-01')).toMatchObject({ available: 19 });
    const [first] = await story.settle([order({ lines: three(0, 3_33, 3_33), seen: '2026-03-02' })]);
    expect(first).toMatchObject({ points: -6 });
    const [second] = await story.settle([order({ lines: three(0, 0, 0), seen: '2026-03-03' })]);
    expect(second).toMatchObject({ points: -13 });
    expect(await story.balance('2026-03-03')).toEqual({ pending: 0, available: 0, held: 0, debt: 0 });
    await story.audit();
  });

  test('a cancelled order ends with nothing, whatever was done to it before', async () => {
    await story.settle([order(), order({ orderId: '1002', netMinor: 5_00, at: '2026-03-02' })]);
    await story.settle([order({ cancelled: '2026-03-04', seen: '2026-03-04' })]);
    expect(await story.balance('2026-03-04')).toMatchObject({ available: 10, debt: 0 });
  });

  test('an edit that adds to an order earns at the rate that was granted, though the member rose meanwhile', async () => {
    await story.settle([order({ netMinor: 24_00 })]);
    await story.settle([order({ orderId: '1002', netMinor: 500_00, at: '2026-03-02' })]);
    expect(await story.tier()).toBe('icon');
    const [edited] = await story.settle([order({ netMinor: 34_00, seen: '2026-03-03' })]);
    expect(edited).toMatchObject({ points: 20 });
  });

  test('an order counts once it is paid, and no longer when it is not', async () => {
    expect(await story.settle([order({ paid: false })])).toMatchObject([{ outcome: 'settled', points: 0 }]);
    expect(await story.settle([order({ seen: '2026-03-02' })])).toMatchObject([{ points: 48 }]);
    expect(await story.settle([order({ seen: '2026-03-03', paid: false })])).toMatchObject([{ points: -48 }]);
    expect(await story.settle([order({ seen: '2026-03-04' })])).toMatchObject([{ points: 48 }]);
    await story.audit();
  });

  test('an order that the shop gives to another customer takes its points along', async () => {
    await story.settle([order({ customerId: '101' })]);
    await story.settle([order({ customerId: '102', seen: '2026-03-02' })]);
    expect(await story.balance('2026-03-02', '101')).toMatchObject({ available: 0, debt: 0 });
    expect(await story.balance('2026-03-02', '102')).toMatchObject({ available: 48 });
    await story.settle([order({ customerId: '102', seen: '2026-03-03', netMinor: 14_00 })]);
    expect(await story.balance('2026-03-03', '102')).toMatchObject({ available: 28 });
    await story.audit();
  });
});

describe('what earns nothing', () => {
  test.each([
    ['a test order', { test: true }],
    ['an order cancelled before we heard of it', { cancelled: '2026-03-01' }],
    ['an order placed before the programme began', { at: '2019-12-31' }],
    ['an order in another currency', { currency: 'EUR' }],
    [
      'gift cards and tips',
      {
        lines: [
          { netMinor: minor(25_00), giftCard: true },
          { netMinor: minor(5_00), tip: true },
        ],
      },
    ],
  ])('%s', async (_what, said) => {
    expect(await story.settle([order(said)], '2026-03-01')).toMatchObject([{ outcome: 'settled', points: 0 }]);
    expect(await story.balance('2026-03-01')).toEqual({ pending: 0, available: 0, held: 0, debt: 0 });
    expect(await story.tier()).toBe('fan');
  });
});

describe('tiers', () => {
  test('the order that crosses a threshold earns in the old tier, the next one in the new', async () => {
    const [first] = await story.settle([order({ netMinor: 160_00 })]);
    expect(first).toMatchObject({
      points: 320,
      tierChange: { fromTierId: 'fan', toTierId: 'pro', reason: { way: 'up', measured: { spendMinor: 160_00 } } },
    });
    expect(await story.settle([order({ orderId: '1002', at: '2026-03-02', netMinor: 10_00 })])).toMatchObject([{ points: 40 }]);
  });

  test('orders of one delivery see each other in the order in which they were placed', async () => {
    const later = order({ orderId: '1002', at: '2026-03-02', netMinor: 10_00 });
    expect(await story.settle([later, order({ netMinor: 160_00 })])).toMatchObject([{ points: 40 }, { points: 320 }]);
    expect(await story.tier()).toBe('pro');
  });

  test('an order we hear of late earns at the tier reached before it, not after', async () => {
    await story.settle([order({ orderId: '1002', at: '2026-03-02', netMinor: 160_00 })]);
    expect(await story.settle([order({ netMinor: 10_00 })], '2026-03-03')).toMatchObject([{ points: 20 }]);
  });

  test('orders of one delivery each look back over their own window', async () => {
    await story.settle([order({ orderId: '1', at: '2024-12-01', netMinor: 160_00 })]);
    const [inside, outside] = [
      order({ orderId: '2', at: '2025-01-01', netMinor: 10_00 }),
      order({ orderId: '3', at: '2026-06-01', netMinor: 10_00 }),
    ];
    expect(await story.settle([inside, outside])).toMatchObject([{ points: 40 }, { points: 20 }]);
  });

  test('a refund is judged at once', async () => {
    await story.settle([order({ netMinor: 160_00 })]);
    await story.settle([order({ netMinor: 90_00, seen: '2026-03-05' })]);
    expect(await story.standings()).toEqual([
      { tier: 'fan', reason: 'because a change of order #1001 left your 12-month spend at $90.00' },
      { tier: 'pro', reason: 'because order #1001 brought your 12-month spend to $160.00' },
      { tier: 'fan', reason: 'because you joined' },
    ]);
  });

  test('what one order brought does not change the rate another was granted at', async () => {
    await story.settle([order({ netMinor: 160_00 })]);
    await story.settle([order({ orderId: '1002', at: '2026-03-02', netMinor: 10_00 })]);
    await story.settle([order({ netMinor: 0, seen: '2026-03-03' })]);
    expect(await story.balance('2026-03-03')).toMatchObject({ available: 40 });
    expect(await story.settle([order({ orderId: '1002', at: '2026-03-02', seen: '2026-03-04', netMinor: 15_00 })])).toMatchObject([
      { points: 20 },
    ]);
  });
});

describe('days are the shop’s', () => {
  test('points of an order late in the evening expire by the day it was in New York', async () => {
    await story.settle([order({ at: '2026-03-02T03:00:00Z' })]);
    expect(await story.balance('2027-03-01T04:59:59Z')).toMatchObject({ available: 48 });
    expect(await story.balance('2027-03-01T05:00:00Z')).toMatchObject({ available: 0 });
  });

  test('points added by an edit expire with those of the order', async () => {
    await story.settle([order({ at: '2026-03-01', netMinor: 10_00 })]);
    await story.settle([order({ at: '2026-03-01', seen: '2026-06-01', netMinor: 20_00 })]);
    expect(await story.balance('2027-02-28')).toMatchObject({ available: 40 });
    expect(await story.balance('2027-03-01')).toMatchObject({ available: 0 });
  });
});

test('points wait for the days the programme says, counted from the day of the order', async () => {
  const definition = defaultDefinition('USD');
  const waiting = tell(
    t,
    await t.shop({ definition: { ...definition, earning: { ...definition.earning, vesting: { kind: 'after-days', days: 14 } } } }),
  );
  await waiting.settle([order({ at: '2026-03-02T03:00:00Z' })]);
  expect(await waiting.balance('2026-03-15T03:59:59Z')).toMatchObject({ pending: 48, available: 0 });
  expect(await waiting.balance('2026-03-15T04:00:00Z')).toMatchObject({ pending: 0, available: 48 });
  await waiting.settle([order({ at: '2026-03-02T03:00:00Z', seen: '2026-03-10', netMinor: 12_00 })]);
  expect(await waiting.balance('2026-03-10')).toMatchObject({ pending: 24, available: 0 });
  // Heard of only when the wait was over.
  expect(await waiting.settle([order({ orderId: '1002', at: '2026-03-02', seen: '2026-03-20', netMinor: 10_00 })])).toMatchObject([
    { points: 20 },
  ]);
  expect(await waiting.balance('2026-03-20')).toMatchObject({ pending: 0, available: 44 });
  await waiting.audit();
});

describe('a guest’s order', () => {
  const guest = order({ customerId: undefined, email: 'kim@example.com' });

  test('is kept without its e-mail and earns when the e-mail is claimed', async () => {
    expect(await story.settle([guest])).toEqual([{ orderId: '1001', outcome: 'guest', first: true }]);
    const { rows } = await t.owner.query('select facts::text || coalesce(name, $$$$) as all from shop_order where shop_id = $1', [
      story.shop.id,
    ]);
    expect(rows[0].all).not.toContain('kim@');
    expect(await story.claim('101', 'someone@example.com', '2026-03-10')).toBe(0);
    expect(await story.claim('101', 'kim@example.com', '2026-03-10')).toBe(1);
    expect(await story.balance('2026-03-10')).toMatchObject({ available: 48 });
    expect(await story.balance('2027-03-01')).toMatchObject({ available: 0 });
    expect(await story.claim('101', 'kim@example.com', '2026-03-11')).toBe(0);
    await story.audit();
  });

  test('stays with who claimed it when it is refunded later', async () => {
    await story.settle([guest]);
    await story.claim('101', 'kim@example.com', '2026-03-10');
    await story.settle([{ ...guest, ...order({ customerId: undefined, email: 'kim@example.com', netMinor: 4_00, seen: '2026-03-12' }) }]);
    expect(await story.balance('2026-03-12')).toMatchObject({ available: 8 });
  });

  test('that is heard of only after its buyer’s address was verified is theirs at once', async () => {
    expect(await story.claim('101', 'kim@example.com', '2026-03-01')).toBe(0);
    await story.settle([guest]);
    expect(await story.balance('2026-03-02')).toMatchObject({ available: 48 });
    await story.settle([order({ orderId: '1002', customerId: undefined, email: 'somebody-else@example.com' })]);
    expect(await story.balance('2026-03-02')).toMatchObject({ available: 48 });
    await story.audit();
  });

  test('counts for the customer whom the shop names later', async () => {
    await story.settle([guest]);
    await story.settle([order({ customerId: '101', seen: '2026-03-02' })]);
    expect(await story.balance('2026-03-02')).toMatchObject({ available: 48 });
    expect(await story.claim('102', 'kim@example.com', '2026-03-03')).toBe(0);
  });
});

test('shops never mix: the same order id in another shop is another order', async () => {
  const other = tell(t, await t.shop());
  await story.settle([order()]);
  await other.settle([order({ netMinor: 10_00 })]);
  expect(await story.balance('2026-03-01')).toMatchObject({ available: 48 });
  expect(await other.balance('2026-03-01')).toMatchObject({ available: 20 });
});
