import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShopId } from '../core/id.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell } from '../orders/testing.ts';
import { endKeep } from './end-keep.ts';
import { pinTier } from './pin-tier.ts';

let t: TestDb;
let shopId: ShopId;
let memberId: string;
const now = `'2026-03-03T00:00:00Z'`;

/** One open pin of a member; each forgery is tried on it and leaves it as it is. */
beforeAll(async () => {
  t = await testDb();
  const story = tell(t, await t.shop());
  shopId = story.shop.id;
  await story.settle([order({ netMinor: 20_00 })]);
  const member = await story.memberOf();
  memberId = member;
  const staff = { ...story.context('2026-03-02'), actor: { kind: 'staff', userId: '42' } as const };
  await pinTier(staff, { memberId: member, tierId: 'icon', until: undefined, reason: 'a reason' });
  await endKeep(staff, member, 1);
  await pinTier(staff, { memberId: member, tierId: 'icon', until: '2026-06-30', reason: 'a reason' });
});
afterAll(() => t.close());

const insert = (values: string) =>
  `insert into tier_keep (shop_id, member_id, no, kind, tier_id, until, since, said_by, reason, ended_at, ended_by) values ($shop, '$member', ${values})`;
const filled = (sql: string) => sql.replaceAll('$shop', String(shopId)).replaceAll('$member', memberId);

const forgeries: [sql: string, why: string][] = [
  [insert(`4, 'invited', 'vip', null, ${now}, '42', 'a reason', null, null`), 'is not the next one'],
  [insert(`2, 'invited', 'vip', null, ${now}, '42', 'a reason', null, null`), 'is not the next one'],
  [insert(`3, 'invited', 'vip', null, ${now}, '42', 'a reason', ${now}, '42'`), 'is not the next one'],
  [insert(`3, 'pinned', 'vip', null, ${now}, '42', 'a reason', null, null`), 'tier_keep_pinned'],
  [insert(`3, 'kept', 'vip', null, ${now}, '42', 'a reason', null, null`), 'tier_keep_check'],
  [insert(`3, 'crowned', 'vip', null, ${now}, '42', 'a reason', null, null`), 'tier_keep_kind_check'],
  [insert(`3, 'invited', '', null, ${now}, '42', 'a reason', null, null`), 'tier_keep_tier_id_check'],
  [insert(`3, 'invited', 'vip', null, ${now}, '42', 'so', null, null`), 'tier_keep_reason_check'],
  [insert(`3, 'invited', 'vip', null, ${now}, '', 'a reason', null, null`), 'tier_keep_said_by_check'],
  ['update tier_keep set until = null where shop_id = $shop and no = 2', 'can only be ended, and once|permission denied'],
  ["update tier_keep set tier_id = 'pro' where shop_id = $shop and no = 2", 'can only be ended, and once|permission denied'],
  [
    `update tier_keep set tier_id = 'pro', ended_at = ${now}, ended_by = '42' where shop_id = $shop and no = 2`,
    'can only be ended, and once|permission denied',
  ],
  ["update tier_keep set ended_at = '2026-03-01', ended_by = '42' where shop_id = $shop and no = 2", 'tier_keep_check'],
  [`update tier_keep set ended_at = ${now} where shop_id = $shop and no = 2`, 'tier_keep_check'],
  [`update tier_keep set ended_at = ${now}, ended_by = '43' where shop_id = $shop and no = 1`, 'can only be ended, and once'],
  ['update tier_keep set ended_at = null, ended_by = null where shop_id = $shop and no = 1', 'can only be ended, and once'],
  ['delete from tier_keep where shop_id = $shop', 'append-only|permission denied'],
  ['truncate tier_keep', 'append-only|permission denied'],
];

test.each(forgeries)('%s', async (sql, why) => {
  await expect(t.owner.query(filled(sql))).rejects.toThrow(new RegExp(why));
  await expect(t.db.transaction(shopId, (tx) => tx.exec(filled(sql)))).rejects.toThrow(new RegExp(why));
});

test('keeps of another shop are neither seen nor said', async () => {
  const other = await t.shop();
  expect(await t.db.read(other.id, (tx) => tx.rows('select from tier_keep'))).toEqual([]);
  const foreign = filled(insert(`3, 'invited', 'vip', null, ${now}, '42', 'a reason', null, null`));
  await expect(t.db.transaction(other.id, (tx) => tx.exec(foreign))).rejects.toThrow(/row-level security|is not the next one/);
});
