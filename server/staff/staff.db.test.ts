import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Shop } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { arrive, changeSettings, giveRole, readSettings, type Role } from './index.ts';
import { asStaff, withStaff } from './testing.ts';

let t: TestDb;
let shop: Shop;
beforeAll(async () => (t = await testDb()));
beforeEach(async () => (shop = await t.shop()));
afterAll(() => t.close());

const as = (userId: string) => asStaff(t, shop, userId);
const rolesNow = async () =>
  Object.fromEntries(
    (await t.owner.query<{ user_id: string; role: Role }>('select user_id, role from staff where shop_id = $1', [shop.id])).rows.map(
      ({ user_id, role }) => [user_id, role],
    ),
  );
const auditNow = async () =>
  (
    await t.owner.query<{ action: string; subject: string; details: unknown; actor: { userId: string } }>(
      // All at one instant.
      'select action, subject, details, actor from audit_entry where shop_id = $1 order by at, action, subject',
      [shop.id],
    )
  ).rows.map(({ action, subject, details, actor }) => [action, subject, actor.userId, details]);

describe('who comes', () => {
  it('first is the owner; later they have the default role', async () => {
    expect(await arrive(as('1'), '1', 'Mara Lindt')).toMatchObject({ role: 'owner', name: 'Mara Lindt', givenBy: undefined });
    expect(await arrive(as('2'), '2', undefined)).toMatchObject({ role: 'viewer', name: undefined });
    expect(await auditNow()).toEqual([
      ['staff.arrive', 'staff/1', '1', { role: 'owner' }],
      ['staff.arrive', 'staff/2', '2', { role: 'viewer' }],
    ]);
  });

  it('twenty at once, three times each: one owner, nobody twice', async () => {
    const everybody = Array.from({ length: 60 }, (_, i) => String(1 + (i % 20)));
    await Promise.all(everybody.map((userId) => arrive(as(userId), userId, undefined)));
    const now = Object.values(await rolesNow());
    expect([now.length, now.filter((role) => role === 'owner').length]).toEqual([20, 1]);
    expect(await auditNow()).toHaveLength(20);
  });

  it('after the default was changed begins with that', async () => {
    await withStaff(t, shop);
    await changeSettings(as('1'), 0, { adjustmentLimitPoints: 10_000, defaultRole: 'support' });
    expect(await arrive(as('2'), '2', undefined)).toMatchObject({ role: 'support' });
  });
});

describe('an owner gives roles', () => {
  it('and it is written down who, to whom and from what', async () => {
    await withStaff(t, shop, { '2': 'support' });
    expect(await giveRole(as('1'), { userId: '2', role: 'manager', was: 'support' })).toMatchObject({
      staff: { role: 'manager', givenBy: '1' },
    });
    expect(await auditNow()).toContainEqual(['staff.role', 'staff/2', '1', { from: 'support', to: 'manager' }]);
  });

  it('nobody else does, not even to themselves', async () => {
    await withStaff(t, shop, { '2': 'manager' });
    await expect(giveRole(as('2'), { userId: '2', role: 'owner', was: 'manager' })).rejects.toMatchObject({
      code: 'forbidden',
      publicMessage: 'It takes an owner to give roles, and your role is manager. Mara Lindt can change that.',
    });
    expect(await rolesNow()).toEqual({ '1': 'owner', '2': 'manager' });
  });

  it('the last one keeps theirs; with another owner they may step back', async () => {
    await withStaff(t, shop, { '2': 'support' });
    expect(await giveRole(as('1'), { userId: '1', role: 'viewer', was: 'owner' })).toEqual({ refused: { code: 'last-owner' } });
    await giveRole(as('1'), { userId: '2', role: 'owner', was: 'support' });
    expect(await giveRole(as('1'), { userId: '1', role: 'viewer', was: 'owner' })).toMatchObject({ staff: { role: 'viewer' } });
  });

  it('two owners who step back at the same moment leave one', async () => {
    await withStaff(t, shop, { '2': 'owner' });
    const results = await Promise.all(['1', '2'].map((userId) => giveRole(as(userId), { userId, role: 'viewer', was: 'owner' })));
    expect(results.filter((result) => 'refused' in result)).toEqual([{ refused: { code: 'last-owner' } }]);
    expect(Object.values(await rolesNow()).toSorted()).toEqual(['owner', 'viewer']);
  });

  it('on a role that somebody changed meanwhile it is a conflict; the same role again is nothing new', async () => {
    await withStaff(t, shop, { '2': 'support' });
    const stale = { userId: '2', role: 'owner', was: 'viewer' } as const;
    await expect(giveRole(as('1'), stale)).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: 'Someone made staff member 2 support in the meantime. Nothing was changed.',
    });
    const before = await auditNow();
    expect(await giveRole(as('1'), { ...stale, role: 'support' })).toMatchObject({ staff: { role: 'support' } });
    expect(await auditNow()).toEqual(before);
    await expect(giveRole(as('1'), { ...stale, userId: '99' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('settings', () => {
  const more = { adjustmentLimitPoints: 50_000, defaultRole: 'viewer' } as const;
  // Nobody named them: they stay.
  const scores = { referralHold: 60, referralRefuse: 120 };

  it('are saved one revision after the other; who saw an older one is told who was faster, and overwrites nothing', async () => {
    await withStaff(t, shop, { '2': 'owner' });
    expect(await changeSettings(as('1'), 0, more)).toMatchObject({ revision: 1, changedBy: '1' });
    await expect(changeSettings(as('2'), 0, { ...more, adjustmentLimitPoints: 7 })).rejects.toMatchObject({
      code: 'conflict',
      publicMessage: 'Mara Lindt changed the settings in the meantime. Look at them first; nothing was overwritten.',
      details: { newestRevision: 1 },
    });
    expect(await changeSettings(as('2'), 1, { ...more, defaultRole: 'support' })).toMatchObject({ revision: 2, changedBy: '2' });
    expect((await auditNow()).filter(([action]) => action === 'staff.settings')).toEqual([
      [
        'staff.settings',
        'settings/1',
        '1',
        { before: { adjustmentLimitPoints: 10_000, defaultRole: 'viewer', ...scores }, after: { ...more, ...scores } },
      ],
      ['staff.settings', 'settings/2', '2', { before: { ...more, ...scores }, after: { ...more, ...scores, defaultRole: 'support' } }],
    ]);
  });

  it('of ten at once one is saved, and the same sent again is no new revision', async () => {
    await withStaff(t, shop);
    const limits = Array.from({ length: 10 }, (_, i) => 100 + i);
    const results = await Promise.allSettled(
      limits.map((adjustmentLimitPoints) => changeSettings(as('1'), 0, { ...more, adjustmentLimitPoints })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const saved = await t.db.read(shop.id, (tx) => readSettings(tx, shop.id));
    expect(await changeSettings(as('1'), 0, saved)).toMatchObject({ revision: 1 });
    expect((await auditNow()).filter(([action]) => action === 'staff.settings')).toHaveLength(1);
  });
});

describe('the database itself refuses', () => {
  const forgeries: readonly [name: string, sql: string, code: string][] = [
    ['to leave a shop without an owner', `update staff set role = 'viewer', given_by = '1' where user_id = '1'`, '23L20'],
    ['a role that nobody gave', `update staff set role = 'owner' where user_id = '3'`, '23L21'],
    ['a role given by who is no owner', `update staff set role = 'owner', given_by = '2' where user_id = '2'`, '23L21'],
    ['a staff member who becomes another', `update staff set user_id = '9' where user_id = '2'`, '23L21'],
    ['an owner who just comes', `insert into staff (shop_id, user_id, role, since) values ($1, '9', 'owner', now())`, '23L21'],
    [
      'a newcomer with more than the default',
      `insert into staff (shop_id, user_id, role, since) values ($1, '9', 'manager', now())`,
      '23L21',
    ],
    ['a role there is not', `update staff set role = 'king', given_by = '1' where user_id = '2'`, '23514'],
    ['a person who is no number', `insert into staff (shop_id, user_id, role, since) values ($1, 'x', 'viewer', now())`, '23514'],
    ['settings by who is no owner', `insert into shop_settings values ($1, 1, 5, 'viewer', now(), '2')`, '23L22'],
    ['a first revision that is not the first', `insert into shop_settings values ($1, 2, 5, 'viewer', now(), '1')`, '23L22'],
    ['owner as the default', `insert into shop_settings values ($1, 1, 5, 'owner', now(), '1')`, '23514'],
    ['a default role there is not', `insert into shop_settings values ($1, 1, 5, 'king', now(), '1')`, '23514'],
    ['a limit over the highest', `insert into shop_settings values ($1, 1, 1000000001, 'viewer', now(), '1')`, '23514'],
    ['no limit at all', `insert into shop_settings values ($1, 1, null, 'viewer', now(), '1')`, '23502'],
    ['a limit below nothing', `insert into shop_settings values ($1, 1, -1, 'viewer', now(), '1')`, '23514'],
  ];
  it.each(forgeries)('%s', async (_name, sql, code) => {
    await withStaff(t, shop, { '2': 'support', '3': 'viewer' });
    const own = sql.startsWith('insert') ? sql : `${sql} and shop_id = $1`;
    const before = await rolesNow();
    await expect(t.owner.query(own, [shop.id])).rejects.toMatchObject({ code });
    expect(await rolesNow()).toEqual(before);
  });

  it('a shop to lose its only owner', async () => {
    await withStaff(t, shop, { '3': 'viewer' });
    await expect(t.owner.query(`delete from staff where shop_id = $1 and user_id = '1'`, [shop.id])).rejects.toMatchObject({
      code: '23L20',
    });
  });

  it('two owners who are made viewers by two transactions that do not see each other', async () => {
    await withStaff(t, shop, { '2': 'owner' });
    const [one, other] = await Promise.all([t.owner.connect(), t.owner.connect()]);
    const stepBack = (client: typeof one, userId: string) =>
      client.query(`update staff set role = 'viewer', given_by = user_id where shop_id = $1 and user_id = $2`, [shop.id, userId]);
    try {
      await Promise.all([one.query('begin'), other.query('begin')]);
      await stepBack(one, '1');
      const { rows: here } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
      let settled = false;
      const second = stepBack(other, '2').then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      void second.then(() => (settled = true));
      // The second must have looked before the first is committed, or there would be nothing to see.
      await vi.waitFor(async () => {
        const sql = `select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`;
        const waits = (await t.owner.query(sql, [here[0]?.pid])).rowCount === 1;
        expect(settled || waits).toBe(true);
      });
      await one.query('commit');
      expect(await second).toBe('23L20');
      await other.query('rollback');
    } finally {
      one.release();
      other.release();
    }
    expect(Object.values(await rolesNow()).toSorted()).toEqual(['owner', 'viewer']);
  });

  it('a revision that jumps', async () => {
    await withStaff(t, shop);
    await changeSettings(as('1'), 0, { adjustmentLimitPoints: 5, defaultRole: 'viewer' });
    await expect(t.owner.query('update shop_settings set revision = 3 where shop_id = $1', [shop.id])).rejects.toMatchObject({
      code: '23L22',
    });
  });

  it('the server to see, change or delete another shop’s people and settings', async () => {
    await withStaff(t, shop, { '2': 'support' });
    await changeSettings(as('1'), 0, { adjustmentLimitPoints: 5, defaultRole: 'viewer' });
    const other = await t.shop();
    for (const table of ['staff', 'shop_settings', 'approval'])
      expect(await t.db.read(other.id, (tx) => tx.rows(`select from ${table}`))).toEqual([]);
    expect(await t.db.transaction(other.id, (tx) => tx.exec(`update staff set name = 'x'`))).toBe(0);
    const insert = (tx: { exec: (sql: string, params: unknown[]) => Promise<number> }) =>
      tx.exec(`insert into staff (shop_id, user_id, role, since) values ($1, '7', 'owner', now())`, [shop.id]);
    await expect(t.db.transaction(other.id, insert)).rejects.toThrow(/row-level security/);
    for (const table of ['staff', 'shop_settings', 'approval'])
      await expect(t.db.transaction(shop.id, (tx) => tx.exec(`delete from ${table}`))).rejects.toThrow(/permission denied/);
  });
});
