import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Context, Shop } from '../../context.ts';
import { minor } from '../../core/money.ts';
import { testDb, type TestDb } from '../../db/testing.ts';
import {
  defaultDefinition,
  publish,
  startSimulation,
  cancelSimulation,
  saveDraft,
  resumeSimulations,
  type Definition,
} from '../../program/index.ts';
import { mustFindSimulation } from '../../program/simulations.ts';
import { order, tell, type Story } from '../testing.ts';
import { simulate } from './simulate.ts';
import { options, tryDraft } from './testing.ts';
import { replayDifferences } from './verify.ts';

let t: TestDb;
let shop: Shop;
let story: Story;
beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  shop = await t.shop();
  story = tell(t, shop);
});
afterAll(() => t.close());

const usual = defaultDefinition('USD');
const staff = (at: string): Context => ({ ...story.context(at), actor: { kind: 'staff', userId: '77' } });
const rates = (factor: number): Definition => ({
  ...usual,
  tiers: usual.tiers.map((tier) => ({ ...tier, pointsPerMajorUnit: tier.pointsPerMajorUnit * factor })),
});

describe('a draft tried on the past', () => {
  /** Ann: $100 in January, then $100 as a Fan, then $100 as a Pro. Bea: $40 in March. */
  const past = async () => {
    await story.settle([order({ orderId: '1', customerId: '1', at: '2026-01-10', netMinor: 100_00 })]);
    await story.settle([order({ orderId: '2', customerId: '1', at: '2026-02-10', netMinor: 100_00 })]);
    await story.settle([order({ orderId: '3', customerId: '1', at: '2026-03-10', netMinor: 100_00 })]);
    await story.settle([order({ orderId: '4', customerId: '2', at: '2026-03-11', netMinor: 40_00 })]);
  };

  test('that changes nothing comes to the ledger, to the point, on both sides', async () => {
    await past();
    const { result } = await tryDraft(staff('2026-03-20'), usual, 12);
    expect(result).toMatchObject({
      from: '2025-04-01T04:00:00.000Z',
      orders: 4,
      members: 2,
      points: { live: 880, replayed: 880, draft: 880 },
      liveDifference: 0,
      moves: [],
      winners: { members: 0, points: 0, samples: [] },
      losers: { members: 0, points: 0, samples: [] },
    });
    expect(result.byMonth).toHaveLength(12);
    for (const { issued, redeemed, openPoints, liabilityMinor } of result.byMonth)
      for (const { before, after } of [issued, redeemed, openPoints, liabilityMinor]) expect(after).toBe(before);
  });

  test('that doubles the rates says who wins, by which orders, and what it costs', async () => {
    await past();
    await story.spend(await story.memberOf('1'), 300);
    const { result } = await tryDraft(staff('2026-03-20'), rates(2), 3);
    expect(result.points).toEqual({ live: 880, replayed: 880, draft: 1760 });
    expect(result.byMonth.map(({ month, orders, issued }) => [month, orders, issued.before, issued.after])).toEqual([
      ['2026-01', 1, 200, 400],
      ['2026-02', 1, 200, 400],
      ['2026-03', 2, 480, 960],
    ]);
    // 300 of the 880 that could be used in March, so 600 of 1,760; open: the rest. $3 for 100 points.
    expect(result.byMonth[2]).toMatchObject({
      redeemed: { before: 300, after: 600 },
      openPoints: { before: 580, after: 1160 },
      liabilityMinor: { before: 17_40, after: 34_80 },
    });
    expect(result.costMinor).toEqual({ before: 9_00, after: 18_00 });
    expect(result.winners).toMatchObject({ members: 2, points: 880 });
    expect(result.winners.samples[0]).toEqual({
      memberId: await story.memberOf('1'),
      name: null,
      before: 800,
      after: 1600,
      fromTier: 'Pro',
      toTier: 'Pro',
      reasons: ['Order #3: 800 instead of 400 points.', 'Order #1: 400 instead of 200 points.', 'Order #2: 400 instead of 200 points.'],
    });
  });

  test('with a lower threshold says who moves, and counts their later orders at the better rate', async () => {
    await past();
    const [fan, pro, icon] = usual.tiers;
    const { result } = await tryDraft(staff('2026-03-20'), { ...usual, tiers: [fan, { ...pro, thresholdMinor: 40_00 }, icon] });
    expect(result.moves).toEqual([{ from: 'Fan', to: 'Pro', members: 1 }]);
    expect(result.byTier).toEqual([
      { tierId: 'fan', name: 'Fan', before: 1, after: 0 },
      { tierId: 'pro', name: 'Pro', before: 1, after: 2 },
      { tierId: 'icon', name: 'Icon', before: 0, after: 0 },
    ]);
    // Ann's second order is a Pro's then: 400 instead of 200.
    expect(result.points).toMatchObject({ live: 880, draft: 1080 });
  });

  test('leaves orders before its months as they were, and judges by all that was done', async () => {
    await past();
    const { result } = await tryDraft(staff('2026-03-20'), rates(3), 1);
    expect(result).toMatchObject({ orders: 2, points: { live: 480, draft: 1440 } });
    expect(result.byMonth.map(({ month, issued }) => [month, issued])).toEqual([['2026-03', { before: 480, after: 1440 }]]);
  });

  test('does not take for its own doing what a refund has changed since', async () => {
    await past();
    // The first order falls, after the third was granted at the better rate for it: by today's facts Ann would have been a Fan.
    await story.settle([order({ orderId: '1', customerId: '1', at: '2026-01-10', seen: '2026-03-15', netMinor: 10_00 })]);
    const same = await tryDraft(staff('2026-03-20'), usual);
    expect(same.result).toMatchObject({
      points: { live: 700, replayed: 700, draft: 700 },
      winners: { members: 0 },
      losers: { members: 0 },
    });
    const doubled = await tryDraft(staff('2026-03-20'), rates(2));
    expect(doubled.result.points.draft).toBe(1400);
  });

  test('leaves whom staff pinned where they are', async () => {
    await past();
    const day = new Date('2026-03-12T12:00:00Z');
    await t.owner.query(
      `insert into tier_keep (shop_id, member_id, no, kind, tier_id, since, said_by, reason) values ($1, $2, 1, 'pinned', 'icon', $3, 'staff 77', 'A friend')`,
      [shop.id, await story.memberOf('2'), day],
    );
    await t.owner.query(`update member set tier_id = 'icon' where shop_id = $1 and id = $2`, [shop.id, await story.memberOf('2')]);
    const { result } = await tryDraft(staff('2026-03-20'), {
      ...usual,
      tiers: usual.tiers.map((tier, i) => ({ ...tier, thresholdMinor: i * 10_00 })),
    });
    expect(result.byTier.map(({ after }) => after)).toEqual([0, 0, 2]);
    const none = await tryDraft(staff('2026-03-20'), {
      ...usual,
      tiers: usual.tiers.map((tier, i) => ({ ...tier, thresholdMinor: i * 10_000_00 })),
    });
    expect(none.result.byTier.map(({ after }) => after)).toEqual([1, 0, 1]);
  });

  test('judges by orders and by points too, as the draft asks', async () => {
    await past();
    const [fan, pro, icon] = usual.tiers as [Definition['tiers'][0], Definition['tiers'][0], Definition['tiers'][0]];
    const byOrders = {
      ...usual,
      tiers: [fan, { ...pro, thresholdMinor: 0, thresholdOrders: 1 }, { ...icon, thresholdMinor: 0, thresholdOrders: 3 }],
    };
    expect((await tryDraft(staff('2026-03-20'), byOrders)).result.byTier.map(({ after }) => after)).toEqual([0, 1, 1]);
    const byPoints = {
      ...usual,
      tiers: [fan, { ...pro, thresholdMinor: 0, thresholdPoints: 80 }, { ...icon, thresholdMinor: 0, thresholdPoints: 5_000 }],
    };
    expect((await tryDraft(staff('2026-03-20'), byPoints)).result.byTier.map(({ after }) => after)).toEqual([0, 2, 0]);
  });

  test('counts members without orders in the tier they keep', async () => {
    await past();
    await t.owner.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at) values ($1, gen_random_uuid(), '9', '2026-01-01', 'fan', '2026-01-01')`,
      [shop.id],
    );
    const { result } = await tryDraft(staff('2026-03-20'), { ...usual, tiers: usual.tiers.slice(0, 1) });
    expect(result.members).toBe(3);
    expect(result.byTier).toEqual([
      { tierId: 'fan', name: 'Fan', before: 2, after: 3 },
      { tierId: 'pro', name: 'Pro', before: 1, after: 0 },
      { tierId: 'icon', name: 'Icon', before: 0, after: 0 },
    ]);
  });
});

describe('replaying the published rules', () => {
  const amount = fc.integer({ min: 0, max: 300_00 });
  const step = fc.record({
    id: fc.integer({ min: 1, max: 6 }),
    customer: fc.constantFrom('1', '2'),
    day: fc.integer({ min: 1, max: 28 }),
    nets: fc.array(amount, { minLength: 1, maxLength: 3 }),
    byHand: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, amount),
    cancelled: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    publishes: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 4 })),
  });

  test('gives the live ledger to the point, whatever happened to the orders and the rules', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 15 }), async (steps) => {
        const own = tell(t, await t.shop());
        const at77 = (at: string): Context => ({ ...own.context(at), actor: { kind: 'staff', userId: '77' } });
        let [seconds, version] = [0, 1];
        for (const { id, customer, day, nets, byHand, cancelled, publishes } of steps) {
          // Orders come late and out of order; each snapshot is newer than the one before.
          const seen = new Date(Date.parse('2026-05-01T00:00:00Z') + ++seconds * 1_000).toISOString();
          if (publishes > 0) {
            await publish(at77(`2026-03-${String(day).padStart(2, '0')}`), { basedOnVersion: version, definition: rates(publishes) });
            version += 1;
          }
          const lines = nets.map((net) => ({ netMinor: minor(net) }));
          const at = `2026-03-${String(((id * 7) % 28) + 1).padStart(2, '0')}`;
          await own.settle([
            order({
              orderId: `${id}`,
              customerId: customer,
              at,
              seen,
              lines,
              unexplainedRefundMinor: minor(byHand),
              ...(cancelled && { cancelled: seen }),
            }),
          ]);
        }
        expect(await replayDifferences(own.context('2026-05-02'), 10)).toEqual([]);
        const { rows } = await t.owner.query<{ points: number }>(
          `select coalesce(sum(issued - reversed), 0)::bigint as points from lot where shop_id = $1`,
          [own.shop.id],
        );
        const { rows: waived } = await t.owner.query<{ points: number }>(
          `select coalesce(sum(waived_points), 0)::bigint as points from shop_order where shop_id = $1`,
          [own.shop.id],
        );
        const { result, problem } = await tryDraft(at77('2026-05-02'), usual);
        expect(problem).toBeUndefined();
        expect(result.points.replayed).toBe((rows[0]?.points ?? 0) - (waived[0]?.points ?? 0));
        expect(result.liveDifference).toBe(0);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test('finds an order that has other points', async () => {
    await story.settle([order({ netMinor: 24_00 })]);
    await t.owner.query(`update shop_order set facts = jsonb_set(facts, '{lines,0,netMinor}', '2500') where shop_id = $1`, [shop.id]);
    expect(await replayDifferences(story.context('2026-05-02'), 10)).toEqual([
      { memberId: await story.memberOf(), orderId: '1001', what: 'points of order #1001, by replaying its rules', stored: 48, derived: 50 },
    ]);
    expect((await tryDraft(staff('2026-05-02'), usual)).result.liveDifference).toBe(2);
  });
});

describe('a simulation', () => {
  const begin = async (at = '2026-03-20') => {
    const { hash } = await saveDraft(staff(at), { definition: rates(2), basedOnVersion: 1, revision: null });
    return { hash, id: await startSimulation(staff(at), { hash, months: 12 }) };
  };
  const state = async (id: string) => (await t.db.read(shop.id, (tx) => mustFindSimulation(tx, staff('2026-03-20'), id))).state;

  test('that is asked to stop stops at its next word, and keeps no result', async () => {
    for (let i = 1; i <= 3; i++) await story.settle([order({ orderId: `${i}`, customerId: `${i}` })]);
    const { id } = await begin();
    const stopping = { ...options, memoryMb: () => 1 };
    // The clock goes on by a second with every look, so each member is a moment to breathe: there somebody asks it to stop.
    let ms = Date.parse('2026-03-20T12:00:00Z');
    const ctx = { ...staff('2026-03-20'), wallClock: () => new Date((ms += 1_000)) };
    await simulate(ctx, id, { ...stopping, breathe: () => cancelSimulation(ctx, id) });
    expect(await state(id)).toBe('cancelled');
  });

  test('that was stopped before it began does not begin, and a newer one stops an older', async () => {
    const { hash, id } = await begin();
    const newer = await startSimulation(staff('2026-03-20'), { hash, months: 6 });
    await simulate(staff('2026-03-20'), id, options);
    expect([await state(id), await state(newer)]).toEqual(['cancelled', 'waiting']);
  });

  test('is only begun for the draft as it stands, and for one without problems', async () => {
    const { hash } = await begin();
    await saveDraft(staff('2026-03-20'), { definition: { ...rates(2), currency: 'EUR' }, basedOnVersion: 1, revision: 1 });
    await expect(startSimulation(staff('2026-03-20'), { hash, months: 6 })).rejects.toMatchObject({ code: 'conflict' });
    const { hash: wrong } = await saveDraft(staff('2026-03-20'), {
      definition: { ...rates(3), currency: 'EUR' },
      basedOnVersion: 1,
      revision: 2,
    });
    await expect(startSimulation(staff('2026-03-20'), { hash: wrong, months: 6 })).rejects.toMatchObject({
      code: 'invalid_program',
      details: { problems: [{ path: ['currency'] }] },
    });
  });

  test('whose worker died is put on the list again, and done once', async () => {
    const { id } = await begin();
    const jobs = async () =>
      (await t.owner.query(`select from graphile_worker.jobs where key = $1 and run_at <= now()`, [`simulate/${id}`])).rows.length;
    await t.owner.query('select graphile_worker.remove_job($1)', [`simulate/${id}`]);
    await resumeSimulations(story.context('2026-03-20T17:00:30Z'));
    expect(await jobs()).toBe(0);
    await resumeSimulations(story.context('2026-03-20T17:01:30Z'));
    expect(await jobs()).toBe(1);
    await simulate(staff('2026-03-20'), id, options);
    await simulate(staff('2026-03-20'), id, options);
    expect(await state(id)).toBe('done');
  });
});
