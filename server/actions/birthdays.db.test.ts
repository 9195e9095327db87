import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDb } from '../db/testing.ts';
import { mergeCustomers } from '../orders/index.ts';
import { order } from '../orders/testing.ts';
import { defaultDefinition } from '../program/index.ts';
import { birthdayOf, keepBirthday, payBirthdays } from './birthdays.ts';
import { openTest, tellActions, type ActionStory } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await openTest();
});
afterAll(() => t.close());

/** A member whose birthday was told long before. */
async function born(month: number, day: number, change: Parameters<typeof tellActions>[1] = {}): Promise<ActionStory> {
  const s = await tellActions(t, change);
  await keepBirthday(s.at('2025-06-01'), await s.join('101', '2025-01-01'), { month, day });
  return s;
}

describe('a birthday is paid on the day, where the shop is', () => {
  test.each([
    // 10 March begins in New York at 05:00 UTC, in Tokyo the day before at 15:00.
    ['America/New_York', '2026-03-10T04:00:00Z'],
    ['Asia/Tokyo', '2026-03-09T15:00:00Z'],
  ])('in %s', async (timeZone, midnight) => {
    const s = await born(3, 10, { timeZone });
    const at = (ms: number) => s.at(new Date(Date.parse(midnight) + ms).toISOString());
    expect(await payBirthdays(at(-1))).toBe(0);
    expect(await payBirthdays(at(0))).toBe(1);
    expect(await payBirthdays(at(60_000))).toBe(0);
    expect(await s.points('2026-03-20')).toBe(100);
    await s.audit();
  });

  test('every year again', async () => {
    const s = await born(3, 10);
    for (const at of ['2026-03-10', '2026-03-11', '2027-03-10', '2027-03-10', '2028-03-10']) await payBirthdays(s.at(at));
    const { rows } = await t.owner.query('select period from action_done where shop_id = $1 order by 1', [s.story.shop.id]);
    expect(rows).toEqual([{ period: '2026' }, { period: '2027' }, { period: '2028' }]);
    await s.audit();
  });

  test.each([
    ['2028-02-28', 0],
    ['2028-02-29', 1],
    ['2027-02-27', 0],
    ['2027-02-28', 1],
  ])('of 29 February on %s: %d', async (day, paid) => {
    const s = await born(2, 29);
    expect(await payBirthdays(s.at(day))).toBe(paid);
  });

  test('of 28 February only on the 28th', async () => {
    const s = await born(2, 28);
    expect(await payBirthdays(s.at('2028-02-28'))).toBe(1);
    expect(await payBirthdays(s.at('2028-02-29'))).toBe(0);
  });

  test('a few days later when nothing ran that day, but in its own year', async () => {
    const s = await born(12, 31);
    expect(await payBirthdays(s.at('2027-01-03'))).toBe(1);
    const { rows } = await t.owner.query(`select period, at from action_done where shop_id = $1`, [s.story.shop.id]);
    expect(rows).toEqual([{ period: '2026', at: new Date('2026-12-31T05:00:00Z') }]);
    expect(await payBirthdays(s.at('2027-12-31'))).toBe(1);
    await s.audit();
  });

  test('not a week later', async () => {
    const s = await born(3, 10);
    expect(await payBirthdays(s.at('2026-03-16'))).toBe(1);
    const late = await born(3, 10);
    expect(await payBirthdays(late.at('2026-03-17'))).toBe(0);
  });
});

describe('changing it', () => {
  test('does not pay twice in a year', async () => {
    const s = await born(3, 10);
    await payBirthdays(s.at('2026-03-10'));
    await keepBirthday(s.at('2026-03-11'), await s.story.memberOf(), { month: 9, day: 1 });
    expect(await payBirthdays(s.at('2026-09-01'))).toBe(0);
    expect(await payBirthdays(s.at('2027-03-10'))).toBe(0);
    expect(await payBirthdays(s.at('2027-09-01'))).toBe(1);
    await s.audit();
  });

  test.each([
    ['on the day itself counts', '2026-03-10', 1],
    ['the day after waits for the next one', '2026-03-11', 0],
  ])('to a day and telling it %s', async (_what, told, paid) => {
    const s = await tellActions(t);
    await keepBirthday(s.at(told), await s.join('101', '2026-01-01'), { month: 3, day: 10 });
    expect(await payBirthdays(s.at('2026-03-12'))).toBe(paid);
  });

  test('to the same day changes nothing, so that it does not make it late', async () => {
    const s = await born(3, 10);
    await keepBirthday(s.at('2026-03-11'), await s.story.memberOf(), { month: 3, day: 10 });
    expect(await payBirthdays(s.at('2026-03-12'))).toBe(1);
  });

  test('works once a year, beside a slip on the same day', async () => {
    const s = await born(3, 10);
    const change = async (at: string, month: number) => keepBirthday(s.at(at), await s.story.memberOf(), { month, day: 1 });
    await change('2026-02-01', 4);
    await change('2026-02-01', 5);
    await expect(change('2026-12-31', 6)).rejects.toMatchObject({ code: 'refused', details: { again: '2027-01-01' } });
    const memberId = await s.story.memberOf();
    const forged = `update birthday set month = 6, given_at = '2026-12-30' where shop_id = $1 and member_id = $2`;
    await expect(t.owner.query(forged, [s.story.shop.id, memberId])).rejects.toMatchObject({ code: '23L34' });
    await change('2027-01-01', 6);
  });

  test.each([
    [2, 30],
    [4, 31],
    [13, 1],
    [0, 1],
    [1, 0],
    [1.5, 1],
  ])('to %d-%d is refused', async (month, day) => {
    const s = await tellActions(t);
    const memberId = await s.join();
    await expect(keepBirthday(s.at('2026-03-01'), memberId, { month, day })).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

describe('who gets how much', () => {
  test('the points of the tier come before those of the action', async () => {
    const tiers = defaultDefinition('USD').tiers.map((tier) => (tier.id === 'pro' ? { ...tier, birthdayPoints: 250 } : tier));
    const s = await born(3, 10, { tiers });
    await s.story.settle([order({ at: '2026-01-05', netMinor: 200_00 }), order({ orderId: '2', customerId: '102', at: '2026-01-05' })]);
    await keepBirthday(s.at('2026-01-06'), await s.join('102'), { month: 3, day: 10 });
    expect(await payBirthdays(s.at('2026-03-10'))).toBe(2);
    expect(await s.points('2026-03-10', '101')).toBe(400 + 250);
    expect(await s.points('2026-03-10', '102')).toBe(48 + 100);
    await s.audit();
  });

  test('who joined after the day waits a year', async () => {
    const s = await tellActions(t);
    const memberId = await s.join('101', '2026-03-11');
    await t.owner.query(`insert into birthday values ($1, $2, 3, 10, '2026-01-01')`, [s.story.shop.id, memberId]);
    expect(await payBirthdays(s.at('2026-03-12'))).toBe(0);
  });

  test('two who became one have one birthday: the kept one’s, or the one that was told', async () => {
    const s = await tellActions(t);
    const [gone, kept] = [await s.join('101', '2025-01-01'), await s.join('102', '2025-01-01')];
    await keepBirthday(s.at('2025-06-01'), gone, { month: 3, day: 10 });
    await mergeCustomers(s.at('2026-01-01'), { keptId: '102', goneId: '101' });
    expect(await t.db.read(s.story.shop.id, (tx) => birthdayOf(tx, s.at('2026-01-01'), kept))).toEqual({ month: 3, day: 10 });
    expect(await payBirthdays(s.at('2026-03-10'))).toBe(1);
    await keepBirthday(s.at('2026-03-11'), kept, { month: 5, day: 5 });
    expect(await payBirthdays(s.at('2026-05-05'))).toBe(0);
    expect(await payBirthdays(s.at('2027-03-10'))).toBe(0);
    expect(await payBirthdays(s.at('2027-05-05'))).toBe(1);
    await s.audit();
  });

  test('eleven hundred at once, in batches; two who work at the same moment pay each once', async () => {
    const s = await tellActions(t);
    const count = 1_100;
    await t.owner.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, standing_seq, judged_at)
       select $1, gen_random_uuid(), (1000 + i)::text, '2025-01-01', 'fan', 1, '2025-01-01' from generate_series(1, $2) i`,
      [s.story.shop.id, count],
    );
    await t.owner.query(`insert into birthday select shop_id, id, 3, 10, '2025-01-01' from member where shop_id = $1`, [s.story.shop.id]);
    const [a, b] = await Promise.all([payBirthdays(s.at('2026-03-10')), payBirthdays(s.at('2026-03-10'))]);
    expect(a + b).toBe(count);
    const { rows } = await t.owner.query('select count(*)::int as members, sum(available)::int as points from balance where shop_id = $1', [
      s.story.shop.id,
    ]);
    expect(rows).toEqual([{ members: count, points: count * 100 }]);
  });
});
