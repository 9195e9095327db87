import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../context.ts';
import type { OrderFacts } from '../core/facts.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { enroll } from '../members/index.ts';
import { order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { seeded } from '../simulation/random.ts';
import { claimReferral, codeOf, consider } from './index.ts';

const base = defaultDefinition('USD');
const definition: Definition = {
  ...base,
  // So that points are the referral's alone.
  tiers: base.tiers.map((tier) => ({ ...tier, entryGift: undefined })).map(({ entryGift: _, ...tier }) => tier),
  earning: { ...base.earning, clawback: 'unlimited' },
  referral: {
    friend: { kind: 'points', points: 70 },
    advocate: { kind: 'points', points: 300 },
    minimumOrderMinor: 20_00,
    newCustomersOnly: true,
    vestDays: 14,
    limitPerAdvocate: { times: 5, per: 'year' },
  },
};

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

/** What can be heard of in any order. */
type Heard = { readonly order: OrderFacts } | 'claim' | 'look';

interface Ended {
  readonly state: string;
  readonly thanks: { readonly friend: number; readonly advocate: number };
}

async function play(events: readonly Heard[]): Promise<Ended> {
  const shop = await t.shop({ definition });
  const story = tell(t, shop);
  const at = '2026-03-20';
  const ctx = story.context(at);
  const members = await enroll(story.context('2026-01-01'), [{ customerId: '101' }, { customerId: '102' }]);
  const [advocate, friend] = [members.memberOf('101'), members.memberOf('102')];
  const code = await t.db.transaction(shop.id, (tx) => codeOf(tx, ctx, advocate));
  for (const event of events) {
    if (event === 'claim') await claimReferral(ctx, { friendId: friend, code, at: new Date('2026-03-10T12:00:00Z') });
    else if (event === 'look') await t.db.transaction(shop.id, (tx) => consider(tx, ctx, [friend]));
    else await story.settle([event.order], at);
  }
  await story.audit();
  return {
    state: await stateNow(shop.id),
    thanks: { friend: await thanksOf(story, ctx, friend), advocate: await thanksOf(story, ctx, advocate) },
  };
}

async function stateNow(shopId: number): Promise<string> {
  const { rows } = await t.owner.query<{ state: string }>('select state from referral_step where shop_id = $1 order by seq desc limit 1', [
    shopId,
  ]);
  return rows[0]?.state ?? 'none';
}

/** What is left of thanks, counted from the postings apart from the code that makes them. */
async function thanksOf({ shop }: Story, _ctx: Context, memberId: string): Promise<number> {
  const { rows } = await t.owner.query<{ sum: string }>(
    `select coalesce(sum(case kind when 'issue' then points else -points end), 0)::text as sum from posting
     where shop_id = $1 and member_id = $2 and key like 'referral/%'`,
    [shop.id, memberId],
  );
  return Number(rows[0]?.sum);
}

const seen = (minute: number) => `2026-03-15T12:${String(minute).padStart(2, '0')}:00Z`;
const friends = { customerId: '102', at: '2026-03-12' };
const first = { orderId: '1', ...friends, netMinor: 50_00, seen: seen(1) };
const stories: Readonly<Record<string, { readonly events: readonly Heard[]; readonly ends: 'paid' | 'nothing' }>> = {
  'one good order': { events: ['claim', { order: order(first) }], ends: 'paid' },
  'a good order and a later one': {
    events: ['claim', { order: order(first) }, { order: order({ ...first, orderId: '2', at: '2026-03-14' }) }],
    ends: 'paid',
  },
  'refunded below the minimum': {
    events: ['claim', { order: order(first) }, { order: order({ ...first, netMinor: 10_00, seen: seen(5) }) }],
    ends: 'nothing',
  },
  'cancelled, and bought once more': {
    events: [
      'claim',
      { order: order(first) },
      { order: order({ ...first, cancelled: seen(5), seen: seen(5) }) },
      { order: order({ ...first, orderId: '2', at: '2026-03-14' }) },
    ],
    ends: 'nothing',
  },
  'an order before the claim': {
    events: ['claim', { order: order({ ...first, orderId: '9', at: '2026-02-01' }) }, { order: order(first) }],
    ends: 'nothing',
  },
};

const outcomes = {
  paid: { states: ['qualified'], thanks: { friend: 70, advocate: 300 } },
  nothing: { states: ['refused', 'reversed', 'claimed'], thanks: { friend: 0, advocate: 0 } },
};

test.each(Object.entries(stories))('%s: whatever is heard first, and however often, it ends the same', async (_name, { ends, events }) => {
  const random = seeded(11);
  for (let i = 0; i < 12; i++) {
    const heard = random.shuffled<Heard>([...events, ...events, 'look']);
    const { state, thanks } = await play(heard);
    expect(outcomes[ends].states).toContain(state);
    expect(thanks).toEqual(outcomes[ends].thanks);
  }
});
