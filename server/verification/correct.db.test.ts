import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Context } from '../context.ts';
import { minor } from '../core/money.ts';
import { points } from '../core/points.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { post, type Operation } from '../ledger/index.ts';
import { instant, order, tell, type Story } from '../orders/testing.ts';
import { defaultDefinition, type Definition } from '../program/index.ts';
import { checkBooks, correct, lastChecks, type KeptDifference } from './index.ts';
import { tamper } from './testing.ts';

let t: TestDb;
let story: Story;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());
beforeEach(async () => {
  story = await furnished('unlimited');
});

/** Three orders of two members, one hold, and a spend, so that there is something to get wrong. */
async function furnished(clawback: Definition['earning']['clawback']): Promise<Story> {
  const definition = defaultDefinition('USD');
  const one = tell(t, await t.shop({ definition: { ...definition, earning: { ...definition.earning, clawback } } }));
  await one.settle([
    order({ netMinor: 96_00 }),
    order({ orderId: '1002', lines: [{ netMinor: minor(20_00) }, { netMinor: minor(5_00), giftCard: true }] }),
    order({ orderId: '1003', customerId: '102', netMinor: 10_00 }),
  ]);
  const memberId = await one.memberOf();
  await one.spend(memberId, 30);
  const hold = { kind: 'hold', memberId, points: points(20), holdKey: `hold/${memberId}`, until: instant('2027-01-01') } as const;
  await posted(one, { ...hold, key: `hold/${memberId}`, at: now, cause: { kind: 'redemption', ref: 'r' } });
  return one;
}

const now = instant('2026-03-10');
const staff = (of: Story): Context => ({ ...of.context('2026-03-10'), actor: { kind: 'staff', userId: '42' } });
const posted = (of: Story, operation: Operation) => t.db.transaction(of.shop.id, (tx) => post(tx, of.shop, now, [operation]));
const differences = async (of = story) => (await checkBooks(staff(of))).differences;
const words = ({ what, stored, derived }: KeptDifference) => `${what}: ${stored}, should be ${derived}`;
const request = ({ memberId, what, stored, derived }: KeptDifference, attempt = randomUUID()) => ({
  attempt,
  memberId,
  what,
  stored,
  derived,
  reason: 'found by the check',
});

/** Points behind the back of the order: what a script or a wrong hand could post by all laws. */
async function byHand(of: Story, kind: 'issue' | 'claw-back', count: number): Promise<void> {
  const named = { memberId: await of.memberOf(), points: points(count), origin: 'order/1001', key: `by-hand/${kind}`, at: now } as const;
  const cause = { kind: 'staff', ref: '1', note: 'a slip' } as const;
  await posted(
    of,
    kind === 'issue' ? { ...named, cause, kind, into: 'available', source: 'adjustment' } : { ...named, cause, kind, policy: 'unlimited' },
  );
}

/** Every row of the shop but those of the check itself, as text, with their tables. */
async function everything(of: Story): Promise<Map<string, string[]>> {
  const tables = [
    'balance',
    'posting',
    'entry',
    'lot',
    'hold',
    'shop_order',
    'standing',
    'member',
    'program_version',
    'redemption',
    'audit_entry',
  ];
  const all = new Map<string, string[]>();
  for (const table of tables) {
    const { rows } = await t.owner.query<{ row: string }>(
      `select row_to_json(x)::text as row from ${table} x where shop_id = $1 order by 1`,
      [of.shop.id],
    );
    all.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return all;
}

/** How many rows are new or other, by table. */
function changes(before: Map<string, string[]>, after: Map<string, string[]>): Record<string, number> {
  const counts = [...after].map(([table, rows]) => [table, rows.filter((row) => !before.get(table)?.includes(row)).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

describe('a difference carries what puts it right', () => {
  test('an order whose lots have too little: issue the rest', async () => {
    await byHand(story, 'claw-back', 42);
    const [one, ...more] = await differences();
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      what: 'points of order #1001',
      stored: 192,
      derived: 150,
      correction: { kind: 'order', posting: { kind: 'issue', points: 42, origin: 'order/1001' } },
    });
    expect(one?.correction?.text).toBe('Issue 42 points with order #1001, in your name. It should have 192 points, and has 150 points.');
  });

  test.each([
    ['unlimited', 'also if they were spent: then they are owed'],
    ['within-balance', 'as far as they are there'],
    ['pending-only', 'as far as they are still pending'],
    ['never', 'which the programme’s policy leaves with the member: it is noted as waived'],
  ] as const)('one whose lots have too much, %s: take back by the policy', async (policy, how) => {
    const other = await furnished(policy);
    await byHand(other, 'issue', 8);
    const [one] = await differences(other);
    expect(one?.correction?.text).toBe(
      `Take back 8 points of order #1001, in your name, ${how}. It should have 192 points, and has 200 points.`,
    );
    expect(await correct(staff(other), request(one as KeptDifference))).toMatchObject({ correction: 'order' });
    expect(await differences(other)).toEqual([]);
    expect(await other.balance('2026-03-10')).toMatchObject({ available: policy === 'pending-only' || policy === 'never' ? 190 : 182 });
    // The waived part is known to the next settlement too.
    await other.settle([order({ netMinor: 100_00, seen: '2026-03-11' })]);
    expect(await differences(other)).toEqual([]);
    expect(await other.balance('2026-03-11')).toMatchObject({ available: 190 });
  });

  test('a journal that is wrong: nothing of ours, but where it begins', async () => {
    await tamper(t, 'entry', 'update entry set points = points - 1 where shop_id = $1 and member_id = $2 and seq = 2', [
      story.shop.id,
      await story.memberOf(),
    ]);
    const found = await differences();
    expect(found.length).toBeGreaterThan(0);
    for (const one of found.filter(({ what }) => !what.startsWith('posting ')))
      expect(one).toMatchObject({ correction: null, firstWrongSeq: 2 });
    expect(found[0]?.instead).toMatch(
      /^The journal itself is not whole: entry 2 of member .* does not continue its member or its lot\. Nothing can be derived/,
    );
  });

  test('a lot that is gone: a backup, because its days stand nowhere else', async () => {
    await tamper(t, 'lot', 'delete from lot where shop_id = $1 and member_id = $2 and no = 2', [story.shop.id, await story.memberOf()]);
    const found = (await differences()).filter(({ what }) => what.startsWith('lot 2'));
    expect(found[0]?.instead).toContain('lot 2 is gone');
  });

  test('a standing that is missing: a backup', async () => {
    await tamper(t, 'standing', `delete from standing where shop_id = $1 and member_id = $2 and seq = 1`, [
      story.shop.id,
      await story.memberOf(),
    ]);
    expect(await differences()).toMatchObject([
      { what: 'number of standings', correction: null, instead: expect.stringContaining('A standing of this member is missing') },
    ]);
  });
});

describe('applied, the check finds nothing and nothing else has changed', () => {
  const cases: [title: string, table: string, sql: string, found: string[], changed: Record<string, number>][] = [
    [
      'a balance',
      'balance',
      'update balance set available = available + 7 where shop_id = $1 and member_id = $2',
      ['available points: 189, should be 182'],
      { balance: 1 },
    ],
    [
      'held points',
      'balance',
      'update balance set held = 0, debt = 3 where shop_id = $1 and member_id = $2',
      ['held points by open holds: 0, should be 20', 'held points: 0, should be 20', 'points owed: 3, should be 0'],
      { balance: 1 },
    ],
    [
      'counters',
      'balance',
      'update balance set last_seq = 99, last_posting_no = 98 where shop_id = $1 and member_id = $2',
      ['number of entries: 99, should be 4', 'number of postings: 98, should be 4'],
      { balance: 1 },
    ],
    [
      'a due day that comes too late',
      'balance',
      `update balance set next_due = '2099-01-01' where shop_id = $1 and member_id = $2`,
      ['next due day: 36160, should be 9921'],
      { balance: 1 },
    ],
    [
      'a lot',
      'lot',
      'update lot set redeemed = 0, available = available + 30 where shop_id = $1 and member_id = $2 and no = 1',
      ['lot 1, available points: 172, should be 142', 'lot 1, redeemed points: 0, should be 30'],
      { lot: 1 },
    ],
    [
      'a lot that says it is empty',
      'lot',
      'update lot set open = false where shop_id = $1 and member_id = $2 and no = 2',
      ['lot 2, open: 0, should be 1'],
      { lot: 1 },
    ],
    [
      'a hold',
      'hold',
      `update hold set state = 'released', closing_posting_no = 1 where shop_id = $1 and member_id = $2`,
      ['held points by open holds: 20, should be 0', 'hold hold/…, released: 1, should be 0'],
      { hold: 1 },
    ],
    [
      'what an order is said to have',
      'shop_order',
      `update shop_order set posted_points = 200, waived_points = 3 where shop_id = $1 and member_id = $2 and order_id = '1001'`,
      ['points of order #1001, by what is on it: 197, should be 192', 'points of order #1001: 200, should be 192'],
      { shop_order: 1 },
    ],
    [
      'what an order counts',
      'shop_order',
      `update shop_order set spend_minor = 40000 where shop_id = $1 and member_id = $2 and order_id = '1001'`,
      [
        'spend in the window, in minor units: 11600, should be 42000',
        'spend of order #1001, in minor units: 40000, should be 9600',
        'tier, counted from 0: 0, should be 2',
      ],
      { shop_order: 1 },
    ],
    [
      'a tier',
      'member',
      `update member set tier_id = 'icon' where shop_id = $1 and id = $2`,
      ['tier, counted from 0: 2, should be 0'],
      { member: 1, standing: 1 },
    ],
    [
      'spend in the window',
      'member',
      `update member set window_spend_minor = 1 where shop_id = $1 and id = $2`,
      ['spend in the window, in minor units: 1, should be 11600'],
      { member: 1 },
    ],
    [
      'the count of standings',
      'member',
      `update member set standing_seq = 9 where shop_id = $1 and id = $2`,
      ['number of standings: 9, should be 1'],
      { member: 1 },
    ],
  ];
  test.each(cases)('%s', async (_title, table, sql, found, changed) => {
    const memberId = await story.memberOf();
    const untouched = await everything(story);
    await tamper(t, table, sql, [story.shop.id, memberId]);
    const seen = await differences();
    expect(seen.map((one) => words(one).replace(`hold/${memberId}`, 'hold/…'))).toEqual(expect.arrayContaining(found));
    expect(seen).toHaveLength(found.length);
    for (const one of seen) expect(one.correction === null).toBe(one.instead !== null);
    // One act may put several right.
    const first = seen.find(({ correction }) => correction !== null) as KeptDifference;
    await correct(staff(story), request(first));
    expect(await differences()).toEqual([]);
    const { audit_entry, ...others } = changes(untouched, await everything(story));
    expect(audit_entry).toBe(1);
    // Judging and settling anew leave their time behind.
    const noted = table === 'shop_order' ? { ...changed, member: 1 } : changed;
    expect(Object.keys(others).filter((name) => !(name in noted))).toEqual([]);
  });

  it('who did it and why stand in the history and in the audit', async () => {
    await byHand(story, 'claw-back', 42);
    const [one] = await differences();
    const attempt = randomUUID();
    expect(await correct(staff(story), request(one as KeptDifference, attempt))).toEqual({ correction: 'order', points: 42 });
    expect(await differences()).toEqual([]);
    const { rows: postings } = await t.owner.query('select kind, points, cause from posting where shop_id = $1 and key = $2', [
      story.shop.id,
      `verification/${attempt}`,
    ]);
    expect(postings).toMatchObject([
      {
        kind: 'issue',
        points: 42,
        cause: {
          kind: 'staff',
          ref: '42',
          note: 'found by the check',
          reasons: [{ rule: 'verification', shouldHave: 192, had: 150, points: 42 }],
        },
      },
    ]);
    const { rows: audit } = await t.owner.query('select actor, action, details from audit_entry where shop_id = $1 and id = $2', [
      story.shop.id,
      attempt,
    ]);
    expect(audit).toMatchObject([
      {
        actor: { kind: 'staff', userId: '42' },
        action: 'verification.correct',
        details: { reason: 'found by the check', what: 'points of order #1001', points: 42 },
      },
    ]);
    // The order goes on from there.
    await story.settle([order({ netMinor: 100_00, seen: '2026-03-11' })]);
    expect(await differences()).toEqual([]);
  });
});

describe('a correction', () => {
  const slipped = async () => {
    await byHand(story, 'claw-back', 42);
    return (await differences())[0] as KeptDifference;
  };

  it('is done once, however often and at once it is sent', async () => {
    const one = await slipped();
    const same = request(one);
    const answers = await Promise.all([correct(staff(story), same), correct(staff(story), same), correct(staff(story), same)]);
    expect(answers).toEqual([
      { correction: 'order', points: 42 },
      { correction: 'order', points: 42 },
      { correction: 'order', points: 42 },
    ]);
    expect(await story.balance('2026-03-10')).toMatchObject({ available: 182 });
  });

  it('of two staff members at once, one is told that it is no longer there', async () => {
    const one = await slipped();
    const answers = await Promise.allSettled([correct(staff(story), request(one)), correct(staff(story), request(one))]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', publicMessage: expect.stringContaining('no longer there') },
    });
    expect(await story.balance('2026-03-10')).toMatchObject({ available: 182 });
  });

  it('of something that never was, or is another now, is refused', async () => {
    const one = await slipped();
    await expect(correct(staff(story), { ...request(one), derived: 149 })).rejects.toMatchObject({ code: 'conflict' });
    await expect(correct(staff(story), { ...request(one), what: 'points of order 9' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(correct(staff(story), { ...request(one), memberId: randomUUID() as never })).rejects.toMatchObject({ code: 'not_found' });
    const attempt = randomUUID();
    await correct(staff(story), request(one, attempt));
    await expect(correct(staff(story), { ...request(one, attempt), reason: 'another' })).rejects.toMatchObject({ code: 'key_reused' });
  });

  it('that waits for another is refused with what to do first', async () => {
    await tamper(t, 'shop_order', `update shop_order set spend_minor = 40000 where shop_id = $1 and order_id = '1001'`, [story.shop.id]);
    const tier = (await differences()).find(({ what }) => what.startsWith('tier')) as KeptDifference;
    expect(tier.instead).toBe('Put the orders of this member right first: the tier is judged by them, and again when that is done.');
    await expect(correct(staff(story), request(tier))).rejects.toMatchObject({ code: 'refused', publicMessage: tier.instead });
  });
});

describe('what a check came to', () => {
  it('is kept, the newest thirty of each shop', async () => {
    for (let i = 0; i < 32; i++) await checkBooks(staff(story));
    const kept = await t.db.read(story.shop.id, (tx) => lastChecks(tx, staff(story), 100));
    expect(kept).toHaveLength(30);
    expect(kept[0]).toMatchObject({ by: '42', members: 2, entries: 5, postings: 5, found: 0, differences: [] });
  });

  it('lists at most 300 and counts all', async () => {
    await t.owner.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at)
       select $1, gen_random_uuid(), 5000 + i, '2026-03-01', 'icon', '2026-03-01' from generate_series(1, 350) i`,
      [story.shop.id],
    );
    const checked = await checkBooks(staff(story));
    expect([checked.found, checked.differences.length]).toEqual([350, 300]);
  });
});
