import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';
import { enroll } from './enroll.ts';
import { restandAll } from './restand-all.ts';
import { restandDue } from './restand-due.ts';

let t: TestDb;
let story: Story;

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  story = tell(t, await t.shop());
});
afterAll(() => t.close());

/** The jobs on the list, oldest first. */
async function jobs(kind: string): Promise<unknown[]> {
  const { rows } = await t.owner.query(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
     where k.identifier = $1 and j.payload ->> 'shopDomain' = $2 order by j.id`,
    [kind, story.shop.domain],
  );
  return rows.map((row: { payload: unknown }) => row.payload);
}

describe('enrolment', () => {
  test('makes a member in the first tier, with the reason, and greets them once', async () => {
    const ctx = story.context('2026-03-01');
    const first = await enroll(ctx, [{ customerId: '7' }]);
    const again = await enroll(story.context('2026-04-01'), [{ customerId: '7' }]);
    expect(again.memberOf('7')).toBe(first.memberOf('7'));
    expect([first.joined, again.joined]).toEqual([['7'], []]);
    expect(await story.standings('7')).toEqual([{ tier: 'fan', reason: 'because you joined' }]);
    expect(await jobs('greet-member')).toEqual([{ shopDomain: story.shop.domain, customerId: '7' }]);
  });

  test('takes a list with repeats', async () => {
    const enrolled = await enroll(
      story.context('2026-03-01'),
      ['9', '8', '9'].map((customerId) => ({ customerId })),
    );
    expect(enrolled.joined.toSorted()).toEqual(['8', '9']);
    expect(enrolled.memberOf('8')).not.toBe(enrolled.memberOf('9'));
  });

  test('is one membership however many ask at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => enroll(story.context('2026-03-01'), [{ customerId: '7' }, { customerId: '8' }])),
    );
    expect(new Set(all.map((one) => one.memberOf('7'))).size).toBe(1);
    expect(all.flatMap((one) => one.joined).toSorted()).toEqual(['7', '8']);
    expect(await story.standings('7')).toHaveLength(1);
  });
});

describe('a rolling window', () => {
  test('lets a tier go on the day its oldest order leaves, not a day earlier', async () => {
    await story.settle([order({ at: '2025-05-10', netMinor: 100_00 }), order({ orderId: '1002', at: '2025-09-01', netMinor: 60_00 })]);
    expect(await story.tier()).toBe('pro');
    expect(await restandDue(story.context('2026-05-10T03:59:59Z'))).toBe(0);
    expect(await restandDue(story.context('2026-05-10T04:00:00Z'))).toBe(1);
    expect(await story.standings()).toMatchObject([
      { tier: 'fan', reason: 'because older orders no longer count, which left your 12-month spend at $60.00' },
      { tier: 'pro' },
      { tier: 'fan' },
    ]);
    expect(await restandDue(story.context('2026-05-10T04:00:00Z'))).toBe(0);
  });

  test('writes no standing when the tier stays', async () => {
    await story.settle([order({ at: '2025-05-10', netMinor: 20_00 }), order({ orderId: '1002', at: '2025-09-01', netMinor: 160_00 })]);
    expect(await restandDue(story.context('2026-06-01'))).toBe(1);
    expect(await story.standings()).toHaveLength(2);
  });

  test('is worked through in batches, whoever works, each member once', async () => {
    const orders = Array.from({ length: 25 }, (_, i) =>
      order({ orderId: `o${i}`, customerId: String(500 + i), at: '2025-05-10', netMinor: 200_00 }),
    );
    await story.settle(orders);
    const counts = await Promise.all([restandDue(story.context('2026-06-01'), 4), restandDue(story.context('2026-06-01'), 4)]);
    expect(counts[0] + counts[1]).toBe(25);
    const { rows } = await t.owner.query('select count(*)::int as count from standing where shop_id = $1 and seq = 3', [story.shop.id]);
    expect(rows).toEqual([{ count: 25 }]);
    expect((await jobs('announce')).length).toBeGreaterThan(1);
  });

  test('a member who was away is judged anew by the order that brings them back', async () => {
    await story.settle([order({ at: '2024-01-10', netMinor: 160_00 })]);
    const [back] = await story.settle([order({ orderId: '1002', at: '2026-02-01', netMinor: 10_00 })]);
    expect(back).toMatchObject({ points: 20, tierChange: { fromTierId: 'pro', toTierId: 'fan' } });
  });
});

describe('a new version of the programme', () => {
  const edited = (change: (draft: Definition) => Definition) => change(defaultDefinition('USD'));
  const lower = edited((draft) => ({ ...draft, tiers: draft.tiers.map((tier) => ({ ...tier, thresholdMinor: tier.thresholdMinor / 2 })) }));

  test('judges every member again, in batches, saying why', async () => {
    await story.settle(Array.from({ length: 5 }, (_, i) => order({ orderId: `o${i}`, customerId: String(600 + i), netMinor: 80_00 })));
    const ctx = story.context('2026-03-02');
    expect(await publish(ctx, { basedOnVersion: 1, definition: lower })).toEqual({ version: 2 });
    expect(await jobs('restand-all')).toEqual([{ shopDomain: story.shop.domain, programVersion: 2 }]);
    expect(await restandAll(ctx, 2, 2)).toBe(5);
    expect(await restandAll(ctx, 2, 2)).toBe(0);
    expect(await story.standings('600')).toMatchObject([
      { tier: 'pro', reason: 'because version 2 of the programme applies to your 12-month spend of $80.00' },
      { tier: 'fan' },
    ]);
  });

  test('judges also what a server settles whose clock is behind, and nothing goes back to the version before', async () => {
    await story.settle([order({ netMinor: 80_00 })]);
    await publish(story.context('2026-03-02T12:00:00Z'), { basedOnVersion: 1, definition: lower });
    await restandAll(story.context('2026-03-02T12:00:01Z'), 2);
    expect(await story.tier()).toBe('pro');
    await story.settle([order({ orderId: '1002', at: '2026-03-02T11:30:00Z', netMinor: 1_00 })], '2026-03-02T11:30:00Z');
    expect(await story.tier()).toBe('pro');
    await story.audit();
  });

  test('leaves the rate of orders that were granted before', async () => {
    await story.settle([order({ netMinor: 10_00 })]);
    const richer = edited((draft) => ({ ...draft, tiers: draft.tiers.map((tier) => ({ ...tier, pointsPerMajorUnit: 10 })) }));
    await publish(story.context('2026-03-02'), { basedOnVersion: 1, definition: richer });
    expect(await story.settle([order({ netMinor: 20_00, seen: '2026-03-03' })])).toMatchObject([{ points: 20 }]);
    expect(await story.settle([order({ orderId: '1002', at: '2026-03-03', netMinor: 10_00 })])).toMatchObject([{ points: 100 }]);
    // Placed before, heard of after: the version in force when it was placed counts.
    expect(await story.settle([order({ orderId: '1003', at: '2026-03-01', seen: '2026-03-03', netMinor: 10_00 })])).toMatchObject([
      { points: 20 },
    ]);
  });
});
