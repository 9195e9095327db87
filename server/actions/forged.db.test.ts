import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MemberId } from '../core/id.ts';
import type { TestDb } from '../db/testing.ts';
import { tamper } from '../verification/testing.ts';
import { report } from './report.ts';
import { openTest, tellActions, type ActionStory } from './testing.ts';
import { verifyActions } from './verify.ts';

let t: TestDb;
let s: ActionStory;
let memberId: MemberId;
beforeAll(async () => {
  t = await openTest();
});
beforeEach(async () => {
  s = await tellActions(t);
  memberId = await s.join();
  await report(s.at('2026-03-01'), { eventId: 'r-1', customerId: '101', actionId: 'review' });
});
afterAll(() => t.close());

/** The first review's row again, changed, as the owner of the database would write it. */
async function forge(change: Record<string, unknown>): Promise<unknown> {
  const row = {
    shop_id: s.story.shop.id,
    member_id: memberId,
    action_id: 'review',
    period: '2026-03',
    n: 2,
    event: 'api/r-1',
    at: '2026-03-01T17:00:00Z',
    points: 20,
    program_version: 1,
    ...change,
  };
  const names = Object.keys(row);
  return t.owner.query(
    `insert into action_done (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
}

describe('the database refuses, whoever writes', () => {
  test.each([
    ['the same event once more', {}, '23505'],
    ['the same time of the same month', { event: 'api/r-2', n: 1 }, '23L33'],
    ['an action that nobody promised', { action_id: 'dance' }, '23L30'],
    ['a version there is not', { program_version: 7 }, '23L30'],
    ['one more than the limit', { n: 3 }, '23L31'],
    ['a month that is not the shop’s', { period: '2026-02' }, '23L31'],
    ['a day where a month is counted', { period: '2026-03-01' }, '23L31'],
    ['more points than promised', { points: 21 }, '23L32'],
    ['points that were never posted', { event: 'api/r-9' }, '23L33'],
    ['a period that is none', { period: 'March' }, '23L31'],
    ['the zeroth time', { n: 0 }, '23514'],
  ])('%s', async (_what, change, code) => {
    await expect(forge(change)).rejects.toMatchObject({ code });
  });

  test('another member’s points', async () => {
    const other = await s.join('102');
    await expect(forge({ member_id: other })).rejects.toMatchObject({ code: '23L33' });
  });

  test.each(['update action_done set points = 1', 'delete from action_done', 'truncate action_done'])('%s', async (sql) => {
    await expect(t.owner.query(sql)).rejects.toMatchObject({ code: '23L01' });
  });

  test.each(['update action_done set points = 1', 'delete from action_done'])('the server’s own role: %s', async (sql) => {
    await expect(t.db.transaction(s.story.shop.id, (tx) => tx.exec(sql))).rejects.toMatchObject({ code: '42501' });
  });

  test('a birthday that no year has', async () => {
    for (const [month, day] of [
      [2, 30],
      [4, 31],
      [13, 1],
    ])
      await expect(
        t.owner.query(`insert into birthday values ($1, $2, $3, $4, now())`, [s.story.shop.id, memberId, month, day]),
      ).rejects.toMatchObject({ code: '23514' });
  });
});

test('another shop’s actions, birthdays and keys cannot be seen', async () => {
  const other = await tellActions(t);
  for (const table of ['action_done', 'birthday', 'api_key'])
    expect(await t.db.read(other.story.shop.id, (tx) => tx.rows(`select * from ${table} where shop_id = $1`, [s.story.shop.id]))).toEqual(
      [],
    );
});

test('points of an action that was not noted are found', async () => {
  await tamper(t, 'action_done', 'delete from action_done where shop_id = $1', [s.story.shop.id]);
  expect(await t.db.read(s.story.shop.id, (tx) => verifyActions(tx, s.story.shop.id))).toEqual([
    { memberId, what: 'points of action/review/api/r-1', stored: 0, derived: 20 },
  ]);
});
