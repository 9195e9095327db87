import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultDefinition } from '../program/index.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell, type Story } from './testing.ts';
import { verifyOrders } from './verify.ts';

let t: TestDb;
let story: Story;

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  story = tell(t, await t.shop());
  await story.settle([order({ netMinor: 160_00 }), order({ orderId: '1002', customerId: '102', netMinor: 10_00 })]);
});
afterAll(() => t.close());

const found = async () =>
  (await t.db.read(story.shop.id, (tx) => verifyOrders(tx, story.shop.id))).map(
    ({ what, stored, derived }) => `${what}: ${stored}, should be ${derived}`,
  );

test('books that are right show no difference', async () => {
  expect(await found()).toEqual([]);
});

test.each([
  [
    `update shop_order set posted_points = posted_points + 5 where order_id = '1001'`,
    ['points of order #1001: 325, should be 320', 'points of order #1001, by what is on it: 325, should be 320'],
  ],
  [
    `update shop_order set spend_minor = 40000 where order_id = '1001'`,
    [
      'spend in the window, in minor units: 16000, should be 40000',
      'spend of order #1001, in minor units: 40000, should be 16000',
      'tier, counted from 0: 1, should be 2',
    ],
  ],
  [`update member set tier_id = 'icon' where customer_id = '102'`, ['tier, counted from 0: 2, should be 0']],
  [`update member set window_spend_minor = 1 where customer_id = '102'`, ['spend in the window, in minor units: 1, should be 1000']],
  [`update member set standing_seq = 3 where customer_id = '102'`, ['number of standings: 3, should be 1']],
])('a cache changed by hand is found: %s', async (sql, differences) => {
  await t.owner.query(`${sql} and shop_id = ${story.shop.id}`);
  expect(await found()).toEqual(differences);
});

test.each([
  { graceDays: 30 },
  { drop: 'one-step' as const },
  { period: { kind: 'calendar-year' as const, lasts: 'next-year' as const } },
  { period: { kind: 'membership-year' as const, lasts: 'this-year' as const } },
  { period: { kind: 'lifetime' as const } },
])('a tier changed by hand is found by other rules too: %j', async (rules) => {
  const definition = defaultDefinition('USD');
  story = tell(t, await t.shop({ definition: { ...definition, qualification: { ...definition.qualification, ...rules } } }));
  await story.settle([order({ netMinor: 160_00 })]);
  expect(await found()).toEqual([]);
  await t.owner.query(`update member set tier_id = 'fan', window_spend_minor = 2 where shop_id = ${story.shop.id}`);
  expect(await found()).toEqual(['spend in the window, in minor units: 2, should be 16000', 'tier, counted from 0: 0, should be 1']);
});

test('one member alone can be looked at', async () => {
  await t.owner.query(`update member set window_spend_minor = 1 where shop_id = ${story.shop.id}`);
  const [ben, ada] = [await story.memberOf('101'), await story.memberOf('102')];
  const of = (memberId: typeof ben) => t.db.read(story.shop.id, (tx) => verifyOrders(tx, story.shop.id, memberId));
  expect(await of(ben)).toMatchObject([{ memberId: ben, derived: 16000 }]);
  expect(await of(ada)).toMatchObject([{ memberId: ada, derived: 1000 }]);
});

// Base × rate ÷ unit comes to 1.5 points, or the like: each rounding in each kind of currency.
test.each([
  ['USD', 'down', 75, 1],
  ['USD', 'half-up', 75, 2],
  ['USD', 'half-up', 74, 1],
  ['USD', 'up', 51, 2],
  ['JPY', 'down', 75, 150],
  ['JPY', 'up', 1, 2],
  ['KWD', 'down', 1_999, 3],
  ['KWD', 'half-up', 1_750, 4],
  ['KWD', 'half-up', 1_749, 3],
  ['KWD', 'up', 1, 1],
] as const)('%s rounded %s: %i minor units are %i points, here as there', async (currency, rounding, netMinor, points) => {
  const definition = defaultDefinition(currency);
  const other = tell(t, await t.shop({ currency, definition: { ...definition, earning: { ...definition.earning, rounding } } }));
  expect(await other.settle([order({ currency, netMinor })])).toMatchObject([{ points }]);
  await other.audit();
});
