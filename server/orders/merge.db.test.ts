import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSecrets } from '../core/secrets.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { enroll, restandAll } from '../members/index.ts';
import { defaultDefinition } from '../program/index.ts';
import { start } from '../redemption/index.ts';
import { mergeCustomers } from './merge.ts';
import { order, tell, type Story } from './testing.ts';

let t: TestDb;
let story: Story;
const secrets = openSecrets(new Uint8Array(32));

beforeAll(async () => {
  t = await testDb();
});
beforeEach(async () => {
  story = tell(t, await t.shop());
});
afterAll(() => t.close());

/** 101 goes into 102, unless said otherwise; the books have to be right then. */
async function merge(at = '2026-03-10', goneId = '101', keptId = '102'): Promise<boolean> {
  const merged = await mergeCustomers(story.context(at), { keptId, goneId });
  await story.audit();
  return merged;
}

/** What 101 or 102 ordered. */
const ordered = (customerId: string, orderId: string, netMinor: number, more = {}) => order({ customerId, orderId, netMinor, ...more });

async function redeem(customerId: string, at: string, attempt = 'attempt-1') {
  const ctx = story.context(at);
  const memberId = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
  const result = await start(ctx, secrets, { memberId, rewardId: 'three-off', attempt, cart: undefined });
  if ('refused' in result) throw new Error(`refused: ${result.refused.code}`);
  return result.started;
}

const redemptions = async () =>
  (
    await t.owner.query<{ attempt: string; state: string; customer_id: string }>(
      `select r.attempt, r.state, m.customer_id from redemption r join member m on m.shop_id = r.shop_id and m.id = r.member_id
       where r.shop_id = $1 order by r.attempt desc`,
      [story.shop.id],
    )
  ).rows;

describe('after a merge', () => {
  test('the kept customer has the points and orders of both, and the tier that both make together', async () => {
    await story.settle([ordered('101', '1', 100_00), ordered('102', '2', 60_00)]);
    expect([await story.tier('101'), await story.tier('102')]).toEqual(['fan', 'fan']);
    expect(await merge()).toBe(true);
    expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 320, debt: 0 });
    expect(await story.balance('2026-03-10', '101')).toMatchObject({ available: 0, debt: 0 });
    expect((await story.standings('102'))[0]).toEqual({
      tier: 'pro',
      reason: 'because an account was merged into yours, which brought your 12-month spend to $160.00',
    });
  });

  test('the tier of the one who is gone goes too, with its reason', async () => {
    await story.settle([ordered('101', '1', 200_00)]);
    await merge();
    expect((await story.standings('101'))[0]).toEqual({
      tier: 'fan',
      reason: 'because your orders now count for the account that yours was merged into',
    });
    expect(await story.tier('102')).toBe('pro');
    await restandAll(story.context('2026-03-11'), 1);
    await story.audit();
  });

  test('a refund of the former’s order takes from the kept one exactly what was granted, in parts as in full', async () => {
    await story.settle([ordered('101', '1', 100_00), ordered('102', '2', 10_00)]);
    await merge();
    await story.settle([ordered('102', '1', 60_00, { seen: '2026-03-11' })]);
    expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 140 });
    // A snapshot that still says the old customer.
    await story.settle([ordered('101', '1', 0, { seen: '2026-03-12' })]);
    expect(await story.balance('2026-03-12', '102')).toMatchObject({ available: 20, debt: 0 });
    expect(await story.balance('2026-03-12', '101')).toMatchObject({ available: 0, debt: 0 });
    await story.audit();
  });

  test('what the former had spent and has to pay back is owed by the kept one, and paid by what they have', async () => {
    await story.settle([ordered('101', '1', 100_00), ordered('102', '2', 10_00)]);
    await story.spend(await story.memberOf('101'), 200);
    await story.settle([ordered('101', '1', 50_00, { seen: '2026-03-05' })]);
    expect(await story.balance('2026-03-05', '101')).toMatchObject({ available: 0, debt: 100 });
    await merge();
    expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 0, debt: 80 });
    await story.settle([ordered('102', '1', 0, { seen: '2026-03-11' })]);
    expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 0, debt: 180 });
    await story.audit();
  });

  test('a cancelled order gives the kept customer the points back that the former had used on it', async () => {
    await story.settle([ordered('101', '1', 60_00)]);
    const { code } = await redeem('101', '2026-03-02');
    const used = (more: object) => ordered('101', '3', 20_00, { at: '2026-03-03', discountCodes: [code], ...more });
    await story.settle([used({})]);
    expect(await story.balance('2026-03-03', '101')).toMatchObject({ available: 60, held: 0 });
    await merge();
    await story.settle([used({ customerId: '102', cancelled: '2026-03-11', seen: '2026-03-11' })]);
    expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 120, held: 0, debt: 0 });
    await story.audit();
  });

  test('a redemption that was open is being taken back; an order that was faster still uses it up', async () => {
    await story.settle([ordered('101', '1', 60_00), ordered('102', '2', 60_00)]);
    const first = await redeem('101', '2026-03-02');
    // Both customers’ devices count their attempts from one.
    await redeem('102', '2026-03-02');
    await merge('2026-03-02');
    expect(await redemptions()).toEqual([
      { attempt: `merged/${first.id}`, state: 'releasing', customer_id: '102' },
      { attempt: 'attempt-1', state: 'held', customer_id: '102' },
    ]);
    expect(await story.balance('2026-03-02', '102')).toMatchObject({ available: 40, held: 200 });
    await story.settle([ordered('101', '3', 20_00, { at: '2026-03-02T18:00:00Z', discountCodes: [first.code] })]);
    expect((await redemptions())[0]).toMatchObject({ state: 'captured' });
    expect(await story.balance('2026-03-02', '102')).toMatchObject({ available: 80, held: 100 });
    await story.audit();
  });

  test('points vest and expire on the days of their orders', async () => {
    const definition = defaultDefinition('USD');
    const waiting = { ...definition.earning, vesting: { kind: 'after-days' as const, days: 14 } };
    story = tell(t, await t.shop({ definition: { ...definition, earning: waiting } }));
    await story.settle([ordered('101', '1', 50_00, { at: '2026-03-01' })]);
    await merge();
    expect(await story.balance('2026-03-14', '102')).toMatchObject({ pending: 100, available: 0 });
    expect(await story.balance('2026-03-15', '102')).toMatchObject({ pending: 0, available: 100 });
    expect(await story.balance('2027-03-01', '102')).toMatchObject({ pending: 0, available: 0 });
  });

  test('the old customer means the kept member: their orders, visits and verified address', async () => {
    await story.settle([ordered('101', '1', 50_00)]);
    await story.claim('101', 'ada@example.com', '2026-03-02');
    await merge();
    const kept = await story.memberOf('102');
    expect((await enroll(story.context('2026-03-11'), [{ customerId: '101' }])).memberOf('101')).toBe(kept);
    await story.settle([ordered('101', '5', 10_00, { at: '2026-03-11' })]);
    await story.settle([order({ customerId: undefined, email: 'ada@example.com', orderId: '6', netMinor: 10_00, at: '2026-03-12' })]);
    expect(await story.balance('2026-03-12', '102')).toMatchObject({ available: 140 });
    await story.claim('101', 'ada@example.org', '2026-03-13');
    await story.audit();
  });

  test('an order that went from one to the other before, and left points behind, counts them as what they were', async () => {
    const definition = defaultDefinition('USD');
    const earning = { ...definition.earning, clawback: 'never' as const };
    for (const [from, to] of [
      ['101', '102'],
      ['102', '101'],
    ] as const) {
      story = tell(t, await t.shop({ definition: { ...definition, earning } }));
      await story.settle([ordered('101', '8', 1_00), ordered('102', '9', 1_00)]);
      await story.settle([ordered(from, '1', 50_00)]);
      await story.settle([ordered(to, '1', 50_00, { seen: '2026-03-05' })]);
      await merge();
      expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 204 });
      await story.settle([ordered('102', '1', 80_00, { seen: '2026-03-11' })]);
      // 160 are less than the 200 that are there already.
      expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 204 });
      await story.audit();
    }
  });
});

describe('a merge', () => {
  test('told again changes nothing', async () => {
    await story.settle([ordered('101', '1', 50_00)]);
    expect([await merge(), await merge('2026-03-11')]).toEqual([true, false]);
    expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 100 });
    const { rows } = await t.owner.query(`select action, details ->> 'points' as points from audit_entry where shop_id = $1`, [
      story.shop.id,
    ]);
    expect(rows).toEqual([{ action: 'members.merge', points: '100' }]);
  });

  test('told many times at the same moment happens once', async () => {
    await story.settle([ordered('101', '1', 50_00), ordered('102', '2', 10_00)]);
    const told = await Promise.all(Array.from({ length: 8 }, () => merge()));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 120 });
  });

  test('of somebody who was merged into before takes all along, and the first name still finds them', async () => {
    await story.settle([ordered('101', '1', 50_00), ordered('102', '2', 10_00)]);
    await merge('2026-03-10', '101', '102');
    await merge('2026-03-11', '102', '103');
    expect(await story.balance('2026-03-11', '103')).toMatchObject({ available: 120 });
    expect(await merge('2026-03-12', '101', '102')).toBe(false);
    await story.settle([ordered('101', '1', 0, { seen: '2026-03-12' })]);
    expect(await story.balance('2026-03-12', '103')).toMatchObject({ available: 20, debt: 0 });
    await story.audit();
  });

  test('that is told after a later one ends in the same', async () => {
    await story.settle([ordered('101', '1', 50_00), ordered('102', '2', 10_00)]);
    await merge('2026-03-10', '102', '103');
    await merge('2026-03-11', '101', '102');
    expect(await story.balance('2026-03-11', '103')).toMatchObject({ available: 120 });
  });

  test('the other way round afterwards, or into somebody else, is a conflict', async () => {
    await story.settle([ordered('101', '1', 50_00)]);
    await merge();
    await expect(merge('2026-03-11', '102', '101')).rejects.toMatchObject({ code: 'conflict' });
    await expect(merge('2026-03-11', '101', '103')).rejects.toMatchObject({ code: 'conflict' });
    await expect(merge('2026-03-11', '102', '102')).rejects.toMatchObject({ code: 'invalid_request' });
    await story.audit();
  });

  test('of a customer who never was a member notes whose the number is now', async () => {
    await story.settle([ordered('102', '2', 10_00)]);
    expect(await merge()).toBe(false);
    await story.settle([ordered('101', '1', 50_00, { at: '2026-03-11' })]);
    expect(await story.balance('2026-03-11', '102')).toMatchObject({ available: 120 });
    await story.audit();
  });

  test('into a customer who is no member yet makes them one', async () => {
    await story.settle([ordered('101', '1', 50_00)]);
    await merge();
    expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 100 });
  });

  test('while orders of both come in loses none of them', async () => {
    await story.settle([ordered('101', '1', 50_00), ordered('102', '2', 10_00)]);
    const orders = Array.from({ length: 12 }, (_, i) => ordered(i % 2 === 0 ? '101' : '102', `n${i}`, 1_00, { at: '2026-03-10' }));
    await Promise.all([merge(), ...orders.map((one) => story.settle([one])), merge()]);
    expect(await story.balance('2026-03-10', '102')).toMatchObject({ available: 144 });
    expect(await story.balance('2026-03-10', '101')).toMatchObject({ available: 0, debt: 0 });
    await story.audit();
  });
});

describe('the database', () => {
  test.each([
    ['a merge that is taken back', '101', undefined, /was merged for good/],
    ['a merge into oneself', '103', '103', /cannot be merged/],
    ['a merge of somebody who has points', '103', '102', /still has points/],
    ['a merge into somebody who was merged', '104', '101', /cannot be merged/],
    ['a merge of somebody who took another in', '102', '104', /cannot be merged/],
  ])('refuses %s', async (_name, goneId, keptId, reason) => {
    await story.settle([ordered('101', '1', 50_00), ordered('103', '3', 10_00)]);
    await enroll(story.context('2026-03-01'), [{ customerId: '104' }]);
    await merge();
    const byHand = `update member set merged_into = (select id from member where shop_id = $1 and customer_id = $3) where shop_id = $1 and customer_id = $2`;
    await expect(t.owner.query(byHand, [story.shop.id, goneId, keptId ?? null])).rejects.toThrow(reason);
  });
});
