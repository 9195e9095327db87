import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { enroll } from '../members/index.ts';
import { findCode } from '../shopify/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';
import type {
  ActivityPage,
  ApprovalPage,
  ApprovalView,
  HistoryPage,
  RewardUses,
  MemberFile,
  SettingsView,
  StaffPage,
} from '../views/index.ts';

const [mara, jo, sam] = ['1', '2', '3'];

let stage: Stage;
let customers = 700;
beforeAll(async () => {
  stage = await openStage();
  for (const who of [mara, jo, sam]) await as(who).get('/me');
  await as(mara).put(`/staff/${jo}/role`, { role: 'support', was: 'viewer' });
  await as(mara).put(`/staff/${sam}/role`, { role: 'manager', was: 'viewer' });
});
afterAll(() => stage.close());

const ask = async (token: string, method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${stage.appUrl}/rpc${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
};
const as = (userId: string) => {
  const call = async (method: string, path: string, body?: unknown) =>
    ask(await staffToken(stage, { userId }), method, `/admin${path}`, body);
  return {
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    delete: (path: string) => call('DELETE', path),
  };
};

async function newMember(): Promise<{ id: MemberId; customerId: string }> {
  const customerId = String(customers++);
  return { customerId, id: (await enroll(stage.context(), [{ customerId }])).memberOf(customerId) };
}
const much = () => ({ way: 'give', points: 50_000, reason: 'A parcel was lost', attempt: randomUUID() });
async function asked(memberId: MemberId, said: object = {}): Promise<ApprovalView> {
  const { status, body } = await as(jo).post(`/members/${memberId}/adjustments`, { ...much(), ...said });
  expect(status).toBe(202);
  return (body as { approval: ApprovalView }).approval;
}
const available = async (id: MemberId) => ((await as(jo).get(`/members/${id}`)).body as MemberFile).member.points.available;

describe('the people', () => {
  it('are called as Shopify calls them', async () => {
    expect(((await as(jo).get('/staff')).body as StaffPage).staff).toEqual([
      { userId: '1', name: 'Mara Lindt', role: 'owner', since: expect.any(String) as string, givenBy: null },
      { userId: '3', name: 'Sam Ito', role: 'manager', since: expect.any(String) as string, givenBy: 'Mara Lindt' },
      { userId: '2', name: 'Jo Park', role: 'support', since: expect.any(String) as string, givenBy: 'Mara Lindt' },
    ]);
  });

  it('come in although Shopify does not tell their name', async () => {
    await stage.control('faults', { operation: 'access_token', mode: '500', times: 1 });
    const { status, body } = await as('4').get('/me');
    expect([status, body]).toEqual([200, { userId: '4', name: 'staff member 4', role: 'viewer', may: ['look'] }]);
  });
});

describe('an adjustment over the limit', () => {
  it('waits; who asked cannot approve it, another can, and the history says who did what', async () => {
    const { id, customerId } = await newMember();
    const approval = await asked(id);
    expect(approval).toMatchObject({
      state: 'pending',
      requestedBy: 'Jo Park',
      isMine: true,
      customerId,
      limitPoints: 10_000,
      beforePoints: 0,
    });
    expect((await as(mara).get('/overview')).body).toMatchObject({ approvalsWaiting: 1 });
    expect(((await as(mara).get(`/approvals?member=${id}`)).body as ApprovalPage).waiting).toMatchObject([
      { id: approval.id, isMine: false },
    ]);

    const path = `/approvals/${approval.id}/decisions`;
    expect(await as(jo).post(path, { decision: 'approve' })).toMatchObject({ status: 403 });
    expect(await available(id)).toBe(0);
    const [first, again] = [await as(mara).post(path, { decision: 'approve' }), await as(mara).post(path, { decision: 'approve' })];
    expect([first.status, again.status, first.body]).toEqual([200, 200, again.body]);
    expect(first.body).toMatchObject({ state: 'approved', decidedBy: 'Mara Lindt' });
    expect(await as(sam).post(path, { decision: 'decline', note: 'Too much' })).toMatchObject({
      status: 409,
      body: { message: 'This was approved already, by Mara Lindt. Nothing was changed.' },
    });
    expect(await available(id)).toBe(50_000);
    expect((await as(mara).get('/overview')).body).toMatchObject({ approvalsWaiting: 0 });

    const forStaff = (await as(jo).get(`/members/${id}/history`)).body as HistoryPage;
    expect(forStaff.entries).toMatchObject([
      { kind: 'adjust-up', subject: 'A parcel was lost', why: [{ text: 'By Jo Park' }, { text: 'Approved by Mara Lindt' }] },
    ]);
    const forMember = (await ask(await customerToken(stage, customerId), 'GET', '/member/history')).body as HistoryPage;
    expect(forMember.entries).toMatchObject([{ kind: 'adjust-up', subject: null, why: [] }]);
  });

  it('of one’s own is not decided, by a manager either, but can be withdrawn', async () => {
    const { id } = await newMember();
    const { body } = await as(sam).post(`/members/${id}/adjustments`, much());
    const approval = (body as { approval: ApprovalView }).approval;
    expect(await as(sam).post(`/approvals/${approval.id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 403,
      body: { message: 'You asked for this yourself. It takes another owner or manager to decide.' },
    });
    expect(await as(jo).delete(`/approvals/${approval.id}`)).toMatchObject({
      status: 403,
      body: { message: 'Only Sam Ito, who asked for it, can withdraw it.' },
    });
    expect(await as(sam).delete(`/approvals/${approval.id}`)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  });

  it('to take more than is there then is refused in words', async () => {
    const { id } = await newMember();
    const approval = await asked(id);
    await as(mara).post(`/approvals/${approval.id}/decisions`, { decision: 'approve' });
    const taking = await asked(id, { way: 'take', points: 45_000 });
    await as(mara).post(`/members/${id}/adjustments`, { way: 'take', points: 6_000, reason: 'Counted twice', attempt: randomUUID() });
    expect(await as(mara).post(`/approvals/${taking.id}/decisions`, { decision: 'approve' })).toMatchObject({
      status: 422,
      body: { message: 'The member has only 44,000 points to spend: 1,000 are missing.' },
    });
  });

  it.each([
    ['no decision', {}, 'Choose to approve or to decline.'],
    ['another decision', { decision: 'withdraw' }, 'Choose to approve or to decline.'],
    ['no reason to decline', { decision: 'decline' }, 'note: Say why, in 3 to 300 characters.'],
    ['a reason of blanks', { decision: 'decline', note: '   ' }, 'note: Say why, in 3 to 300 characters.'],
    ['a note no database can keep', { decision: 'approve', note: 'a\0bc' }, 'note: Holds a character that cannot be kept.'],
  ])('%s is told what is wrong', async (_name, body, message) => {
    const { id } = await asked((await newMember()).id);
    const answer = await as(mara).post(`/approvals/${id}/decisions`, body);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ message: expect.stringContaining(message) as string })]);
  });

  it('pages: what waits first, then what no longer does, each once', async () => {
    const { id } = await newMember();
    for (let i = 0; i < 53; i++) await as(jo).delete(`/approvals/${(await asked(id)).id}`);
    const first = (await as(mara).get('/approvals')).body as ApprovalPage;
    const second = (await as(mara).get(`/approvals?before=${first.next}`)).body as ApprovalPage;
    const seen = [...first.settled, ...second.settled].map((one) => one.id);
    expect([first.settled.length, second.waiting.length, new Set(seen).size - seen.length]).toEqual([50, 0, 0]);
    expect(seen.length).toBeGreaterThanOrEqual(53);
    expect(await as(mara).get('/approvals?before=yesterday')).toMatchObject({ status: 400 });
  });
});

describe('settings', () => {
  it('are saved; who saw an older revision is told, and nothing is overwritten', async () => {
    const before = (await as(mara).get('/settings')).body as SettingsView;
    expect(before).toEqual({ adjustmentLimitPoints: 10_000, defaultRole: 'viewer', revision: 0, changedAt: null, changedBy: null });
    const change = { adjustmentLimitPoints: 10_000, defaultRole: 'support', basedOnRevision: 0 };
    expect(await as(mara).put('/settings', change)).toMatchObject({ status: 200, body: { revision: 1, changedBy: 'Mara Lindt' } });
    expect(await as(mara).put('/settings', { ...change, defaultRole: 'manager' })).toMatchObject({
      status: 409,
      body: { message: 'Mara Lindt changed the settings in the meantime. Look at them first; nothing was overwritten.' },
    });
    expect((await as(mara).get('/settings')).body).toMatchObject({ defaultRole: 'support' });
    await as(mara).put('/settings', { ...change, defaultRole: 'viewer', basedOnRevision: 1 });
  });

  const limit = 'adjustmentLimitPoints: Enter a whole number of points from 0 to 1,000,000,000.';
  it.each([
    ['half a point', { adjustmentLimitPoints: 0.5 }, limit],
    ['less than nothing', { adjustmentLimitPoints: -1 }, limit],
    ['text', { adjustmentLimitPoints: '5' }, limit],
    ['too much', { adjustmentLimitPoints: 1_000_000_001 }, limit],
    ['owner for everybody', { defaultRole: 'owner' }, 'defaultRole: Choose manager, support or viewer.'],
  ])('%s is told what is wrong', async (_name, change, message) => {
    const body = { adjustmentLimitPoints: 5, defaultRole: 'viewer', basedOnRevision: 2, ...change };
    expect(await as(mara).put('/settings', body)).toMatchObject({ status: 400, body: { message } });
  });
});

describe('staff take a redemption back', () => {
  let shopper: { id: MemberId; customerId: string };
  beforeEach(async () => {
    shopper = await newMember();
    await as(jo).post(`/members/${shopper.id}/adjustments`, { ...much(), points: 150 });
  });
  async function redeemed(): Promise<{ id: string; code: string }> {
    const cart = { subtotalMinor: 4800, currency: 'USD' };
    const { status, body } = await ask(await customerToken(stage, shopper.customerId), 'POST', '/member/redemptions', {
      rewardId: 'three-off',
      attempt: randomUUID(),
      cart,
    });
    expect(status).toBe(201);
    return body as { id: string; code: string };
  }

  it('with a reason: the code is off before the points are back; staff read who and why, the member does not', async () => {
    const { id, code } = await redeemed();
    expect(await available(shopper.id)).toBe(50);
    expect(await as(jo).post(`/redemptions/${id}/releases`, { reason: 'The shopper asked by mail' })).toMatchObject({
      status: 200,
      body: { state: 'released' },
    });
    expect(await available(shopper.id)).toBe(150);
    expect(await findCode(stage.deps.admin.of(stage.shop), code)).toMatchObject({ exists: true, active: false });
    const forStaff = (await as(jo).get(`/members/${shopper.id}/history`)).body as HistoryPage;
    expect(forStaff.entries[0]).toMatchObject({ kind: 'release', why: [{ text: 'Taken back by Jo Park: The shopper asked by mail' }] });
    const forMember = (await ask(await customerToken(stage, shopper.customerId), 'GET', '/member/history')).body as HistoryPage;
    expect(forMember.entries[0]).toMatchObject({ kind: 'release', why: [] });
    expect(await as(jo).post(`/redemptions/${id}/releases`, { reason: 'Once more' })).toMatchObject({
      status: 200,
      body: { state: 'released' },
    });
    const { rows } = await stage.test.owner.query(`select details from audit_entry where action = 'redemption.release' and subject = $1`, [
      `member/${shopper.id}`,
    ]);
    expect(rows).toEqual([{ details: { redemptionId: id, points: 100 } }]);
  });

  it('is counted at its reward while it is open, and no longer once it is back', async () => {
    const open = async () => {
      const { uses } = (await as(jo).get('/program/reward-uses')).body as RewardUses;
      return uses.find(({ rewardId }) => rewardId === 'three-off') ?? { rewardId: 'three-off', used: 0, open: 0 };
    };
    const before = await open();
    const { id } = await redeemed();
    expect(await open()).toEqual({ ...before, open: before.open + 1 });
    await as(jo).post(`/redemptions/${id}/releases`, { reason: 'Asked by mail' });
    expect(await open()).toEqual(before);
  });

  it('while Shopify is silent the points stay held, and the reason is kept', async () => {
    const { id } = await redeemed();
    await stage.control('faults', { operation: '*', mode: '500', times: 1_000 });
    expect(await as(jo).post(`/redemptions/${id}/releases`, { reason: 'Asked by mail' })).toMatchObject({ body: { state: 'releasing' } });
    expect(await available(shopper.id)).toBe(50);
    await stage.control('faults', { mode: 'clear' });
    stage.advance(2 * 60 * 60_000);
    await stage.worker.round();
    expect(await available(shopper.id)).toBe(150);
    expect(((await as(jo).get(`/members/${shopper.id}/history`)).body as HistoryPage).entries[0]).toMatchObject({
      kind: 'release',
      why: [{ text: 'Taken back by Jo Park: Asked by mail' }],
    });
  });

  it('that is not there, or without a reason, is told so', async () => {
    expect(await as(jo).post(`/redemptions/${randomUUID()}/releases`, { reason: 'Why not' })).toMatchObject({ status: 404 });
    const { id } = await redeemed();
    expect(await as(jo).post(`/redemptions/${id}/releases`, { reason: ' ' })).toMatchObject({
      status: 400,
      body: { message: 'reason: Say why, in 3 to 300 characters.' },
    });
    expect(await available(shopper.id)).toBe(50);
  });
});

describe('activity', () => {
  const read = async (query = '') => (await as('4').get(`/activity${query}`)).body as ActivityPage;

  it('tells in words who did what to whom, newest first', async () => {
    const { id, customerId } = await newMember();
    await as(jo).post(`/members/${id}/adjustments`, { ...much(), points: 20 });
    expect((await read()).entries[0]).toMatchObject({
      who: 'Jo Park',
      action: 'members.adjust',
      text: 'gave 20 points',
      subject: { kind: 'member', id, name: `Customer ${customerId}` },
    });
    const { entries, people, kinds, timeZone } = await read('?action=staff.role');
    expect(entries).toMatchObject([
      { who: 'Mara Lindt', text: 'changed a role from viewer to manager', subject: { kind: 'staff', name: 'Sam Ito' } },
      { who: 'Mara Lindt', text: 'changed a role from viewer to support', subject: { kind: 'staff', name: 'Jo Park' } },
    ]);
    expect([people[0], kinds.length > 5, timeZone]).toEqual([{ id: '1', name: 'Mara Lindt' }, true, 'America/New_York']);
  });

  it('is narrowed by person and by the shop’s days', async () => {
    expect(new Set((await read(`?person=${jo}`)).entries.map(({ who }) => who))).toEqual(new Set(['Jo Park']));
    expect((await read('?person=others')).entries).toEqual([]);
    const today = (await read('?from=2026-11-02&to=2026-11-02')).entries.length;
    expect(today).toBeGreaterThan(10);
    expect((await read('?to=2026-11-01')).entries).toEqual([]);
    // 23:30 in New York is the next day in universal time, and still this day here.
    const late = { action: 'program.publish', at: '2026-11-06T04:30:00Z' };
    await stage.test.owner.query(
      `insert into audit_entry (shop_id, id, at, actor, action, subject) values ($1, $2, $3, '{"kind":"system","job":"x"}', $4, 'program/1')`,
      [stage.shop.id, randomUUID(), late.at, late.action],
    );
    expect((await read('?from=2026-11-05&to=2026-11-05')).entries).toMatchObject([{ who: 'Laurel', subject: { name: 'Version 1' } }]);
    expect((await read('?from=2026-11-06')).entries).toEqual([]);
  });

  it('turns its pages without losing or repeating an entry, many of one instant among them', async () => {
    await stage.test.owner.query(
      `insert into audit_entry (shop_id, id, at, actor, action, subject)
       select $1, gen_random_uuid(), '2020-01-01', '{"kind":"staff","userId":"9"}', 'staff.arrive', 'staff/9' from generate_series(1, 120)`,
      [stage.shop.id],
    );
    const seen: string[] = [];
    let page = await read('?person=9');
    for (;;) {
      seen.push(...page.entries.map(({ id }) => id));
      if (page.next === null) break;
      page = await read(`?person=9&before=${page.next}`);
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
  });

  it.each(['from=0000-01-01', 'to=9999-12-31', 'from=9999-12-31', 'before=999999999999999-019a0000-0000-7000-8000-000000000000'])(
    'far away in time (%s) is a question too',
    async (query) => {
      expect((await as(mara).get(`/activity?${query}`)).status).toBe(200);
    },
  );

  it.each([
    ['a kind there is not', 'action=members.vanish', 'action: There is no such kind.'],
    ['a day that is none', 'from=2026-02-30', 'from: '],
    ['a page that is none', 'before=x', 'before: There is no such page.'],
  ])('%s is told what is wrong', async (_name, query, message) => {
    const answer = await as(mara).get(`/activity?${query}`);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ message: expect.stringContaining(message) as string })]);
  });
});
