import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkCauses } from '../verification/index.ts';
import { tamper } from '../verification/testing.ts';
import { mergeCustomers } from '../orders/index.ts';
import { publish } from '../program/index.ts';
import type { TestDb } from '../db/testing.ts';
import { claim } from './claim.ts';
import { payForNewsletter } from './newsletter.ts';
import { recordByStaff, report } from './report.ts';
import { payForJoining } from './sign-up.ts';
import { actions, openTest, tellActions, type ActionStory } from './testing.ts';

let t: TestDb;
let s: ActionStory;
beforeAll(async () => {
  t = await openTest();
});
beforeEach(async () => {
  s = await tellActions(t);
});
afterAll(() => t.close());

const review = (eventId: string, customerId = '101') => ({ eventId, customerId, actionId: 'review' });

describe('joining', () => {
  test('is paid once, however often it is heard of', async () => {
    await s.join();
    for (const at of ['2026-01-01', '2026-01-02', '2026-06-01']) await payForJoining(s.at(at), '101');
    expect(await s.points('2026-06-01')).toBe(25);
    await s.audit();
  });

  test('is nothing for a stranger, and where the programme promises nothing', async () => {
    await payForJoining(s.at('2026-01-01'), '999');
    const quiet = await tellActions(t, { actions: [] });
    await quiet.join();
    await payForJoining(quiet.at('2026-01-01'), '101');
    expect(await quiet.points('2026-01-01')).toBe(0);
  });
});

describe('what the member says they did', () => {
  test('is paid at once, and the same attempt is the same claim', async () => {
    const memberId = await s.join();
    expect(await claim(s.at('2026-03-01'), memberId, 'follow', 'attempt-1')).toEqual({ points: 15, repeated: false });
    expect(await claim(s.at('2026-03-02'), memberId, 'follow', 'attempt-1')).toEqual({ points: 15, repeated: true });
    expect(await claim(s.at('2026-03-02'), memberId, 'follow', 'attempt-2')).toEqual({
      refused: { code: 'limit-reached', times: 1, per: 'ever', again: null },
    });
    expect(await s.points('2026-03-02')).toBe(15);
    await s.audit();
  });

  test.each([
    ['a review', 'review', { code: 'not-by-click', kind: 'review' }],
    ['their birthday', 'birthday', { code: 'not-by-click', kind: 'birthday' }],
    ['joining', 'join', { code: 'not-by-click', kind: 'sign-up' }],
    ['something nobody promised', 'dance', { code: 'unknown-action' }],
  ])('is not enough for %s', async (_what, actionId, refused) => {
    const memberId = await s.join();
    expect(await claim(s.at('2026-03-01'), memberId, actionId, 'attempt-1')).toEqual({ refused });
    expect(await s.points('2026-03-01')).toBe(0);
  });
});

describe('what another app reports', () => {
  test('is paid within its limit, in the shop’s months', async () => {
    await s.join();
    // 31 March, 23:59 in New York.
    expect(await report(s.at('2026-04-01T03:59:00Z'), review('r-1'))).toEqual({ points: 20, repeated: false });
    expect(await report(s.at('2026-04-01T03:59:10Z'), review('r-2'))).toEqual({ points: 20, repeated: false });
    expect(await report(s.at('2026-04-01T03:59:20Z'), review('r-3'))).toEqual({
      refused: { code: 'limit-reached', times: 2, per: 'month', again: '2026-04-01' },
    });
    // A minute later it is April there.
    expect(await report(s.at('2026-04-01T04:00:00Z'), review('r-3'))).toEqual({ points: 20, repeated: false });
    expect(await s.points('2026-04-01')).toBe(60);
    await s.audit();
  });

  test.each([
    ['America/New_York', '2026-03-01T05:00:00Z', '2026-02-28'],
    ['Asia/Tokyo', '2026-02-28T15:00:00Z', '2026-02-28'],
  ])('a day in %s ends when it ends there', async (timeZone, midnight, day) => {
    const there = await tellActions(t, { timeZone });
    await there.join();
    const visit = (eventId: string, at: number) =>
      report(there.at(new Date(at).toISOString()), { eventId, customerId: '101', actionId: 'visit' });
    const next = Date.parse(midnight);
    expect(await visit('v-1', next - 1)).toMatchObject({ points: 5 });
    expect(await visit('v-2', next - 1)).toMatchObject({ refused: { code: 'limit-reached', again: '2026-03-01' } });
    expect(await visit('v-3', next)).toMatchObject({ points: 5 });
    const { rows } = await t.owner.query('select period from action_done where shop_id = $1 order by period', [there.story.shop.id]);
    expect(rows).toEqual([{ period: day }, { period: '2026-03-01' }]);
  });

  test('is nothing for who is no member, for what is seen by itself, and for what is not promised', async () => {
    await s.join();
    expect(await report(s.at('2026-03-01'), review('r-1', '999'))).toEqual({ refused: { code: 'unknown-member' } });
    expect(await report(s.at('2026-03-01'), { eventId: 'r-2', customerId: '101', actionId: 'birthday' })).toEqual({
      refused: { code: 'not-by-report', kind: 'birthday' },
    });
    expect(await report(s.at('2026-03-01'), { eventId: 'r-3', customerId: '101', actionId: 'dance' })).toEqual({
      refused: { code: 'unknown-action' },
    });
    expect(await s.points('2026-03-01')).toBe(0);
  });

  test('under the same name is the same, and for another member or action it is a mistake', async () => {
    await s.join('101');
    await s.join('102');
    await report(s.at('2026-03-01'), review('r-1'));
    expect(await report(s.at('2026-05-01'), review('r-1'))).toEqual({ points: 20, repeated: true });
    await expect(report(s.at('2026-03-01'), review('r-1', '102'))).rejects.toMatchObject({ code: 'key_reused' });
    await expect(report(s.at('2026-03-01'), { ...review('r-1'), actionId: 'visit' })).rejects.toMatchObject({ code: 'key_reused' });
    expect([await s.points('2026-03-01'), await s.points('2026-03-01', '102')]).toEqual([20, 0]);
  });

  test('fifty times at the same moment is paid once', async () => {
    await s.join();
    const all = await Promise.all(Array.from({ length: 50 }, () => report(s.at('2026-03-01'), review('r-1'))));
    expect(all.filter((one) => 'points' in one && !one.repeated)).toHaveLength(1);
    expect(all.filter((one) => 'points' in one && one.repeated)).toHaveLength(49);
    expect(await s.points('2026-03-01')).toBe(20);
    await s.audit();
  });

  test('fifty different ones at the same moment are paid as often as the limit says', async () => {
    await s.join();
    const all = await Promise.all(Array.from({ length: 50 }, (_, i) => report(s.at('2026-03-01'), review(`r-${i}`))));
    expect(all.filter((one) => 'points' in one)).toHaveLength(2);
    expect(all.filter((one) => 'refused' in one)).toHaveLength(48);
    expect(await s.points('2026-03-01')).toBe(40);
    await s.audit();
  });

  test('one event said of many members at the same moment is one member’s', async () => {
    const customers = Array.from({ length: 10 }, (_, i) => String(200 + i));
    for (const customerId of customers) await s.join(customerId);
    const all = await Promise.allSettled(customers.map((customerId) => report(s.at('2026-03-01'), review('r-1', customerId))));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) expect(one.status === 'fulfilled' || (one.reason as { code: string }).code === 'key_reused').toBe(true);
    const points = await Promise.all(customers.map((customerId) => s.points('2026-03-01', customerId)));
    expect(points.reduce((sum, one) => sum + one, 0)).toBe(20);
    await s.audit();
  });
});

describe('the newsletter', () => {
  const consent = (since: string, subscribed = true) => ({ customerId: '101', subscribed, since });
  test('is paid for each time it was subscribed to, within the limit, and not for every word about the customer', async () => {
    await s.join();
    await payForNewsletter(s.at('2026-03-01'), consent('2026-02-28T10:00:00.000Z', false));
    expect(await s.points('2026-03-01')).toBe(0);
    for (const at of ['2026-03-01', '2026-03-02']) await payForNewsletter(s.at(at), consent('2026-03-01T10:00:00.000Z'));
    expect(await s.points('2026-03-02')).toBe(30);
    await payForNewsletter(s.at('2026-06-01'), consent('2026-06-01T10:00:00.000Z'));
    expect(await s.points('2026-06-01')).toBe(30);
    // The old consent is not paid again in a new year, a new one is.
    await payForNewsletter(s.at('2027-02-01'), consent('2026-03-01T10:00:00.000Z'));
    expect(await s.points('2027-02-01')).toBe(30);
    await payForNewsletter(s.at('2027-02-02'), consent('2027-02-02T10:00:00.000Z'));
    expect(await s.points('2027-02-02')).toBe(60);
    await payForNewsletter(s.at('2027-02-02'), { ...consent('2027-02-02T10:00:00.000Z'), customerId: '999' });
    await s.audit();
  });
});

describe('what staff record', () => {
  test('is paid and stands in the activity log, once', async () => {
    const memberId = await s.join();
    const ctx = { ...s.at('2026-03-01'), actor: { kind: 'staff', userId: '42' } as const };
    expect(await recordByStaff(ctx, memberId, 'review', 'attempt-1')).toEqual({ points: 20, repeated: false });
    expect(await recordByStaff(ctx, memberId, 'review', 'attempt-1')).toEqual({ points: 20, repeated: true });
    const { rows } = await t.owner.query(`select actor, details from audit_entry where shop_id = $1 and action = 'actions.record'`, [
      s.story.shop.id,
    ]);
    expect(rows).toEqual([{ actor: { kind: 'staff', userId: '42' }, details: { actionId: 'review', points: 20 } }]);
  });

  test('is for staff, and about members there are', async () => {
    const memberId = await s.join();
    await expect(recordByStaff(s.at('2026-03-01'), memberId, 'review', 'attempt-1')).rejects.toMatchObject({ code: 'forbidden' });
    const ctx = { ...s.at('2026-03-01'), actor: { kind: 'staff', userId: '42' } as const };
    const nobody = '019a0000-0000-7000-8000-000000000000' as typeof memberId;
    await expect(recordByStaff(ctx, nobody, 'review', 'attempt-1')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('two customers who became one', () => {
  test('have done together what each did', async () => {
    const [gone, kept] = [await s.join('101'), await s.join('102')];
    await claim(s.at('2026-03-01'), gone, 'follow', 'attempt-1');
    await report(s.at('2026-03-01'), review('r-1', '101'));
    await report(s.at('2026-03-01'), review('r-2', '102'));
    await mergeCustomers(s.at('2026-03-02'), { keptId: '102', goneId: '101' });
    expect(await claim(s.at('2026-03-03'), kept, 'follow', 'attempt-2')).toMatchObject({ refused: { code: 'limit-reached' } });
    expect(await report(s.at('2026-03-03'), review('r-3', '102'))).toMatchObject({ refused: { code: 'limit-reached' } });
    expect(await report(s.at('2026-03-03'), review('r-1', '101'))).toEqual({ points: 20, repeated: true });
    expect(await report(s.at('2026-04-03'), review('r-4', '101'))).toEqual({ points: 20, repeated: false });
    await s.audit();
  });
});

describe('points of an action', () => {
  test('expire as the programme says, and keep the limit of the version by which they came', async () => {
    await s.join();
    await report(s.at('2026-03-01'), review('r-1'));
    const { rows } = await t.owner.query('select source, origin, expires_on::text from lot where shop_id = $1', [s.story.shop.id]);
    expect(rows).toEqual([{ source: 'action', origin: 'action/review/api/r-1', expires_on: '2027-03-01' }]);
  });

  test('follow the newest version: what it no longer promises brings nothing, what it allows more often counts more often', async () => {
    await s.join();
    await report(s.at('2026-03-01'), review('r-1'));
    await report(s.at('2026-03-01'), review('r-2'));
    const { rows } = await t.owner.query('select definition from program_version where shop_id = $1', [s.story.shop.id]);
    const more = actions.map((action) => (action.id === 'review' ? { ...action, points: 50, limit: { times: 3, per: 'month' } } : action));
    const ctx = { ...s.at('2026-03-10'), actor: { kind: 'staff', userId: '42' } as const };
    await publish(ctx, { basedOnVersion: 1, definition: { ...rows[0].definition, actions: more.filter(({ id }) => id !== 'follow') } });
    expect(await report(s.at('2026-03-11'), review('r-3'))).toEqual({ points: 50, repeated: false });
    expect(await report(s.at('2026-03-11'), review('r-4'))).toMatchObject({ refused: { code: 'limit-reached', times: 3 } });
    expect(await claim(s.at('2026-03-11'), await s.story.memberOf(), 'follow', 'attempt-1')).toEqual({
      refused: { code: 'unknown-action' },
    });
    await s.audit();
  });

  test('that do not follow from their cause are found', async () => {
    await s.join();
    await report(s.at('2026-03-01'), review('r-1'));
    const wrong: [change: string, why: string][] = [
      [`jsonb_set(cause, '{ref}', '"dance"')`, 'its cause names no action that was promised'],
      [`jsonb_set(cause, '{reasons,0,points}', '21')`, 'the points in its cause are not the action’s'],
      [`jsonb_set(cause, '{reasons,0,n}', '3')`, 'the action was done more often than promised'],
      [`jsonb_set(cause, '{reasons,0,rule}', '"birthday-of-tier"')`, '“birthday-of-tier” is not why this action brought points'],
      [`jsonb_set(cause, '{reasons}', '[]')`, 'an action has one reason'],
    ];
    for (const [change, why] of wrong) {
      const { rows } = await t.owner.query('select cause from posting where shop_id = $1', [s.story.shop.id]);
      await tamper(t, 'posting', `update posting set cause = ${change} where shop_id = $1`, [s.story.shop.id]);
      const { differences } = await checkCauses(s.at('2026-03-02'), 10);
      await tamper(t, 'posting', 'update posting set cause = $2 where shop_id = $1', [s.story.shop.id, rows[0].cause]);
      expect(differences.map(({ what }) => what)).toEqual([`posting 1: ${why}`]);
    }
  });
});
