import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Act, type Role } from '../staff/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { staffToken } from '../testing/tokens.ts';

/** Who is who here; the owner comes first. */
const people: Readonly<Record<Role, string>> = { owner: '1', manager: '3', support: '2', viewer: '4' };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  for (const role of roles) await as(role, 'GET', '/me');
  for (const role of ['manager', 'support'] as const) await as('owner', 'PUT', `/staff/${people[role]}/role`, { role, was: 'viewer' });
});
afterAll(() => stage.close());

async function as(role: Role, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${stage.appUrl}/rpc/admin${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await staffToken(stage, { userId: people[role] })}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const id = '019a0000-0000-7000-8000-000000000000';
const reason = 'only a try';
/** Every path of the admin: what it is to do it, and a request that is right as far as its shape goes. */
const doors: Readonly<Record<string, readonly [act: Act, path: string, body?: unknown]>> = {
  'GET /overview': ['look', '/overview'],
  'GET /program': ['look', '/program'],
  'PUT /program': ['publish', '/program', { basedOnVersion: 99, definition: {} }],
  'GET /members': ['look', '/members'],
  'GET /members/{id}': ['look', `/members/${id}`],
  'GET /members/{id}/history': ['look', `/members/${id}/history`],
  'POST /members/{id}/adjustments': ['adjust', `/members/${id}/adjustments`, { way: 'give', points: 1, reason, attempt: 'attempt-1' }],
  'GET /webhooks': ['look', '/webhooks'],
  'POST /webhooks/{topic}/{id}/retries': ['retry', '/webhooks/none/none/retries'],
  'GET /verifications': ['look', '/verifications'],
  'POST /verifications': ['check-books', '/verifications'],
  'POST /corrections': ['correct', '/corrections', { attempt: id, memberId: id, what: 'available points', stored: 1, derived: 2, reason }],
  'GET /me': ['look', '/me'],
  'GET /staff': ['look', '/staff'],
  'PUT /staff/{userId}/role': ['give-roles', '/staff/77/role', { role: 'viewer', was: 'viewer' }],
  'GET /program/draft': ['look', '/program/draft'],
  'PUT /program/draft': ['draft', '/program/draft', { definition: [], basedOnVersion: 1, revision: 0 }],
  'DELETE /program/draft': ['draft', '/program/draft', { revision: 99 }],
  'POST /program/draft/from-version': ['draft', '/program/draft/from-version', { version: 99, revision: null }],
  'POST /program/simulations': ['draft', '/program/simulations', { hash: '0'.repeat(64), months: 12 }],
  'GET /program/simulations': ['look', `/program/simulations?hash=${'0'.repeat(64)}`],
  'GET /program/simulations/{id}': ['look', `/program/simulations/${id}`],
  'DELETE /program/simulations/{id}': ['draft', `/program/simulations/${id}`],
  'POST /program/publications': [
    'publish',
    '/program/publications',
    { hash: '0'.repeat(64), simulationId: id, startsAt: null, keepUntil: null, note: reason },
  ],
  'POST /program/examples': ['look', '/program/examples', { definition: {}, carts: [{ tierId: 'fan', lines: [] }] }],
  'GET /program/reward-uses': ['look', '/program/reward-uses'],
  'GET /program/versions': ['look', '/program/versions'],
  'GET /program/versions/{version}': ['look', '/program/versions/1'],
  'GET /program/versions/{version}/compare/{other}': ['look', '/program/versions/1/compare/1'],
  'POST /members/{id}/tier-words': ['say-tier', `/members/${id}/tier-words`, { kind: 'pinned', tierId: 'pro', reason }],
  'POST /members/{id}/tier-words/{no}/end': ['say-tier', `/members/${id}/tier-words/1/end`, {}],
  'GET /settings': ['look', '/settings'],
  'PUT /settings': ['change-settings', '/settings', { basedOnRevision: 99, adjustmentLimitPoints: 5, defaultRole: 'viewer' }],
  'GET /approvals': ['look', '/approvals'],
  'POST /approvals/{id}/decisions': ['decide', `/approvals/${id}/decisions`, { decision: 'approve' }],
  'DELETE /approvals/{id}': ['adjust', `/approvals/${id}`],
  'POST /redemptions/{id}/releases': ['release', `/redemptions/${id}/releases`, { reason }],
  'GET /activity': ['look', '/activity'],
  'GET /referrals': ['look', '/referrals'],
  'POST /referrals/{id}/judgements': ['judge-referrals', `/referrals/${id}/judgements`, { judgement: 'refuse', note: reason }],
  'POST /members/{id}/referral-blocks': ['judge-referrals', `/members/${id}/referral-blocks`, { blocked: true, note: reason }],
  'GET /referrals/figures': ['look', '/referrals/figures'],
  'GET /referrals/thresholds': ['look', '/referrals/thresholds'],
  'PUT /referrals/thresholds': ['change-settings', '/referrals/thresholds', { hold: 50, refuse: 100, basedOnRevision: 99 }],
  'GET /referrals/threshold-previews': ['look', '/referrals/threshold-previews?hold=50&refuse=100'],
  'POST /members/{id}/actions': ['adjust', `/members/${id}/actions`, { actionId: 'review', attempt: 'attempt-1' }],
  'GET /api-keys': ['look', '/api-keys'],
  'POST /api-keys': ['change-settings', '/api-keys', { name: 'Reviews app' }],
  'DELETE /api-keys/{id}': ['change-settings', `/api-keys/${id}`],
};

/** Who may what, once more and by hand: server/staff must not be the only one to say so. */
const allowed: Readonly<Record<Act, readonly Role[]>> = {
  look: ['owner', 'manager', 'support', 'viewer'],
  adjust: ['owner', 'manager', 'support'],
  'say-tier': ['owner', 'manager', 'support'],
  release: ['owner', 'manager', 'support'],
  decide: ['owner', 'manager'],
  'judge-referrals': ['owner', 'manager', 'support'],
  draft: ['owner', 'manager'],
  publish: ['owner', 'manager'],
  retry: ['owner', 'manager'],
  'check-books': ['owner', 'manager'],
  correct: ['owner', 'manager'],
  'change-settings': ['owner'],
  'give-roles': ['owner'],
};

it('every path of the admin is in the table', async () => {
  const { paths } = (await (await fetch(`${stage.appUrl}/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
  const admin = Object.entries(paths).filter(([path]) => path.startsWith('/rpc/admin/'));
  const found = admin.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice('/rpc/admin'.length)}`),
  );
  expect(found.toSorted()).toEqual(Object.keys(doors).toSorted());
});

describe('a door opens to the roles that may, and to nobody else', () => {
  const cases = Object.entries(doors).flatMap(([door, [act, path, body]]) =>
    roles.map((role) => [role, door, allowed[act].includes(role), path, body] as const),
  );
  it.each(cases)('%s, %s: %s', async (role, door, may, path, body) => {
    const answer = await as(role, door.split(' ')[0] ?? '', path, body);
    expect(answer.status === 403).toBe(!may);
    expect(answer.status).toBeLessThan(500);
    if (may) return;
    expect(await answer.json()).toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(new RegExp(`^It takes an? .* to .*, and your role is ${role}\\. .* can change that\\.$`)) as string,
      details: { code: 'wrong-role', role },
    });
  });
});

it('who was refused has changed nothing', async () => {
  const { rows } = await stage.test.owner.query(
    `select action from audit_entry where action not in ('staff.arrive', 'staff.role', 'keys.create')`,
  );
  expect(rows).toEqual([]);
  expect((await stage.test.owner.query('select from shop_settings')).rowCount).toBe(0);
});

describe('the last owner', () => {
  it('is told why they stay', async () => {
    const answer = await as('owner', 'PUT', `/staff/${people.owner}/role`, { role: 'viewer', was: 'owner' });
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({ message: 'A shop needs an owner. Make somebody else an owner first.', details: { code: 'last-owner' } }),
    ]);
  });

  it.each([
    ['a role there is not', '77', { role: 'king', was: 'viewer' }, 'role: Choose owner, manager, support or viewer.'],
    ['a person who is none', 'x', { role: 'viewer', was: 'viewer' }, 'userId: That is not a staff member.'],
    ['nothing seen', '77', { role: 'viewer' }, 'was: Choose owner, manager, support or viewer.'],
  ])('who gives %s is told what is wrong', async (_name, userId, body, message) => {
    const answer = await as('owner', 'PUT', `/staff/${userId}/role`, body);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ message })]);
  });
});

it('whoever opens the app from many tabs at once is one staff member', async () => {
  const userId = '900';
  const token = await staffToken(stage, { userId });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => fetch(`${stage.appUrl}/rpc/admin/me`, { headers: { authorization: `Bearer ${token}` } })),
  );
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  expect(bodies[0]).toEqual({ userId, name: `staff member ${userId}`, role: 'viewer', may: ['look'] });
});
