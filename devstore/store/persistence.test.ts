import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startDevstore } from '../testing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'devstore-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const day = 86_400_000;

it('what was bought, the clock and a webhook on its way survive the process', async () => {
  const dataFile = join(folder, 'deep', 'devstore.json');
  const unreachable = 'http://127.0.0.1:1';
  const first = await startDevstore({ dataFile, appUrl: unreachable });
  await first.control('clock', { advanceMs: day });
  const { name } = await first.control<{ name: string }>('orders', { customerId: '103', lines: [{ handle: 'the-ritual-set' }] });
  // Not closed: as after a kill, only the file speaks.
  const second = await startDevstore({ dataFile });
  await second.settled();
  const state = await second.state();
  expect(state.now).toBe('2026-03-02T12:00:00.000Z');
  expect(state.orders).toMatchObject([{ name, customerId: '103', currentSubtotal: '64.00' }]);
  expect(new Set(second.received.map(({ headers }) => headers.get('x-shopify-topic')))).toEqual(new Set(['orders/paid', 'orders/updated']));
  expect(readdirSync(join(folder, 'deep'))).toEqual(['devstore.json']);
  await second.close();
  await first.close();
});

it('the demo history is made once and is the same each time', async () => {
  const dataFile = join(folder, 'devstore.json');
  const totals = async (shop: Awaited<ReturnType<typeof startDevstore>>) =>
    (await shop.state()).orders.map(({ name, total }) => `${name} ${total}`);
  const first = await startDevstore({ dataFile });
  await first.devstore.seed();
  const made = await totals(first);
  await first.devstore.seed();
  expect(await totals(first)).toEqual(made);
  await first.close();
  const again = await startDevstore({ dataFile });
  await again.devstore.seed();
  expect(await totals(again)).toEqual(made);
  expect(again.received).toEqual([]);
  await again.close();
  const elsewhere = await startDevstore();
  await elsewhere.devstore.seed();
  expect(await totals(elsewhere)).toEqual(made);
  expect(elsewhere.received.filter(({ headers }) => headers.get('x-shopify-topic') === 'orders/paid')).toHaveLength(made.length);
  await elsewhere.close();
});

it('Ben’s past comes to $210 and Chiara’s to $520 within a year; Ada has none', async () => {
  const shop = await startDevstore();
  await shop.devstore.seed();
  const { orders } = await shop.state();
  const spent = (id: string) =>
    orders.filter(({ customerId }) => customerId === id).reduce((sum, { currentSubtotal }) => sum + Number(currentSubtotal), 0);
  expect([spent('101'), spent('102'), spent('103')]).toEqual([0, 210, 520]);
  await shop.close();
});

it('a file of somebody else is refused, not overwritten', async () => {
  const dataFile = join(folder, 'devstore.json');
  writeFileSync(dataFile, '{"my":"notes"}');
  await expect(startDevstore({ dataFile })).rejects.toThrow(/not the dev store's data/);
});
