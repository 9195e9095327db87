import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '../context.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell } from './testing.ts';

/** What foreign keys would keep is kept once a statement, for everybody, the owner included. */
let t: TestDb;
let shop: Shop;
beforeAll(async () => {
  t = await testDb();
  shop = await t.shop();
  await tell(t, shop).settle([order({ orderId: '1' })]);
});
afterAll(() => t.close());

describe('an order belongs to', () => {
  const stranger = '00000000-0000-0000-0000-000000000001';
  it.each([
    ['a member there is', `update shop_order set member_id = '${stranger}' where shop_id = $1`],
    ['a version that was published', 'update shop_order set program_version = 99 where shop_id = $1'],
    [
      'a shop there is',
      `insert into shop_order (shop_id, order_id, name, updated_at, processed_at, facts) select $1 + 900000, '2', '#2', now(), now(), '{}'`,
    ],
    [
      'a member there is, also when it is new',
      `insert into shop_order (shop_id, order_id, name, updated_at, processed_at, facts, member_id) select $1, '3', '#3', now(), now(), '{}', '${stranger}'`,
    ],
  ])('%s; else it is refused', async (_what, sql) => {
    await expect(t.owner.query(sql, [shop.id])).rejects.toMatchObject({ code: '23503' });
  });

  it('nobody yet, when it is a guest’s', async () => {
    await expect(
      t.owner.query(
        `insert into shop_order (shop_id, order_id, name, updated_at, processed_at, facts) select $1, '4', '#4', now(), now(), '{}'`,
        [shop.id],
      ),
    ).resolves.toMatchObject({ rowCount: 1 });
  });
});
