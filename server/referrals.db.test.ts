import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { jobKinds, type JobKind } from './jobs/index.ts';
import { defaultDefinition, publish, type Definition } from './program/index.ts';
import { findRedemptions } from './redemption/index.ts';
import { purgeTraces } from './referrals/index.ts';
import { findCode } from './shopify/index.ts';
import { openStage, type Stage } from './testing/stage.ts';
import { customerToken, staffToken } from './testing/tokens.ts';
import { findDifferences } from './verification/index.ts';
import type { FriendsView, InvitationView, MemberOverview, ReferralPage } from './views/index.ts';
import { jobHandlers } from './worker.ts';

const dayMs = 24 * 60 * 60_000;
const base = defaultDefinition('USD');
const terms: NonNullable<Definition['referral']> = {
  friend: { kind: 'points', points: 70 },
  advocate: { kind: 'points', points: 300 },
  ladder: [{ friends: 3, advocate: { kind: 'reward', rewardId: 'three-off' } }],
  minimumOrderMinor: 20_00,
  newCustomersOnly: true,
  vestDays: 14,
  limitPerAdvocate: { times: 10, per: 'year' },
};
const definition: Definition = { ...base, tiers: base.tiers.map(({ entryGift: _, ...tier }) => tier), referral: terms };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const published = await publish(stage.context(), { basedOnVersion: 1, definition });
  if ('problems' in published) throw new Error(JSON.stringify(published.problems));
});
afterAll(() => stage.close());

let people = 0;
interface Person {
  readonly customerId: string;
  readonly email: string;
  readonly name: string;
}

async function person(firstName: string, email?: string): Promise<Person> {
  people += 1;
  const address = email ?? `${firstName.toLowerCase()}${people}@example.com`;
  const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName, lastName: 'Berg', email: address });
  return { customerId, email: address, name: `${firstName} Berg` };
}

async function ask<T>(
  path: string,
  token: string | undefined,
  body?: object,
  method = body ? 'POST' : 'GET',
): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${stage.appUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

// Tokens live for minutes, and stories for weeks.
const tokenOf = ({ customerId }: Person) => customerToken(stage, customerId);
const overview = async (one: Person) => (await ask<MemberOverview>('/rpc/member', await tokenOf(one))).body;
const codeOf = async (one: Person) => (await overview(one)).referral?.code ?? '';
const friendsOf = async (one: Person) =>
  (await ask<FriendsView>('/rpc/member/referral/friends', await tokenOf(one))).body.friends.map(({ state, text }) => `${state}: ${text}`);
const pointsOf = async (one: Person) => {
  const { points } = await overview(one);
  return [points?.pending, points?.available];
};
const claim = async (one: Person, code: string) => ask<{ message?: string }>('/rpc/member/referral/claims', await tokenOf(one), { code });

interface Bought {
  readonly orderId: string;
}
/** Everybody lives somewhere and pays with something of their own, unless the story says otherwise. */
async function buy(one: Person, said: { buyer?: object; code?: string; quantity?: number } = {}): Promise<Bought> {
  const own = one.customerId.slice(-4);
  const order = await stage.control<Bought>('orders', {
    customerId: one.customerId,
    lines: [{ handle: 'the-ritual-set', quantity: said.quantity ?? 1 }],
    ...(said.code !== undefined && { attributes: [{ key: 'laurel_ref', value: said.code }] }),
    buyer: {
      name: `${one.name.split(' ')[0]} ${own}`,
      address1: `${own} Elm Street`,
      zip: own,
      phone: `+1 555 000 ${own}`,
      cardNumber: `4242 42${own.slice(0, 2)} 1111 ${own}`,
      ip: `10.${own.slice(0, 2)}.${own.slice(2)}.7`,
      ...said.buyer,
    },
  });
  await heard();
  return order;
}

async function heard(): Promise<void> {
  await stage.control('webhooks/settled', {});
  await stage.worker.round();
}

/** Does the jobs of a kind that are queued, as the job runner would, twice: once is enough. */
async function doJobs(kind: JobKind): Promise<void> {
  const { rows } = await stage.test.owner.query<{ payload: unknown }>(
    `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1`,
    [kind],
  );
  const handlers = jobHandlers(stage.deps);
  for (const { payload } of [...rows, ...rows]) await handlers[kind](jobKinds[kind].parse(payload) as never);
  await stage.test.owner.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = $1`,
    [kind],
  );
}

const sound = async () => expect(await findDifferences(stage.context())).toMatchObject({ found: [] });

describe('a friend', () => {
  it('comes by a link, orders, and both are thanked when the return window is over', async () => {
    const [ada, ben] = [await person('Ada'), await person('Ben')];
    const { referral } = await overview(ada);
    expect(referral).toEqual({
      code: expect.stringMatching(/^[A-HJKMNP-Z2-9]{8}$/),
      link: `${stage.appUrl}/r/${referral?.code}`,
      shareText: 'A present for your first order at Glow & Co: 70 points',
      offers: ['Your friend gets: 70 points', 'You get: 300 points', 'For friend number 3 you get: $3 off'],
      terms: [
        'Their first order has to come to $20.00 or more.',
        'It is for people who have not bought here before.',
        'Both are yours 14 days after the order, when it can no longer be returned.',
        'You are thanked for at most 10 friends a year.',
      ],
      waiting: 0,
      counted: 0,
    });
    const code = referral?.code ?? '';
    const seen = await ask<InvitationView>(`/rpc/programs/${stage.shop.domain}/invitations/${code.toLowerCase()}`, undefined);
    expect(seen.body).toMatchObject({ code, shopName: 'Glow & Co', friendGets: '70 points' });
    expect(await claim(ben, `${code.slice(0, 4)}-${code.slice(4)}`)).toMatchObject({ status: 200 });
    expect(await friendsOf(ada)).toEqual(['claimed: Came by your link and has not ordered yet']);
    await buy(ben);
    const day = 'November 16, 2026';
    expect(await friendsOf(ada)).toEqual([`qualified: Has ordered: 300 points are yours on ${day}`]);
    expect(await pointsOf(ada)).toEqual([300, 0]);
    const history = await ask<{ entries: { why: { text: string }[] }[] }>('/rpc/member/history', await tokenOf(ada));
    expect(history.body.entries[0]?.why).toEqual([{ text: 'Thanks: a friend you brought has ordered', points: 300 }]);
    stage.advance(14 * dayMs);
    await stage.worker.round();
    expect(await friendsOf(ada)).toEqual(['vested: Has ordered: 300 points are yours']);
    expect(await pointsOf(ada)).toEqual([0, 300]);
    expect((await overview(ada)).referral).toMatchObject({ waiting: 0, counted: 1 });
    await sound();
  });

  it('whose order goes back within the window costs nobody a point', async () => {
    const [ada, ben] = [await person('Ada'), await person('Ben')];
    await claim(ben, await codeOf(ada));
    const { orderId } = await buy(ben);
    expect(await pointsOf(ada)).toEqual([300, 0]);
    stage.advance(5 * dayMs);
    await stage.control(`orders/${orderId}/cancellations`, {});
    await heard();
    expect(await friendsOf(ada)).toEqual(['reversed: Sent the order back, so the thanks were taken back']);
    expect(await pointsOf(ada)).toEqual([0, 0]);
    await sound();
  });

  it('is known by the code on the cart, or by the address they left on another device', async () => {
    const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
    const code = await codeOf(ada);
    await buy(ben, { code });
    const promised = await ask(`/rpc/programs/${stage.shop.domain}/invitations/${code}/promises`, undefined, {
      email: ` ${cleo.email.toUpperCase()}`,
    });
    expect(promised.status).toBe(201);
    await buy(cleo);
    expect(await friendsOf(ada)).toEqual([expect.stringContaining('qualified'), expect.stringContaining('qualified')]);
  });

  it.each([
    ['an unknown code', async () => 'ZZZZZZZZ', 'Nobody has this code. Please look at it once more.'],
    ['their own code', (own: Person) => codeOf(own), 'This is your own code. It is for your friends.'],
  ])('who types %s is told so in a sentence', async (_name, code, message) => {
    const ben = await person('Ben');
    expect(await claim(ben, await code(ben))).toMatchObject({ status: 422, body: { message } });
    expect(await ask(`/rpc/programs/${stage.shop.domain}/invitations/ZZZZZZZZ`, undefined)).toMatchObject({ status: 404 });
  });
});

describe('who brings themselves', () => {
  it('by another address of the same mailbox is refused politely, and nobody is thanked', async () => {
    const ada = await person('Ada', 'ada.self@gmail.com');
    await buy(ada, { buyer: { name: 'Ada Self' } });
    const again = await person('Ada', 'adaself+friend@gmail.com');
    await claim(again, await codeOf(ada));
    await buy(again, { buyer: { name: 'Ada Self' } });
    expect(await friendsOf(ada)).toEqual(['refused: Does not count: you cannot bring yourself']);
    expect((await pointsOf(again))[0]).toBe((await pointsOf(ada))[0]);
    await sound();
  });
});

describe('what is doubtful', () => {
  let staff: string;
  beforeEach(async () => {
    staff = await staffToken(stage);
  });

  async function heldOne() {
    const [ada, ben] = [await person('Ada'), await person('Ben')];
    const shared = { buyer: { phone: `+1 555 999 ${1000 + people}` } };
    await buy(ada, shared);
    await claim(ben, await codeOf(ada));
    await buy(ben, shared);
    expect(await friendsOf(ada)).toEqual(['held: Has ordered; we are having a look at it']);
    const page = (await ask<ReferralPage>('/rpc/admin/referrals?state=held', staff)).body;
    const [row] = page.referrals;
    if (!row) throw new Error('nothing waits');
    return { ada, ben, row, page };
  }
  const judge = (id: string, judgement: string) =>
    ask<{ state?: string; message?: string }>(`/rpc/admin/referrals/${id}/judgements`, staff, { judgement, note: 'Looked at both orders' });

  it('waits for staff, who see why; approved, both are thanked', async () => {
    const { ada, ben, row } = await heldOne();
    expect(row).toMatchObject({ state: 'held', may: ['approve', 'refuse'], order: { name: expect.stringMatching(/^#\d+$/) } });
    expect(row.why.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['They live apart, and share a card or a telephone', 'Both have one phone number']),
    );
    const before = await pointsOf(ben);
    expect(await judge(row.id, 'approve')).toMatchObject({ status: 200, body: { state: 'qualified' } });
    expect(await judge(row.id, 'approve')).toMatchObject({ status: 200, body: { state: 'qualified' } });
    expect((await pointsOf(ben))[0]).toBe((before[0] ?? 0) + 70);
    expect(await friendsOf(ada)).toEqual([expect.stringContaining('qualified: Has ordered: 300 points')]);
    // Approved is approved: the end of the window does not ask again.
    stage.advance(14 * dayMs);
    await stage.worker.round();
    expect(await friendsOf(ada)).toEqual(['vested: Has ordered: 300 points are yours']);
    await sound();
  });

  it('refused nobody is thanked; looked at again it waits, and can be approved', async () => {
    const { ada, row } = await heldOne();
    expect(await judge(row.id, 'refuse')).toMatchObject({ body: { state: 'refused' } });
    expect(await judge(row.id, 'approve')).toMatchObject({ status: 409, body: { message: 'This referral was refused already.' } });
    expect(await friendsOf(ada)).toEqual(['refused: Does not count']);
    expect(await judge(row.id, 'reopen')).toMatchObject({ body: { state: 'held' } });
    expect(await judge(row.id, 'approve')).toMatchObject({ body: { state: 'qualified' } });
    await sound();
  });

  it('of a member who is blocked is refused with all that is not theirs yet, and their code opens nothing', async () => {
    const { ada, ben, row } = await heldOne();
    const cleo = await person('Cleo');
    const code = await codeOf(ada);
    await claim(cleo, code);
    await buy(cleo);
    const memberId = (await overview(ada)).member?.id ?? '';
    const block = { blocked: true, note: 'Brings herself' };
    expect(await ask(`/rpc/admin/members/${memberId}/referral-blocks`, staff, block)).toMatchObject({
      status: 200,
      body: { blocked: true },
    });
    expect(await ask(`/rpc/admin/members/${memberId}/referral-blocks`, staff, block)).toMatchObject({ status: 200 });
    expect((await friendsOf(ada)).map((text) => text.split(':')[0])).toEqual(['reversed', 'refused']);
    expect((await overview(ada)).referral).toBeUndefined();
    expect(await claim(await person('Dora'), code)).toMatchObject({
      status: 422,
      body: { message: 'This code cannot be used at the moment.' },
    });
    expect(await ask(`/rpc/programs/${stage.shop.domain}/invitations/${code}`, undefined)).toMatchObject({ status: 404 });
    expect(row.friend.memberId).toBe((await overview(ben)).member?.id);
    await sound();
  });

  it('is counted beforehand when the thresholds are to change', async () => {
    const { row } = await heldOne();
    const preview = (query: string) =>
      ask<{ judged: number; now: { held: number }; proposed: { held: number; through: number } }>(
        `/rpc/admin/referrals/threshold-previews?${query}`,
        staff,
      );
    const { body } = await preview(`hold=${(row.score ?? 0) + 1}&refuse=900`);
    expect(body.proposed.held).toBeLessThan(body.now.held + 1);
    expect(await preview('hold=100&refuse=50')).toMatchObject({ status: 400 });
    const { revision } = (await ask<{ revision: number }>('/rpc/admin/referrals/thresholds', staff)).body;
    const changed = await ask('/rpc/admin/referrals/thresholds', staff, { hold: 300, refuse: 900, basedOnRevision: revision }, 'PUT');
    expect(changed).toMatchObject({ status: 200, body: { hold: 300, refuse: 900, revision: revision + 1 } });
    await ask('/rpc/admin/referrals/thresholds', staff, { hold: 60, refuse: 120, basedOnRevision: revision + 1 }, 'PUT');
  });

  it('shows in the figures with what it brought and cost', async () => {
    const figures = (await ask<Record<string, number>>('/rpc/admin/referrals/figures?days=365', staff)).body;
    expect(figures['claimed']).toBe(
      (figures['counted'] ?? 0) + (figures['held'] ?? 0) + (figures['refused'] ?? 0) + (figures['reversed'] ?? 0),
    );
    expect(figures['visits']).toBeGreaterThan(0);
    expect(figures['revenueMinor']).toBeGreaterThan(0);
    const { rows } = await stage.test.owner.query<{ points: string }>(
      `select sum(case kind when 'issue' then points else -points end)::text as points from posting where key like 'referral/%'`,
    );
    expect(figures['points']).toBe(Number(rows[0]?.points));
  });
});

it('a reward as thanks is set aside when it vests, and withdrawn when the order goes back', async () => {
  const ada = await person('Ada');
  const code = await codeOf(ada);
  const orders: Bought[] = [];
  for (const name of ['Bea', 'Cem', 'Dan']) {
    const friend = await person(name);
    await claim(friend, code);
    orders.push(await buy(friend));
  }
  stage.advance(14 * dayMs);
  await stage.worker.round();
  await doJobs('grant-reward');
  const redemptions = async () => {
    const memberId = (await overview(ada)).member?.id ?? '';
    const ctx = stage.context();
    return ctx.db.read(ctx.shop.id, (tx) => findRedemptions(tx, ctx.shop.id, 'member_id = $2', [memberId]));
  };
  const [given] = await redemptions();
  expect(given).toMatchObject({ rewardId: 'three-off', state: 'issued' });
  const api = stage.deps.admin.of(stage.shop);
  expect(await findCode(api, given?.code ?? '')).toMatchObject({ active: true });
  expect(await pointsOf(ada)).toEqual([0, 600]);
  await stage.control(`orders/${orders[2]?.orderId}/cancellations`, {});
  await heard();
  await doJobs('withdraw-thanks');
  expect(await redemptions()).toMatchObject([{ state: 'released' }]);
  expect(await findCode(api, given?.code ?? '')).toMatchObject({ active: false });
  expect(await pointsOf(ada)).toEqual([0, 600]);
  await sound();
});

it('traces are stored as hashes alone, and are gone when they are not needed any more', async () => {
  const { owner } = stage.test;
  const count = async (table: string) => Number((await owner.query(`select count(*) as count from ${table}`)).rows[0]?.count);
  expect(await count('order_trace')).toBeGreaterThan(0);
  const { rows } = await owner.query<{ row: string }>('select to_jsonb(t)::text as row from order_trace t');
  for (const { row } of rows) expect(row).not.toMatch(/elm|berg|@/i);
  stage.advance(100 * dayMs);
  await buy(await person('Eve'));
  expect(await count('trace_salt')).toBe(2);
  stage.advance(190 * dayMs);
  await purgeTraces(stage.context());
  expect([await count('order_trace'), await count('trace_salt'), await count('referral_promise')]).toEqual([0, 0, 0]);
});
