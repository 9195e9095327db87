import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { instant, order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, publish, type Definition } from '../program/index.ts';
import { endKeep } from './end-keep.ts';
import { invite } from './invite.ts';
import { keepDroppers } from './keep-droppers.ts';
import { standingsNow } from './lives.ts';
import { pinTier } from './pin-tier.ts';
import { restandAll } from './restand-all.ts';
import { restandDue } from './restand-due.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const base = defaultDefinition('USD');
const vip = { id: 'vip', name: 'VIP', thresholdMinor: 0, inviteOnly: true as const, pointsPerMajorUnit: 10, perks: [] };
type Rules = Partial<Definition['qualification']>;

async function shopWith(qualification: Rules, tiers: Definition['tiers'] = [...base.tiers, vip], timeZone?: string): Promise<Story> {
  const definition = { ...base, tiers, qualification: { ...base.qualification, ...qualification } };
  return tell(t, await t.shop({ definition, ...(timeZone !== undefined && { timeZone }) }));
}

const byStaff = (story: Story, at: string): Context => ({ ...story.context(at), actor: { kind: 'staff', userId: '42' } });
const bought = (orderId: string, at: string, netMinor: number) => order({ orderId, at, netMinor });

describe('time goes by', () => {
  test.each<[string, Rules, [string, string][]]>([
    [
      'rolling months',
      {},
      [
        ['2026-03-01', 'pro'],
        ['2027-02-28', 'pro'],
        ['2027-03-01', 'fan'],
      ],
    ],
    [
      'with grace',
      { graceDays: 10 },
      [
        ['2027-03-01', 'pro'],
        ['2027-03-10', 'pro'],
        ['2027-03-11', 'fan'],
      ],
    ],
    [
      'one step at a time',
      { drop: 'one-step' },
      [
        ['2026-03-01', 'pro'],
        ['2027-03-01', 'fan'],
      ],
    ],
    [
      'a calendar year',
      { period: { kind: 'calendar-year', lasts: 'this-year' } },
      [
        ['2026-12-31', 'pro'],
        ['2027-01-01', 'fan'],
      ],
    ],
    [
      'a year and the next',
      { period: { kind: 'calendar-year', lasts: 'next-year' } },
      [
        ['2027-12-31', 'pro'],
        ['2028-01-01', 'fan'],
      ],
    ],
    [
      'years of membership',
      { period: { kind: 'membership-year', lasts: 'this-year' } },
      [
        ['2027-02-28', 'pro'],
        ['2027-03-01', 'fan'],
      ],
    ],
    ['for ever', { period: { kind: 'lifetime' } }, [['2030-01-01', 'pro']]],
  ])('%s', async (_name, rules, days) => {
    const story = await shopWith(rules);
    await story.settle([bought('1', '2026-03-01', 160_00)]);
    for (const [day, tier] of days) {
      await restandDue(story.context(day));
      expect([day, await story.tier()]).toEqual([day, tier]);
      await story.audit();
    }
  });

  test('a refund takes at once what time would have left for a while', async () => {
    for (const rules of [
      { graceDays: 60 },
      { drop: 'one-step' as const },
      { period: { kind: 'calendar-year' as const, lasts: 'next-year' as const } },
    ]) {
      const story = await shopWith(rules);
      await story.settle([bought('1', '2026-03-01', 450_00)]);
      expect(await story.tier()).toBe('icon');
      await story.settle([order({ orderId: '1', at: '2026-03-01', seen: '2026-03-05', netMinor: 10_00 })]);
      expect(await story.tier()).toBe('fan');
      await story.audit();
    }
  });

  test('points and orders reach tiers too, each or all of them', async () => {
    const tiers = base.tiers.map((tier, i) => ({
      ...tier,
      thresholdMinor: 0,
      ...(i > 0 && { thresholdPoints: i * 100, thresholdOrders: i * 2 }),
    }));
    const all = await shopWith({ need: 'all' }, tiers);
    await all.settle([bought('1', '2026-03-01', 60_00)]);
    expect(await all.tier()).toBe('fan');
    await all.settle([bought('2', '2026-03-02', 1_00)]);
    expect(await all.tier()).toBe('pro');
    expect((await all.standings())[0]?.reason).toBe('because order #2 brought your 12-month points to 122 and your 12-month orders to 2');
    await all.audit();
    const any = await shopWith({ need: 'any' }, tiers);
    await any.settle([bought('1', '2026-03-01', 60_00)]);
    expect(await any.tier()).toBe('pro');
    await any.audit();
  });

  test('whatever the rules, what is stored in steps is what both other calculations say', async () => {
    const day = fc.integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n, 17)).toISOString());
    const rules = fc.record({
      need: fc.constantFrom('any' as const, 'all' as const),
      period: fc.oneof(
        fc.record({ kind: fc.constant('rolling-months' as const), months: fc.integer({ min: 1, max: 13 }) }),
        fc.constant({ kind: 'lifetime' as const }),
        fc.record({
          kind: fc.constantFrom('calendar-year' as const, 'membership-year' as const),
          lasts: fc.constantFrom('this-year' as const, 'next-year' as const),
        }),
      ),
      graceDays: fc.constantFrom(0, 0, 7, 90),
      drop: fc.constantFrom('recompute' as const, 'one-step' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(fc.tuple(day, fc.integer({ min: 1_00, max: 200_00 }), fc.constantFrom('101', '102')), { minLength: 2, maxLength: 6 }),
        fc.boolean(),
        async (qualification, orders, measured) => {
          const tiers = base.tiers.map((tier, i) => ({
            ...tier,
            ...(measured && i > 0 && { thresholdPoints: i * 400, thresholdOrders: i + 1 }),
          }));
          const story = await shopWith(qualification, tiers, orders.length % 2 === 0 ? 'Asia/Tokyo' : 'America/New_York');
          const placed = orders.toSorted(([a], [b]) => (a < b ? -1 : 1));
          for (const [i, [at, netMinor, customerId]] of placed.entries()) {
            await restandDue(story.context(at));
            await story.audit();
            await story.settle([order({ orderId: String(i), at, netMinor, customerId })]);
          }
          for (const at of ['2026-07-01T15:00:00Z', '2027-01-01T15:00:00Z', '2029-01-01T15:00:00Z']) {
            await restandDue(story.context(at));
            await story.audit();
          }
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});

describe('staff', () => {
  test('pin a tier until a day; orders meanwhile earn in it, and on the day after the member stands where activity leaves them', async () => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 20_00)]);
    const word = { memberId: await story.memberOf(), tierId: 'icon', until: '2026-06-30', reason: 'A long wait made good' };
    const said = await pinTier(byStaff(story, '2026-03-02'), word);
    expect(said).toMatchObject({ repeated: false, change: { fromTierId: 'fan', toTierId: 'icon' } });
    expect(await pinTier(byStaff(story, '2026-03-03'), word)).toEqual({ repeated: true, change: undefined });
    expect(await story.settle([bought('2', '2026-03-04', 10_00)])).toMatchObject([{ points: 60 }]);
    // One that was placed before the pin earns as it stood then, whenever it is heard of.
    expect(await story.settle([bought('3', '2026-03-01T18:00:00Z', 10_00)], '2026-03-05')).toMatchObject([{ points: 20 }]);
    await restandDue(story.context('2026-06-30'));
    expect(await story.tier()).toBe('icon');
    await story.audit();
    await restandDue(story.context('2026-07-01'));
    expect(await story.standings()).toMatchObject([
      { tier: 'fan', reason: 'because the tier that the shop’s team had chosen has ended, with your 12-month spend at $40.00' },
      { tier: 'icon', reason: 'because the shop’s team chose this tier for you' },
      { tier: 'fan' },
    ]);
    await story.audit();
    const { rows } = await t.owner.query(
      `select actor, action, details from audit_entry where shop_id = $1 and action like 'members.%' order by at`,
      [story.shop.id],
    );
    expect(rows).toEqual([
      {
        actor: { kind: 'staff', userId: '42' },
        action: 'members.pin-tier',
        details: { tierId: 'icon', until: '2026-06-30', fromTierId: 'fan', toTierId: 'icon' },
      },
    ]);
  });

  test('pin anew, which ends the former pin, and end it, which is done once', async () => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 20_00)]);
    const memberId = await story.memberOf();
    const word = { memberId, tierId: 'icon', until: undefined, reason: 'a reason' };
    await pinTier(byStaff(story, '2026-03-02'), word);
    await pinTier(byStaff(story, '2026-03-03'), { ...word, tierId: 'pro' });
    expect(await story.tier()).toBe('pro');
    expect((await endKeep(byStaff(story, '2026-03-04'), memberId, 2)).change?.toTierId).toBe('fan');
    expect(await endKeep(byStaff(story, '2026-03-04'), memberId, 2)).toEqual({ repeated: true, change: undefined });
    await expect(endKeep(byStaff(story, '2026-03-04'), memberId, 9)).rejects.toMatchObject({ code: 'not_found' });
    await story.audit();
  });

  test('invite to a tier by invitation, which nobody reaches otherwise', async () => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 9_000_00)]);
    expect(await story.tier()).toBe('icon');
    const word = { memberId: await story.memberOf(), tierId: 'vip', until: undefined, reason: 'a friend of the house' };
    expect((await invite(byStaff(story, '2026-03-02'), word)).change?.toTierId).toBe('vip');
    // The orders leave the window; the invitation stays.
    await restandDue(story.context('2028-01-01'));
    expect(await story.tier()).toBe('vip');
    await story.audit();
  });

  test.each([
    ['a tier there is not', { tierId: 'diamond' }, 'invalid_request'],
    ['a day that has passed', { until: '2026-03-01' }, 'invalid_request'],
    ['nobody', { memberId: '00000000-0000-7000-8000-000000000000' as never }, 'not_found'],
  ])('cannot name %s', async (_what, wrong, code) => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 20_00)]);
    const word = { memberId: await story.memberOf(), tierId: 'vip', until: undefined, reason: 'a reason', ...wrong };
    await expect(pinTier(byStaff(story, '2026-03-02'), word)).rejects.toMatchObject({ code });
    await expect(invite(byStaff(story, '2026-03-02'), word)).rejects.toMatchObject({ code });
    expect(await story.standings()).toHaveLength(1);
  });

  test('cannot invite to a tier that is earned, and nobody else says anything', async () => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 20_00)]);
    const word = { memberId: await story.memberOf(), tierId: 'pro', until: undefined, reason: 'a reason' };
    await expect(invite(byStaff(story, '2026-03-02'), word)).rejects.toMatchObject({
      code: 'invalid_request',
      publicMessage: 'Pro is reached by what members do. Pin the tier instead.',
    });
    await expect(pinTier(story.context('2026-03-02'), word)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('twenty at once say it once', async () => {
    const story = await shopWith({});
    await story.settle([bought('1', '2026-03-01', 20_00)]);
    const word = { memberId: await story.memberOf(), tierId: 'icon', until: undefined, reason: 'a reason' };
    const all = await Promise.all(Array.from({ length: 20 }, () => pinTier(byStaff(story, '2026-03-02'), word)));
    expect(all.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await story.standings()).toHaveLength(2);
  });
});

describe('new rules', () => {
  const harder = { ...base, tiers: base.tiers.map((tier) => ({ ...tier, thresholdMinor: tier.thresholdMinor * 10 })) };

  test('leave who would drop in their tier until a day, if so published, whatever has them judged first', async () => {
    const story = await shopWith({}, base.tiers);
    await story.settle([bought('1', '2026-03-01', 160_00)]);
    const memberId = await story.memberOf();
    await publish(story.context('2026-03-02'), { basedOnVersion: 1, definition: harder });
    const ctx = story.context('2026-03-03');
    await t.db.transaction(story.shop.id, async (tx) => {
      const program = { version: 2, definition: harder, startsAt: instant('2026-03-02'), keepUntil: '2026-12-31' };
      const standing = (await standingsNow(tx, ctx, harder, [memberId])).get(memberId);
      const judged = { id: memberId, tier_id: 'pro', judged_at: instant('2026-03-01'), standing };
      const kept = await keepDroppers(tx, ctx, program as never, [judged as never]);
      expect([...kept.values()]).toMatchObject([{ kind: 'kept', tierId: 'pro', until: '2026-12-31' }]);
      // Judged by them before: what drops now drops by itself.
      expect((await keepDroppers(tx, ctx, program as never, [{ ...judged, judged_at: instant('2026-03-03') } as never])).size).toBe(0);
    });
    await restandAll(ctx, 2);
    expect(await story.tier()).toBe('pro');
    await story.audit();
    await restandDue(story.context('2027-01-01'));
    expect((await story.standings())[0]).toMatchObject({ tier: 'fan' });
    await story.audit();
  });
});
