import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { openLots, verify } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { mergeCustomers } from '../orders/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';
import type { AdjustmentView, HistoryPage, MemberFile, MemberPage } from '../views/index.ts';

let stage: Stage;
let customers = 500;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function newMember(): Promise<{ id: MemberId; customerId: string }> {
  const customerId = String(customers++);
  return { customerId, id: (await enroll(stage.context(), [{ customerId }])).memberOf(customerId) };
}

const ask = async (path: string, token: string, body?: unknown) =>
  fetch(`${stage.appUrl}/rpc${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const staffAsk = async (path: string, body?: unknown) => ask(`/admin${path}`, await staffToken(stage), body);
const right = { way: 'give', points: 50, reason: 'late parcel', attempt: 'attempt-1' };
const adjust = (memberId: string, said: object = {}) => staffAsk(`/members/${memberId}/adjustments`, { ...right, ...said });

const jobsOf = async (customerId: string) =>
  (
    await stage.test.owner.query(
      `select from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
       where k.identifier = 'announce' and (j.payload -> 'customerIds')::jsonb ? $1`,
      [customerId],
    )
  ).rowCount;
const auditOf = async (memberId: MemberId) =>
  (
    await stage.test.owner.query<{ actor: unknown; action: string; details: unknown }>(
      'select actor, action, details from audit_entry where subject = $1 order by at',
      [`member/${memberId}`],
    )
  ).rows;

describe('staff', () => {
  it('give points that can be spent at once and expire as the programme says', async () => {
    const { id, customerId } = await newMember();
    const answer = await adjust(id);
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ points: 50, balance: { pending: 0, available: 50, held: 0, debt: 0 } });
    const lots = await stage.test.db.read(stage.shop.id, (tx) => openLots(tx, stage.shop, id, stage.deps.now()));
    expect(lots).toMatchObject([{ source: 'adjustment', issued: 50, available: 50, expiresOn: '2027-11-02' }]);
    expect(await jobsOf(customerId)).toBe(1);
    expect(await auditOf(id)).toEqual([
      { actor: { kind: 'staff', userId: '42' }, action: 'members.adjust', details: { points: 50, postingNo: 1 } },
    ]);
  });

  it('take points that are there, and are told how many are missing otherwise; then nothing is stored', async () => {
    const { id } = await newMember();
    await adjust(id, { points: 30 });
    const refused = await adjust(id, { way: 'take', points: 50, attempt: 'attempt-2' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: 'refused',
      message: 'The member has only 30 points to spend: 20 are missing.',
      details: { code: 'not-enough-points', missingPoints: 20 },
    });
    expect(await auditOf(id)).toHaveLength(1);
    const taken = await adjust(id, { way: 'take', points: 30, attempt: 'attempt-2' });
    expect(await taken.json()).toMatchObject({ points: -30, balance: { available: 0 } });
    expect((await verify(stage.deps.db, stage.shop)).differences).toEqual([]);
  });

  it('who send it twice, or twenty times at once, do it once; with other input it is a conflict', async () => {
    const { id, customerId } = await newMember();
    const answers = await Promise.all(Array.from({ length: 20 }, () => adjust(id)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(new Set(await Promise.all(answers.map(async (answer) => JSON.stringify((await answer.json()) as AdjustmentView)))).size).toBe(1);
    for (const other of [{ points: 51 }, { way: 'take' }, { reason: 'another reason' }]) {
      const conflict = await adjust(id, other);
      expect([conflict.status, await conflict.json()]).toEqual([409, expect.objectContaining({ code: 'key_reused' })]);
    }
    expect(await auditOf(id)).toHaveLength(1);
    expect(await jobsOf(customerId)).toBe(1);
  });

  it('read who did it and why in the history; the member reads neither', async () => {
    const { id, customerId } = await newMember();
    await adjust(id);
    await adjust(id, { way: 'take', points: 10, reason: '  counted twice ', attempt: 'attempt-2' });
    const forStaff = (await (await staffAsk(`/members/${id}/history`)).json()) as HistoryPage;
    expect(forStaff.entries).toMatchObject([
      { kind: 'adjust-down', points: -10, subject: 'counted twice', why: [{ text: 'By staff member 42', points: null }] },
      { kind: 'adjust-up', points: 50, subject: 'late parcel', why: [{ text: 'By staff member 42', points: null }] },
    ]);
    const forMember = (await (await ask('/member/history', await customerToken(stage, customerId))).json()) as HistoryPage;
    expect(forMember.entries).toMatchObject([
      { kind: 'adjust-down', points: -10, subject: null, why: [] },
      { kind: 'adjust-up', points: 50, subject: null, why: [] },
    ]);
  });
});

describe('what is wrong is said in plain words, and nothing is stored', () => {
  const points = 'points: Enter a whole number of points from 1 to 1,000,000.';
  const why = 'reason: Say why, in 3 to 300 characters.';
  it.each([
    ['half a point', { points: 0.5 }, points],
    ['no points', { points: 0 }, points],
    ['fewer than none', { points: -5 }, points],
    ['more than a million', { points: 1_000_001 }, points],
    ['points as text', { points: '50' }, points],
    ['no number', { points: undefined }, points],
    ['no reason', { reason: undefined }, why],
    ['a reason of blanks', { reason: '     ' }, why],
    ['a reason too short to be one', { reason: 'ok' }, why],
    ['a novel', { reason: 'x'.repeat(301) }, why],
    ['a reason no database can keep', { reason: 'late\0parcel' }, 'reason: Holds a character that cannot be kept.'],
    ['neither give nor take', { way: 'lend' }, 'way: Choose to give or to take.'],
  ])('%s', async (_name, wrong, message) => {
    const { id } = await newMember();
    const answer = await adjust(id, wrong);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'invalid_request', message })]);
    expect((await stage.test.owner.query('select from posting where member_id = $1', [id])).rowCount).toBe(0);
  });

  it.each([
    ['nobody', '019a0000-0000-7000-8000-000000000000', 404],
    ['no uuid', '7', 400],
  ])('%s', async (_name, id, status) => {
    expect((await adjust(id)).status).toBe(status);
  });

  it('a shopper adjusts nothing', async () => {
    const { id, customerId } = await newMember();
    const answer = await ask(`/admin/members/${id}/adjustments`, await customerToken(stage, customerId), right);
    expect(answer.status).toBe(401);
  });
});

describe('a member who was merged into another', () => {
  it('is changed no more; their page leads to the other, and so does the old number', async () => {
    const [gone, kept] = [await newMember(), await newMember()];
    await adjust(gone.id);
    await mergeCustomers(stage.context(), { keptId: kept.customerId, goneId: gone.customerId });
    const answer = await adjust(gone.id, { attempt: 'attempt-2' });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ message: 'This account was merged into another one. Change the points of that one.' }),
    ]);
    expect((await (await staffAsk(`/members/${gone.id}`)).json()) as MemberFile).toMatchObject({
      mergedInto: { id: kept.id, customerId: kept.customerId },
    });
    const found = (await (await staffAsk(`/members?search=${gone.customerId}`)).json()) as MemberPage;
    expect(found.members.map(({ id }) => id)).toEqual([kept.id]);
    expect((await adjust(kept.id)).status).toBe(201);
  });
});
