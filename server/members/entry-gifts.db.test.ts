import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { mergeCustomers, settle } from '../orders/index.ts';
import { order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, publish } from '../program/index.ts';
import { enroll } from './enroll.ts';
import { pinTier } from './pin-tier.ts';
import { restandAll } from './restand-all.ts';
import { restandDue } from './restand-due.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const base = defaultDefinition('USD');
const byStaff = (story: Story, at: string): Context => ({ ...story.context(at), actor: { kind: 'staff', userId: '42' } });
const bought = (orderId: string, at: string, netMinor: number) => order({ orderId, at, netMinor });

describe('what a tier gives to who enters it', () => {
  const gift = (points: number) => ({ entryGift: { kind: 'points' as const, points } });
  const tiers = base.tiers.map((tier, i) => ({ ...tier, ...gift([5, 50, 500][i] ?? 0) }));
  const shopOf = async (promised: typeof tiers) => tell(t, await t.shop({ definition: { ...base, tiers: promised } }));
  const gifts = async (story: Story) => {
    const { rows } = await t.owner.query<{ customer_id: string; key: string; points: number }>(
      `select m.customer_id, split_part(p.key, '/', 3) as key, p.points from posting p join member m on m.shop_id = p.shop_id and m.id = p.member_id
       where p.shop_id = $1 and p.key like 'entry-gift/%' order by m.customer_id, p.no`,
      [story.shop.id],
    );
    return rows.map(({ customer_id, key, points }) => `${customer_id}: ${key} ${points}`);
  };

  test('comes once for ever, however often the tier is left and entered again, and is not taken back', async () => {
    const story = await shopOf(tiers);
    await enroll(story.context('2026-02-01'), [{ customerId: '101' }]);
    expect(await gifts(story)).toEqual(['101: fan 5']);
    await story.settle([bought('1', '2026-03-01', 160_00)]);
    await story.settle([order({ orderId: '1', at: '2026-03-01', seen: '2026-03-02', netMinor: 1_00 })]);
    expect(await story.tier()).toBe('fan');
    await story.settle([bought('2', '2026-03-03', 160_00)]);
    expect(await story.tier()).toBe('pro');
    await pinTier(byStaff(story, '2026-03-04'), { memberId: await story.memberOf(), tierId: 'icon', until: undefined, reason: 'a reason' });
    expect(await gifts(story)).toEqual(['101: fan 5', '101: pro 50', '101: icon 500']);
    await story.audit();
  });

  test('comes once for two who become one', async () => {
    const story = await shopOf(tiers);
    await story.settle([bought('1', '2026-03-01', 160_00), order({ orderId: '2', customerId: '102', at: '2026-03-01', netMinor: 10_00 })]);
    await mergeCustomers(story.context('2026-03-02'), { goneId: '101', keptId: '102' });
    expect(await story.tier('102')).toBe('pro');
    expect(await gifts(story)).toEqual(['101: fan 5', '101: pro 50', '102: fan 5']);
    await story.audit();
  });

  test('does not come with history that is brought over, then or later', async () => {
    const story = await shopOf(tiers);
    const facts = [order({ orderId: '1', at: '2026-02-01', netMinor: 160_00 })];
    await settle(story.context('2026-03-01'), facts, { emailHash: (email) => email, imported: true });
    expect(await story.tier()).toBe('pro');
    await restandDue(story.context('2027-03-01'));
    await story.settle([bought('2', '2027-03-02', 160_00)]);
    expect(await story.tier()).toBe('pro');
    expect(await gifts(story)).toEqual([]);
  });

  test('comes with new rules that lift somebody', async () => {
    const story = await shopOf(tiers);
    await story.settle([bought('1', '2026-03-01', 100_00)]);
    const easier = { ...base, tiers: tiers.map((tier) => ({ ...tier, thresholdMinor: tier.thresholdMinor / 2 })) };
    await publish(story.context('2026-03-02'), { basedOnVersion: 1, definition: easier });
    await restandAll(story.context('2026-03-03'), 2);
    await restandAll(story.context('2026-03-03'), 2);
    expect(await gifts(story)).toEqual(['101: fan 5', '101: pro 50']);
    await story.audit();
  });
});
