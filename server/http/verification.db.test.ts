import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';
import type { HistoryPage, Verification, VerificationPage } from '../views/index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const call = async (path: string, body?: unknown, token?: string) =>
  fetch(`${stage.appUrl}/rpc/admin/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? (await staffToken(stage))}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const verify = async () => (await (await call('verifications', {})).json()) as Verification;

/** A member whose order says it has more points than it was given. */
async function wronged(): Promise<string> {
  const { customerId } = await stage.control<{ customerId: string }>('customers', {
    firstName: 'Ina',
    lastName: 'Test',
    email: 'ina@example.com',
  });
  await stage.control('orders', { customerId, lines: [{ handle: 'cloud-cleanser', quantity: 2 }] });
  await stage.control('webhooks/settled', {});
  await stage.worker.round();
  const { rows } = await stage.test.owner.query<{ id: string }>('select id from member where customer_id = $1', [customerId]);
  const memberId = rows[0]?.id ?? '';
  await stage.test.owner.query(
    `update shop_order set facts = jsonb_set(facts, '{lines,0,netMinor}', to_jsonb((facts #>> '{lines,0,netMinor}')::bigint + 2100)) where member_id = $1`,
    [memberId],
  );
  return memberId;
}

describe('the doors of the check', () => {
  it('keep what was found, newest first, and put it right once', async () => {
    expect(((await (await call('verifications')).json()) as VerificationPage).verifications).toEqual([]);
    const memberId = await wronged();
    const { found, differences, by } = await verify();
    expect([found, by]).toEqual([2, '42']);
    const one = differences.find(({ what }) => what.endsWith('by what is on it'));
    expect(one).toMatchObject({ memberId, stored: 64, derived: 106, correction: { posting: { kind: 'issue', points: 42 } } });
    const { what, stored, derived } = one as Verification['differences'][number];
    const right = { attempt: randomUUID(), memberId, what, stored, derived, reason: ' typed wrong ' };

    const [first, again] = [await call('corrections', right), await call('corrections', right)];
    expect([first.status, await first.json()]).toEqual([200, { correction: 'order', points: 42 }]);
    expect([again.status, await again.json()]).toEqual([200, { correction: 'order', points: 42 }]);
    const gone = await call('corrections', { ...right, attempt: randomUUID() });
    expect([gone.status, await gone.json()]).toMatchObject([
      409,
      { code: 'conflict', message: expect.stringContaining('no longer there') },
    ]);
    const reused = await call('corrections', { ...right, reason: 'another' });
    expect([reused.status, await reused.json()]).toMatchObject([409, { code: 'key_reused' }]);

    expect((await verify()).found).toBe(0);
    const { verifications } = (await (await call('verifications')).json()) as VerificationPage;
    expect(verifications.map((check) => [check.found, check.differences.length])).toEqual([
      [0, 0],
      [2, 0],
    ]);
    const { entries } = (await (await call(`members/${memberId}/history`)).json()) as HistoryPage;
    expect(entries[0]).toMatchObject({ kind: 'adjust-up', moved: 42, subject: 'typed wrong', balance: { available: 106 } });
  });

  const whole = () => ({ attempt: randomUUID(), memberId: randomUUID(), what: 'available points', stored: 1, derived: 2, reason: 'why' });
  test.each<[title: string, body: object, status: number]>([
    ['no reason', { reason: '  ' }, 400],
    ['a reason that never ends', { reason: 'x'.repeat(501) }, 400],
    ['a reason that cannot be kept', { reason: 'a\0b' }, 400],
    ['no attempt', { attempt: 'again' }, 400],
    ['half a point', { stored: 1.5 }, 400],
    ['an id that is none', { memberId: '1' }, 400],
    ['nobody', {}, 404],
  ])('%s is refused in words', async (_title, body, status) => {
    const answer = await call('corrections', { ...whole(), ...body });
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ message: expect.stringMatching(/./) })]);
  });

  it('are closed to shoppers', async () => {
    const token = await customerToken(stage, '1');
    for (const answer of [
      await call('verifications', undefined, token),
      await call('verifications', {}, token),
      await call('corrections', whole(), token),
    ])
      expect(answer.status).toBe(401);
  });
});
