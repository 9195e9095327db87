import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { order, tell, type Said, type Story } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const plain = defaultDefinition('USD');
const milestones: Definition['earning']['rules'] = [
  { id: 'purchase', kind: 'purchase' },
  { id: 'first', name: 'First', kind: 'first-order', points: 50 },
  { id: 'third', name: 'Third', kind: 'order-milestone', orders: 3, every: false, points: 30 },
  { id: 'big', name: 'Big', kind: 'spend-milestone', spendMinor: 500_00, points: 70 },
];
const campaign = {
  id: 'march',
  name: 'March',
  from: '2026-03-01',
  to: '2026-03-31',
  capPerMember: 60,
  effect: { kind: 'bonus', points: 25, minimumOrderMinor: 0 },
} as const;
const asking = (change: Partial<Definition['earning']>, rest: Partial<Definition> = {}): Definition => ({
  ...plain,
  ...rest,
  earning: { ...plain.earning, ...change },
});

/** What is pinned to an order of what its member had done before. */
async function pinned(story: Story, orderId: string): Promise<unknown> {
  const { rows } = await t.owner.query('select earn_context from shop_order where shop_id = $1 and order_id = $2', [
    story.shop.id,
    orderId,
  ]);
  return rows[0]?.earn_context;
}
const one = (orderId: string, at: string, said: Said = {}) => order({ orderId, at, ...said });

describe('what a member had done before is pinned to an order', () => {
  test('a programme of rates alone asks nothing of it', async () => {
    const story = tell(t, await t.shop());
    await story.settle([one('1', '2026-03-01'), one('2', '2026-03-02')]);
    expect([await pinned(story, '1'), await pinned(story, '2')]).toEqual([null, null]);
  });

  test('orders and spend before it, ever, however long ago and in however many settlements', async () => {
    const story = tell(t, await t.shop({ definition: asking({ rules: milestones }) }));
    await story.settle([one('1', '2022-01-05', { netMinor: 100_00 })]);
    await story.settle([one('2', '2024-06-01', { netMinor: 50_00 })]);
    await story.settle([one('3', '2026-03-01', { netMinor: 10_00 }), one('4', '2026-03-01T18:00:00Z', { netMinor: 10_00 })]);
    expect(await Promise.all(['1', '2', '3', '4'].map((id) => pinned(story, id)))).toEqual([
      null,
      { ordersBefore: 1, spentBeforeMinor: 100_00 },
      { ordersBefore: 2, spentBeforeMinor: 150_00 },
      { ordersBefore: 3, spentBeforeMinor: 160_00 },
    ]);
  });

  test('what is refunded or cancelled in full counts no more for the next order, and changes none that was granted', async () => {
    const story = tell(t, await t.shop({ definition: asking({ rules: milestones }) }));
    await story.settle([one('1', '2026-03-01', { netMinor: 100_00 }), one('2', '2026-03-02', { netMinor: 50_00 })]);
    await story.settle([one('1', '2026-03-01', { netMinor: 0, seen: '2026-03-03' })]);
    await story.settle([one('2', '2026-03-02', { netMinor: 20_00, seen: '2026-03-04' }), one('3', '2026-03-05')]);
    expect(await pinned(story, '2')).toEqual({ ordersBefore: 1, spentBeforeMinor: 100_00 });
    expect(await pinned(story, '3')).toEqual({ ordersBefore: 1, spentBeforeMinor: 20_00 });
  });

  test('a refund of an old order in the same settlement is not counted twice', async () => {
    const story = tell(t, await t.shop({ definition: asking({ rules: milestones }) }));
    await story.settle([one('1', '2022-01-05', { netMinor: 100_00 })]);
    await story.settle([one('1', '2022-01-05', { netMinor: 30_00, seen: '2026-03-01' }), one('2', '2026-03-01')]);
    expect(await pinned(story, '2')).toEqual({ ordersBefore: 1, spentBeforeMinor: 30_00 });
  });

  test('an order that comes late counts those placed before it, and changes none after it', async () => {
    const story = tell(t, await t.shop({ definition: asking({ rules: milestones }) }));
    await story.settle([one('1', '2026-03-01', { netMinor: 10_00 })]);
    await story.settle([one('3', '2026-03-03', { netMinor: 30_00 })]);
    await story.settle([one('2', '2026-03-02', { netMinor: 20_00 })]);
    expect(await pinned(story, '2')).toEqual({ ordersBefore: 1, spentBeforeMinor: 10_00 });
    expect(await pinned(story, '3')).toEqual({ ordersBefore: 1, spentBeforeMinor: 10_00 });
  });

  test('an order that goes to another customer is pinned by what that one had done', async () => {
    const story = tell(t, await t.shop({ definition: asking({ rules: milestones }) }));
    await story.settle([one('1', '2026-03-01'), one('2', '2026-03-02'), one('9', '2026-02-01', { customerId: '102', netMinor: 7_00 })]);
    await story.settle([one('2', '2026-03-02', { customerId: '102', seen: '2026-03-03' })]);
    expect(await pinned(story, '2')).toEqual({ ordersBefore: 1, spentBeforeMinor: 7_00 });
  });

  test.each([
    // 24 March 2026, 00:30 in Tokyo is 23 March, 11:30 in New York.
    [
      'America/New_York',
      [{}, { earnedThatDay: 20, earnedThatMonth: 20 }, { earnedThatDay: 40, earnedThatMonth: 40 }, { earnedThatMonth: 60 }, {}],
    ],
    [
      'Asia/Tokyo',
      [{}, { earnedThatMonth: 20 }, { earnedThatDay: 20, earnedThatMonth: 40 }, { earnedThatDay: 40, earnedThatMonth: 60 }, {}],
    ],
  ])('points of the day and the month are the shop’s, in %s', async (timeZone, expected) => {
    const story = tell(t, await t.shop({ timeZone, definition: asking({ caps: { day: 1_000, month: 5_000 } }) }));
    const instants = [
      '2026-03-23T14:30:00Z',
      '2026-03-23T15:30:00Z',
      '2026-03-23T20:00:00Z',
      '2026-03-24T13:00:00Z',
      '2026-04-01T12:00:00Z',
    ];
    for (const [i, at] of instants.entries()) await story.settle([one(String(i + 1), at, { netMinor: 10_00 })]);
    const found = await Promise.all(instants.map((_at, i) => pinned(story, String(i + 1))));
    expect(found.map((context) => context ?? {})).toEqual(expected);
  });

  test('a refund makes room for the next order of the day', async () => {
    const story = tell(t, await t.shop({ definition: asking({ caps: { day: 1_000 } }) }));
    await story.settle([one('1', '2026-03-01T15:00:00Z', { netMinor: 10_00 })]);
    await story.settle([one('1', '2026-03-01T15:00:00Z', { netMinor: 5_00, seen: '2026-03-01T16:00:00Z' })]);
    await story.settle([one('2', '2026-03-01T17:00:00Z')]);
    expect(await pinned(story, '2')).toEqual({ earnedThatDay: 10, earnedThatMonth: 10 });
  });

  test('what campaigns gave follows the orders it came with, a refund too', async () => {
    const story = tell(t, await t.shop({ definition: asking({}, { campaigns: [campaign] }) }));
    await story.settle([one('1', '2026-03-01'), one('2', '2026-03-02')]);
    const given = async () =>
      (await t.owner.query('select order_id, earned from shop_order where shop_id = $1 order by 1', [story.shop.id])).rows;
    expect(await given()).toEqual([
      { order_id: '1', earned: { march: 25 } },
      { order_id: '2', earned: { march: 25 } },
    ]);
    await story.settle([one('2', '2026-03-02', { cancelled: '2026-03-03', seen: '2026-03-03' })]);
    await story.settle([one('3', '2026-03-04'), one('4', '2026-03-05')]);
    expect(await given()).toMatchObject([{}, { earned: null }, { earned: { march: 25 } }, { earned: { march: 10 } }]);
    expect(await pinned(story, '4')).toEqual({ campaignPoints: { march: 50 } });
    await story.audit();
  });
});

/** One state of an order after another. */
const states = fc.array(
  fc.record({
    netMinor: fc.integer({ min: 0, max: 400_00 }),
    cancelled: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    paid: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  }),
  { minLength: 1, maxLength: 5 },
);
const arriving = fc.array(fc.nat(), { maxLength: 6 });
const earlier = fc.array(fc.record({ hoursBefore: fc.integer({ min: 1, max: 900 }), netMinor: fc.integer({ min: 0, max: 300_00 }) }), {
  maxLength: 4,
});

/** What an order that never earned lacks: one that once did keeps the promise it was granted under. */
const promise = ({ tier_id: tierId }: { tier_id: string | null }) => (tierId === null ? { tier_id: null, earn_context: null } : {});

test('any order and repetition of deliveries ends, for the order, in what its final snapshot alone has', { timeout: 120_000 }, async () => {
  const definition = asking({ rules: milestones, caps: { order: 900, day: 1_000, month: 1_500 } }, { campaigns: [campaign] });
  const story = tell(t, await t.shop({ definition }));
  const soon = '2026-03-20T13:00:00Z';
  const placed = Date.parse('2026-03-20T12:00:00Z');
  let made = 0;
  const row = async (orderId: string) =>
    (
      await t.owner.query(
        'select earn_context, earned, tier_id, spend_minor, posted_points - waived_points as points from shop_order where shop_id = $1 and order_id = $2',
        [story.shop.id, orderId],
      )
    ).rows[0];
  await fc.assert(
    fc.asyncProperty(earlier, states, arriving, fc.nat(), async (before, list, sent, place) => {
      const [one, alone] = [String(++made), String(++made)];
      for (const customerId of [one, alone]) {
        const past = before.map(({ hoursBefore, netMinor }, i) =>
          order({
            orderId: `before-${customerId}-${i}`,
            customerId,
            at: new Date(placed - hoursBefore * 3_600_000).toISOString(),
            netMinor,
          }),
        );
        if (past.length > 0) await story.settle(past, soon);
      }
      const history = list.map(({ cancelled, netMinor, paid }, i) =>
        order({
          orderId: `order-${one}`,
          customerId: one,
          at: new Date(placed).toISOString(),
          seen: new Date(placed + (i + 1) * 60_000).toISOString(),
          lines: [{ netMinor: minor(netMinor) }],
          paid,
          ...(cancelled && { cancelled: soon }),
        }),
      );
      const final = history.at(-1);
      if (!final) return;
      const deliveries = sent.map((state) => history[state % history.length] ?? final);
      deliveries.splice(place % (deliveries.length + 1), 0, final);
      for (const facts of deliveries) await story.settle([facts], soon);
      await story.settle([{ ...final, orderId: `order-${alone}`, customerId: alone }], soon);
      const [got, wanted] = [await row(`order-${one}`), await row(`order-${alone}`)];
      expect({ ...got, ...promise(wanted) }).toEqual(wanted);
    }),
    { numRuns: 30 },
  );
  await story.audit();
});

describe('the database refuses a context or counters that no rule makes', () => {
  test.each([
    ['a context that says nothing', `earn_context = '{}'`],
    ['a context that is a list', `earn_context = '[1]'`],
    ['a number below zero', `earn_context = '{"ordersBefore": -1}'`],
    ['half an order', `earn_context = '{"ordersBefore": 1.5}'`],
    ['an unknown number', `earn_context = '{"likes": 3}'`],
    ['no number', `earn_context = '{"earnedThatDay": "7"}'`],
    ['a campaign that gave nothing', `earn_context = '{"campaignPoints": {"march": 0}}'`],
    [
      'a context without a promise',
      `earn_context = '{"ordersBefore": 1}', program_version = null, tier_id = null, points_per_major_unit = null`,
    ],
    ['counters that say nothing', `earned = '{}'`],
    ['a campaign that took points', `earned = '{"march": -5}'`],
    ['counters without a promise', `earned = '{"march": 5}', program_version = null, tier_id = null, points_per_major_unit = null`],
  ])('%s', async (_what, change) => {
    const story = tell(t, await t.shop());
    await story.settle([order()]);
    await expect(t.owner.query(`update shop_order set ${change} where shop_id = $1`, [story.shop.id])).rejects.toMatchObject({
      code: '23514',
    });
  });

  test('and takes those that one makes', async () => {
    const story = tell(t, await t.shop());
    await story.settle([order()]);
    const context = { ordersBefore: 2, spentBeforeMinor: 5, earnedThatDay: 3, earnedThatMonth: 4, campaignPoints: { march: 5 } };
    await t.owner.query(`update shop_order set earn_context = $2, earned = '{"march": 5}' where shop_id = $1`, [story.shop.id, context]);
    expect(await pinned(story, '1001')).toEqual(context);
  });
});
