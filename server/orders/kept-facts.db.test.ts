import { afterAll, beforeAll, expect, test } from 'vitest';
import { minor } from '../core/money.ts';
import { testDb, type TestDb } from '../db/testing.ts';
import { order, tell } from './testing.ts';

let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

/** What is stored of the order. */
async function facts(shopId: number): Promise<Record<string, unknown> & { lines: Record<string, unknown>[] }> {
  const { rows } = await t.owner.query('select facts from shop_order where shop_id = $1', [shopId]);
  return rows[0].facts;
}

test('what the products and the customer were when the order was first read stays, whatever they become', async () => {
  const story = tell(t, await t.shop());
  const serum = { lineId: '1', title: 'Serum', netMinor: minor(24_00) };
  await story.settle([
    order({ customerTags: ['vip'], lines: [{ ...serum, tags: ['vegan'], collections: ['9001'], onSale: false, vendor: 'Glow' }] }),
  ]);
  await story.settle([
    order({
      seen: '2026-03-05',
      customerTags: [],
      lines: [
        { ...serum, netMinor: minor(12_00), tags: [], collections: ['9002'], onSale: true, vendor: 'Glow & Co' },
        { lineId: '2', netMinor: minor(5_00), tags: ['new'], onSale: true },
      ],
    }),
  ]);
  expect(await facts(story.shop.id)).toMatchObject({
    customerTags: ['vip'],
    lines: [
      { netMinor: 12_00, tags: ['vegan'], collections: ['9001'], onSale: false, vendor: 'Glow & Co' },
      { lineId: '2', netMinor: 5_00, tags: ['new'], onSale: true },
    ],
  });
});

test('what was not read before is taken when it is, and a new customer brings tags of their own', async () => {
  const story = tell(t, await t.shop());
  await story.settle([order({ customerTags: ['vip'], lines: [{ tags: ['vegan'] }] })]);
  await story.settle([
    order({ customerId: '102', seen: '2026-03-05', customerTags: ['staff'], lines: [{ tags: [], onSale: true, collections: ['9001'] }] }),
  ]);
  expect(await facts(story.shop.id)).toMatchObject({
    customerId: '102',
    customerTags: ['staff'],
    lines: [{ tags: ['vegan'], onSale: true, collections: ['9001'] }],
  });
});

test('absent facts are not stored, and dates come back as dates', async () => {
  const story = tell(t, await t.shop());
  await story.settle([order({ fulfilledAt: new Date('2026-03-03T12:00:00Z') })]);
  const stored = await facts(story.shop.id);
  expect(stored).toMatchObject({ fulfilledAt: '2026-03-03T12:00:00.000Z' });
  for (const absent of ['deliveredAt', 'channel', 'customerTags', 'paidCurrency', 'email']) expect(stored).not.toHaveProperty(absent);
  expect(stored.lines[0]).not.toHaveProperty('tags');
});

test('a line that goes leaves nothing behind', async () => {
  const story = tell(t, await t.shop());
  await story.settle([order({ lines: [{ tags: ['vegan'] }, { tags: [] }] })]);
  await story.settle([order({ seen: '2026-03-05', lines: [] })]);
  expect((await facts(story.shop.id)).lines).toEqual([]);
});
