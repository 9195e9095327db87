import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '../context.ts';
import { asMemberId, type MemberId } from '../core/id.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { balances, verify } from '../ledger/index.ts';
import { adjustIn, beginMerge, finishMerge } from '../members/index.ts';
import { changeSettings, type Settings } from '../staff/index.ts';
import { asStaff, someMember, withStaff } from '../staff/testing.ts';
import { ask, countWaiting, decide, waiting, type Approval, type Decision } from './index.ts';

let t: TestDb;
let shop: Shop;
let ada: MemberId;
beforeAll(async () => (t = await testDb()));
afterAll(() => t.close());
// Mara (1) owns the shop, Jo (2) and Kim (4) are its support, Sam (3) its manager. Nobody gives more than 1,000 points alone.
beforeEach(async () => {
  shop = await t.shop();
  await withStaff(t, shop, { '2': 'support', '3': 'manager', '4': 'support' });
  await limit(1_000);
  ada = asMemberId(await someMember(t, shop, '101'));
});

const noon = '2026-11-02T12:00:00Z';
const as = (userId: string, at = noon) => asStaff(t, shop, userId, at);
const revision = new WeakMap<Shop, number>();
async function limit(adjustmentLimitPoints: number, defaultRole: Settings['defaultRole'] = 'viewer') {
  const saved = await changeSettings(as('1'), revision.get(shop) ?? 0, { adjustmentLimitPoints, defaultRole });
  revision.set(shop, saved.revision);
}
const asked = (said: Partial<Parameters<typeof ask>[1]> = {}) => ({
  memberId: ada,
  way: 'give' as const,
  points: 5_000,
  reason: 'A parcel was lost',
  attempt: randomUUID(),
  ...said,
});
async function waits(result: Awaited<ReturnType<typeof ask>>): Promise<Approval> {
  if (!('waiting' in result)) throw new Error(`did not wait: ${JSON.stringify(result)}`);
  return result.waiting;
}
const available = async () => (await t.db.read(shop.id, (tx) => balances(tx, shop, [ada], new Date(noon)))).get(ada)?.available ?? 0;
const postings = async () =>
  (await t.owner.query<{ cause: object }>(`select cause from posting where shop_id = $1 order by no`, [shop.id])).rows.map(
    ({ cause }) => cause,
  );
const audit = async () =>
  (
    await t.owner.query<{ action: string; who: string; details: Record<string, unknown> }>(
      `select action, actor ->> 'userId' as who, details from audit_entry where shop_id = $1 and action not like 'staff.%' order by at, action`,
      [shop.id],
    )
  ).rows;
const sound = async () => expect((await verify(t.db, shop)).differences).toEqual([]);

describe('what is over the limit', () => {
  it('waits, and moves no point until a second person approves; then it is posted in the name of who asked', async () => {
    const approval = await waits(await ask(as('2'), asked()));
    expect(approval).toMatchObject({ state: 'pending', points: 5_000, limitPoints: 1_000, beforePoints: 0, requestedBy: '2' });
    expect(approval.expiresAt).toEqual(new Date('2026-11-16T12:00:00Z'));
    expect([await available(), await postings()]).toEqual([0, []]);

    expect(await decide(as('1', '2026-11-03T09:00:00Z'), approval.id, 'approve', 'Seen the claim')).toMatchObject({
      approval: { state: 'approved', decidedBy: '1', note: 'Seen the claim' },
    });
    expect(await available()).toBe(5_000);
    expect(await postings()).toEqual([
      {
        kind: 'staff',
        ref: '2',
        note: 'A parcel was lost',
        programVersion: 1,
        reasons: [{ rule: 'approved', by: '1', note: 'Seen the claim' }],
      },
    ]);
    expect(await audit()).toEqual([
      { action: 'approvals.ask', who: '2', details: { approvalId: approval.id, points: 5_000, limitPoints: 1_000, beforePoints: 0 } },
      { action: 'approvals.approve', who: '1', details: { approvalId: approval.id, points: 5_000, requestedBy: '2', postingNo: 1 } },
    ]);
    await sound();
  });

  it('is the same for everybody, the owner too', async () => {
    const approval = await waits(await ask(as('1'), asked()));
    await expect(decide(as('1'), approval.id, 'approve', undefined)).rejects.toMatchObject({
      code: 'forbidden',
      publicMessage: 'You asked for this yourself. It takes another owner or manager to decide.',
    });
    await decide(as('3'), approval.id, 'approve', undefined);
    expect(await available()).toBe(5_000);
  });

  it('is not reached by the limit itself, and cannot be split: what one gave one member in 24 hours is added up', async () => {
    const steps: [who: string, points: number, at: string, waits: boolean][] = [
      ['2', 600, '2026-11-02T12:00:00Z', false],
      ['2', 400, '2026-11-02T18:00:00Z', false],
      ['2', 1, '2026-11-02T18:00:01Z', true],
      ['4', 1_000, '2026-11-02T19:00:00Z', false],
      ['2', 600, '2026-11-03T11:59:59Z', true],
      ['2', 600, '2026-11-03T12:00:00Z', false],
      ['2', 1, '2026-11-03T12:00:01Z', true],
    ];
    for (const [who, points, at, expected] of steps)
      expect(['waiting' in (await ask(as(who, at), asked({ points }))), who, points, at]).toEqual([expected, who, points, at]);
    const [first] = await t.db.read(shop.id, (tx) => waiting(tx, shop.id, new Date('2026-11-03T13:00:00Z'), 10));
    expect(first).toMatchObject({ points: 1, beforePoints: 1_000 });
    await sound();
  });

  it('another member, and points taken, count by themselves; what was approved was not given alone', async () => {
    const bea = asMemberId(await someMember(t, shop, '102'));
    await ask(as('2'), asked({ points: 1_000 }));
    expect(await ask(as('2'), asked({ points: 1_000, memberId: bea }))).toMatchObject({ adjusted: 1_000 });
    expect(await ask(as('2'), asked({ points: 1_000, way: 'take' }))).toMatchObject({ adjusted: -1_000 });
    const approval = await waits(await ask(as('4'), asked()));
    await decide(as('1'), approval.id, 'approve', undefined);
    expect(await ask(as('4'), asked({ points: 1_000 }))).toMatchObject({ adjusted: 1_000 });
    expect(await ask(as('2'), asked({ points: 1, way: 'take' }))).toMatchObject({ waiting: { way: 'take', beforePoints: 1_000 } });
  });

  it('asked for at once from many places, small ones add up all the same', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => ask(as('2'), asked({ points: 100 }))));
    expect(results.filter((result) => 'adjusted' in result)).toHaveLength(10);
    expect(await available()).toBe(1_000);
    await sound();
  });

  it('to be taken, and more than is there, is refused at once; nobody is asked', async () => {
    expect(await ask(as('2'), asked({ way: 'take' }))).toEqual({ refused: { code: 'not-enough-points', missingPoints: 5_000 } });
    expect(await t.db.read(shop.id, (tx) => countWaiting(tx, shop.id, new Date(noon)))).toBe(0);
  });
});

describe('the same attempt', () => {
  it('is the same request, however often it is sent and wherever it stands', async () => {
    const attempt = asked();
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(as('2'), attempt)));
    expect(new Set(await Promise.all(all.map(async (one) => (await waits(one)).id))).size).toBe(1);
    for (const other of [{ points: 5_001 }, { way: 'take' as const }, { reason: 'another reason' }])
      await expect(ask(as('2'), { ...attempt, ...other })).rejects.toMatchObject({ code: 'key_reused' });
    await expect(ask(as('4'), attempt)).rejects.toMatchObject({ code: 'key_reused' });
    await decide(as('1'), (await waits(await ask(as('2'), attempt))).id, 'approve', undefined);
    expect(await ask(as('2'), attempt)).toMatchObject({ adjusted: 5_000, repeated: true });
    expect(await available()).toBe(5_000);
  });

  it('that was given without asking stays given when the limit falls', async () => {
    const attempt = asked({ points: 900 });
    await ask(as('2'), attempt);
    await limit(0);
    expect(await ask(as('2'), attempt)).toMatchObject({ adjusted: 900, repeated: true });
  });

  it.each([
    ['decline', '1', noon, 'This was asked for before and was declined. Nothing was changed.'],
    ['withdraw', '2', noon, 'This was asked for before and was withdrawn. Nothing was changed.'],
    [undefined, '1', '2026-11-16T12:00:00Z', 'This was asked for before and nobody decided in time. Nothing was changed.'],
  ] as const)('after %s is no second try', async (decision, who, at, publicMessage) => {
    const attempt = asked();
    const { id } = await waits(await ask(as('2'), attempt));
    if (decision) await decide(as(who), id, decision, 'Not like this');
    await expect(ask(as('2', at), attempt)).rejects.toMatchObject({ code: 'conflict', publicMessage });
    expect(await available()).toBe(0);
  });
});

describe('a decision', () => {
  it('is made once: of ten approvals at once, by two people, one posts', async () => {
    const { id } = await waits(await ask(as('2'), asked()));
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => decide(as(i % 2 === 0 ? '1' : '3'), id, 'approve', undefined)),
    );
    expect(await available()).toBe(5_000);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as { publicMessage: string }] : []));
    expect(refused).toHaveLength(5);
    expect(refused[0]?.publicMessage).toMatch(/^This was approved already, by (Mara Lindt|staff member 3)\. Nothing was changed\.$/);
    expect((await audit()).filter(({ action }) => action === 'approvals.approve')).toHaveLength(1);
    await sound();
  });

  it.each<[Decision, string, string | undefined]>([
    ['decline', '3', 'No claim was made'],
    ['withdraw', '2', undefined],
  ])('to %s moves nothing, and is written down', async (decision, who, note) => {
    const { id } = await waits(await ask(as('2'), asked()));
    expect(await decide(as(who), id, decision, note)).toMatchObject({ approval: { decidedBy: who } });
    expect((await audit()).at(-1)).toMatchObject({ action: `approvals.${decision}`, who });
    expect([await available(), await postings()]).toEqual([0, []]);
    await expect(decide(as('1'), id, 'approve', undefined)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('comes too late after 14 days', async () => {
    const { id } = await waits(await ask(as('2'), asked()));
    const late = '2026-11-16T12:00:00Z';
    await expect(decide(as('1', late), id, 'approve', undefined)).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: 'Nobody decided within 14 days, so this has expired. Ask again if it is still wanted.',
    });
    expect(await t.db.read(shop.id, (tx) => countWaiting(tx, shop.id, new Date(late)))).toBe(0);
    expect(await decide(as('1', '2026-11-16T11:59:59Z'), id, 'approve', undefined)).toMatchObject({ approval: { state: 'approved' } });
  });

  it('to take what is no longer there is refused, and the request stays', async () => {
    for (const who of ['2', '4']) await ask(as(who), asked({ points: 1_000 }));
    const { id } = await waits(await ask(as('2'), asked({ way: 'take', points: 1_500 })));
    await ask(as('4'), asked({ way: 'take', points: 600 }));
    expect(await decide(as('1'), id, 'approve', undefined)).toEqual({
      refused: { code: 'not-enough-points', missingPoints: 100 },
      wanted: 1_500,
    });
    await ask(as('3'), asked({ points: 100 }));
    expect(await decide(as('1'), id, 'approve', undefined)).toMatchObject({ approval: { state: 'approved' } });
    expect(await available()).toBe(0);
  });

  it('about a member who was merged meanwhile is a conflict; it can be declined', async () => {
    const { id } = await waits(await ask(as('2'), asked()));
    const ctx = as('1');
    await t.db.transaction(shop.id, async (tx) => {
      const merging = await beginMerge(tx, ctx, { keptId: '200', goneId: '101' });
      if (merging) await finishMerge(tx, ctx, merging);
    });
    await expect(decide(ctx, id, 'approve', undefined)).rejects.toMatchObject({ code: 'conflict', publicMessage: /merged into another/ });
    expect(await decide(ctx, id, 'decline', 'Merged')).toMatchObject({ approval: { state: 'declined' } });
  });

  it('about nothing, or about another shop’s, is not found', async () => {
    const { id } = await waits(await ask(as('2'), asked()));
    await expect(decide(as('1'), randomUUID(), 'approve', undefined)).rejects.toMatchObject({ code: 'not_found' });
    const other = await t.shop();
    await withStaff(t, other);
    await expect(decide(asStaff(t, other, '1'), id, 'approve', undefined)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the database itself refuses', () => {
  const pending = `insert into approval (shop_id, id, member_id, way, points, reason, attempt, limit_points, before_points, requested_by, requested_at, expires_at`;
  const row = `$1, gen_random_uuid(), $2, 'give', 5000, 'why not', 'attempt-9', 1000, 0, '2', '2026-11-02', '2026-11-16'`;
  const decided = `decided_by = '1', decided_at = '2026-11-03'`;
  it.each([
    ['another who withdraws', `update approval set state = 'withdrawn', ${decided}`, /23514/],
    [
      'support who approves',
      `update approval set state = 'approved', decided_by = '4', decided_at = '2026-11-03', posting_no = 1`,
      /23L23/,
    ],
    ['an approval that posts nothing', `update approval set state = 'approved', ${decided}, posting_no = 1`, /23L23/],
    ['an approval without its posting', `update approval set state = 'approved', ${decided}`, /23514|23L23/],
    [
      'a decision too late',
      `update approval set state = 'declined', decided_by = '1', decided_at = '2026-11-16T12:00Z', note = 'late'`,
      /23514/,
    ],
    ['a decision without who', `update approval set state = 'declined', note = 'why'`, /23514|23L23/],
    ['no reason to decline', `update approval set state = 'declined', ${decided}`, /23514/],
    ['more points than were asked for', `update approval set points = 9000`, /23L23/],
    ['another who asked', `update approval set requested_by = '4'`, /23L23/],
    ['more time', `update approval set expires_at = expires_at + interval '1 day'`, /23L23/],
    ['a request that goes away', `delete from approval`, /23L23/],
    [
      'one that begins approved',
      `${pending}, state, decided_by, decided_at, posting_no) values (${row}, 'approved', '1', '2026-11-03', 1)`,
      /23L23/,
    ],
    ['one that needs no second person', `${pending}) values (${row.replace('5000', '1000')})`, /23514/],
    ['one by nobody', `${pending}) values (${row.replace(`'2', '2026`, `'77', '2026`)})`, /23503/],
    ['the same attempt twice', `${pending}) values (${row.replace('attempt-9', 'attempt-1')})`, /23505/],
  ])('%s', async (_name, sql, code) => {
    await ask(as('2'), asked({ attempt: 'attempt-1' }));
    const own = sql.startsWith('insert') ? sql : `${sql} where shop_id = $1 and member_id = $2`;
    await expect(t.owner.query(own, [shop.id, ada])).rejects.toMatchObject({ code: expect.stringMatching(code) as string });
  });

  it('an owner who decides about their own request, even when it is posted', async () => {
    await ask(as('1'), asked({ attempt: 'attempt-1' }));
    const own = (change: string) =>
      t.owner.query(`update approval set decided_by = '1', decided_at = '2026-11-03', ${change} where shop_id = $1`, [shop.id]);
    await expect(own(`state = 'declined', note = 'why'`)).rejects.toMatchObject({ code: '23514' });
    const postings = t.db.transaction(shop.id, (tx) =>
      adjustIn(tx, as('1'), asked({ attempt: 'attempt-1' }), { staffId: '1', approved: { rule: 'approved' } }),
    );
    expect(await postings).toMatchObject({ postingNo: 1 });
    await expect(own(`state = 'approved', posting_no = 1`)).rejects.toMatchObject({ code: '23514' });
  });

  it('a decision to be taken back', async () => {
    const { id } = await waits(await ask(as('2'), asked()));
    await decide(as('1'), id, 'decline', 'Not like this');
    const again = `update approval set state = 'pending', decided_by = null, decided_at = null where shop_id = $1`;
    await expect(t.owner.query(again, [shop.id])).rejects.toMatchObject({ code: '23L23' });
  });
});
