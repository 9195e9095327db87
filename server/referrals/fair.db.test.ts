import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderFacts } from '../core/facts.ts';
import type { MemberId } from '../core/id.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { enroll } from '../members/index.ts';
import { postDue } from '../ledger/index.ts';
import { mergeCustomers } from '../orders/index.ts';
import { instant, order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { seeded } from '../simulation/random.ts';
import { claimReferral, codeOf, consider, vestReferrals } from './index.ts';

const base = defaultDefinition('USD');
const thanks = { friend: 70, advocate: 300, second: 900 };
const limit = 3;
const definition: Definition = {
  ...base,
  // So that points are the referral's alone.
  tiers: base.tiers.map(({ entryGift: _, ...tier }) => tier),
  earning: { ...base.earning, clawback: 'unlimited' },
  referral: {
    friend: { kind: 'points', points: thanks.friend },
    advocate: { kind: 'points', points: thanks.advocate },
    ladder: [{ friends: 2, advocate: { kind: 'points', points: thanks.second } }],
    minimumOrderMinor: 20_00,
    newCustomersOnly: true,
    vestDays: 14,
    limitPerAdvocate: { times: limit, per: 'month' },
  },
};

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const friends = ['201', '202', '203', '204', '205'];

interface World {
  readonly story: Story;
  readonly code: string;
  readonly idOf: (customerId: string) => MemberId;
}

async function world(program: Definition = definition): Promise<World> {
  const shop = await t.shop({ definition: program });
  const story = tell(t, shop);
  const members = await enroll(
    story.context('2026-01-01'),
    ['101', ...friends].map((customerId) => ({ customerId })),
  );
  const code = await t.db.transaction(shop.id, (tx) => codeOf(tx, story.context('2026-01-01'), members.memberOf('101')));
  return { story, code, idOf: (customerId) => members.memberOf(customerId) };
}

const claim = ({ code, idOf, story }: World, customerId: string, at: string, day: string) =>
  claimReferral(story.context(at), { friendId: idOf(customerId), code, at: instant(day) });

async function night({ story }: World, at: string): Promise<void> {
  const ctx = story.context(at);
  await vestReferrals(ctx);
  await postDue(t.db, story.shop, ctx.now);
}

interface Standing {
  readonly referral: string;
  readonly state: string;
  readonly friend: string;
  /** Points of thanks that stand, counted from postings apart from the code that makes them. */
  readonly forFriend: number;
  readonly forAdvocate: number;
  readonly month: string | null;
}

async function standings({ story }: World): Promise<Standing[]> {
  const { rows } = await t.owner.query<Standing>(
    `select r.id as referral, f.customer_id as friend,
       (select state from referral_step s where s.shop_id = r.shop_id and s.referral_id = r.id order by seq desc limit 1) as state,
       (select to_char(o.processed_at, 'YYYY-MM') from referral_step s join shop_order o on o.shop_id = s.shop_id and o.order_id = s.order_id
        where s.shop_id = r.shop_id and s.referral_id = r.id and s.state = 'qualified' order by seq desc limit 1) as month,
       coalesce((select sum(case p.kind when 'issue' then p.points else -p.points end) from posting p where p.shop_id = r.shop_id
         and p.key like 'referral/' || r.id || '/friend%'), 0)::int as "forFriend",
       coalesce((select sum(case p.kind when 'issue' then p.points else -p.points end) from posting p where p.shop_id = r.shop_id
         and p.key like 'referral/' || r.id || '/advocate%'), 0)::int as "forAdvocate"
     from referral r join member f on f.shop_id = r.shop_id and f.id = r.friend_id where r.shop_id = $1 order by f.customer_id`,
    [story.shop.id],
  );
  return rows;
}

/** What must hold at every moment, whatever happened. */
async function isFair(w: World): Promise<void> {
  const all = await standings(w);
  for (const { forAdvocate, forFriend, state } of all) {
    expect([0, thanks.friend]).toContain(forFriend);
    expect([0, thanks.advocate, thanks.second]).toContain(forAdvocate);
    const counts = state === 'qualified' || state === 'vested';
    expect([state, forFriend, counts || forAdvocate === 0]).toEqual([state, counts ? thanks.friend : 0, true]);
  }
  expect(all.filter(({ forAdvocate }) => forAdvocate === thanks.second).length).toBeLessThanOrEqual(1);
  const paid = Map.groupBy(
    all.filter(({ forAdvocate }) => forAdvocate > 0),
    ({ month }) => month,
  );
  for (const [, ones] of paid) expect(ones.length).toBeLessThanOrEqual(limit);
}

test('no order of events pays twice, over the limit, one rung twice, or a referral that does not count', async () => {
  const ended = new Set<string>();
  for (let seed = 1; seed <= 14; seed++) {
    const random = seeded(seed);
    const w = await world();
    // Every friend has a first order whose snapshots may arrive in any order: good, refunded, edited up again, cancelled or unpaid.
    const snapshot = (customerId: string): OrderFacts => {
      const minute = random.int(0, 59);
      const kind = random.weighted({ good: 3, small: 1, cancelled: 1, unpaid: 1 });
      const orderId = `${customerId}${random.chance(0.8) ? '0' : '1'}`;
      const day = `2026-0${3 + (Number(customerId) % 2)}-${orderId.endsWith('0') ? '12' : '14'}`;
      return order({
        orderId,
        customerId,
        at: day,
        seen: `${day}T18:${String(minute).padStart(2, '0')}:00Z`,
        netMinor: kind === 'small' ? 10_00 : 50_00,
        paid: kind !== 'unpaid',
        ...(kind === 'cancelled' && { cancelled: `${day}T18:${String(minute).padStart(2, '0')}:00Z` }),
      });
    };
    let today = Date.parse('2026-04-20T17:00:00Z');
    for (let i = 0; i < 30; i++) {
      const at = new Date(today).toISOString();
      const customerId = random.pick(friends) ?? '201';
      switch (random.weighted({ claim: 2, order: 4, night: 1, look: 1, merge: 1 })) {
        case 'claim':
          await claim(w, customerId, at, '2026-03-10');
          break;
        case 'order':
          await w.story.settle([snapshot(customerId)], at);
          break;
        case 'night':
          today += random.int(0, 11) * 86_400_000;
          await night(w, new Date(today).toISOString());
          break;
        case 'merge':
          // Rarely, or soon everybody is one.
          if (random.chance(0.25)) {
            const [goneId = '', keptId = ''] = random.shuffled(['101', ...friends]);
            const gone = await t.owner.query(
              'select from member where shop_id = $1 and customer_id = any($2) and merged_into is not null',
              [w.story.shop.id, [goneId, keptId]],
            );
            if (gone.rowCount === 0) await mergeCustomers(w.story.context(at), { goneId, keptId });
          }
          break;
        default:
          await t.db.transaction(w.story.shop.id, (tx) => consider(tx, w.story.context(at), [w.idOf(customerId)]));
      }
      await isFair(w);
    }
    await w.story.audit();
    for (const { state } of await standings(w)) ended.add(state);
  }
  // Else the histories would prove nothing.
  expect([...ended].toSorted()).toEqual(['claimed', 'qualified', 'refused', 'reversed', 'vested']);
});

const good = (customerId: string, at: string) => order({ orderId: `${customerId}0`, customerId, at, netMinor: 50_00 });
const outcome = async (w: World) => (await standings(w)).map(({ state, forFriend, forAdvocate }) => [state, forFriend, forAdvocate]);

test('a rung that was taken back is the next friend’s', async () => {
  const w = await world();
  for (const [i, friend] of ['201', '202', '203'].entries()) {
    await claim(w, friend, '2026-03-10', '2026-03-10');
    await w.story.settle([good(friend, `2026-03-1${i + 1}`)]);
  }
  expect(await outcome(w)).toEqual([
    ['qualified', 70, 300],
    ['qualified', 70, 900],
    ['qualified', 70, 300],
  ]);
  await w.story.settle([{ ...good('202', '2026-03-12'), cancelledAt: instant('2026-03-14'), updatedAt: instant('2026-03-14') }]);
  await claim(w, '204', '2026-03-15', '2026-03-15');
  await w.story.settle([good('204', '2026-03-15')]);
  expect(await outcome(w)).toEqual([
    ['qualified', 70, 300],
    ['reversed', 0, 0],
    ['qualified', 70, 300],
    ['qualified', 70, 900],
  ]);
});

test('over the limit the friend is thanked and the advocate is not; the period is the one the order falls in', async () => {
  const w = await world();
  for (const [i, friend] of friends.slice(0, 4).entries()) {
    await claim(w, friend, '2026-03-01', '2026-03-01');
    await w.story.settle([good(friend, `2026-03-1${i}`)]);
  }
  await claim(w, '205', '2026-03-20', '2026-03-01');
  // Heard of in April, paid in March.
  await w.story.settle([good('205', '2026-03-19')], '2026-04-02');
  expect(await outcome(w)).toEqual([
    ['qualified', 70, 300],
    ['qualified', 70, 900],
    ['qualified', 70, 300],
    ['qualified', 70, 0],
    ['vested', 70, 0],
  ]);
  const { rows } = await t.owner.query(
    `select reasons from referral_step where shop_id = $1 and state = 'qualified' and nth is null limit 1`,
    [w.story.shop.id],
  );
  expect(rows[0].reasons.at(-1)).toEqual({ code: 'limit-reached', times: 3, per: 'month' });
});

test('an order nobody paid says nothing; a refund after the window takes back what the merchant takes back of anything', async () => {
  const w = await world();
  await claim(w, '201', '2026-03-10', '2026-03-10');
  await w.story.settle([{ ...good('201', '2026-03-11'), orderId: '1', paid: false }]);
  await w.story.settle([good('201', '2026-03-12')]);
  expect(await outcome(w)).toEqual([['qualified', 70, 300]]);
  await night(w, '2026-03-25');
  expect(await outcome(w)).toEqual([['qualified', 70, 300]]);
  await night(w, '2026-03-26');
  expect(await outcome(w)).toEqual([['vested', 70, 300]]);
  expect(await w.story.balance('2026-03-26', '101')).toMatchObject({ available: 300, pending: 0 });
  await w.story.settle([{ ...good('201', '2026-03-12'), cancelledAt: instant('2026-04-02'), updatedAt: instant('2026-04-02') }]);
  expect(await outcome(w)).toEqual([['reversed', 0, 0]]);
  await w.story.audit();
});

test('of two referrals of one customer the earlier claim counts, and the other is taken back', async () => {
  const w = await world();
  const other = await t.db.transaction(w.story.shop.id, (tx) => codeOf(tx, w.story.context('2026-01-01'), w.idOf('205')));
  await claim(w, '201', '2026-03-10', '2026-03-10');
  await claimReferral(w.story.context('2026-03-11'), { friendId: w.idOf('202'), code: other, at: instant('2026-03-11') });
  await w.story.settle([good('201', '2026-03-12'), good('202', '2026-03-13')]);
  expect(await outcome(w)).toEqual([
    ['qualified', 70, 300],
    ['qualified', 70, 300],
  ]);
  await mergeCustomers(w.story.context('2026-03-14'), { goneId: '201', keptId: '202' });
  expect(await outcome(w)).toEqual([
    ['qualified', 70, 300],
    ['reversed', 0, 0],
  ]);
  await w.story.audit();
});
