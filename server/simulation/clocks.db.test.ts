import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { startWorker } from '../worker.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const day = 24 * 3_600_000;

/** A worker whose clock is wrong by so much. */
function workerOff(ms: number) {
  const now = () => new Date(stage.deps.now().getTime() + ms);
  return startWorker({ ...stage.deps, now, wallClock: now }, { looping: false });
}

async function lostOrder(): Promise<string> {
  await stage.control('webhooks', { mode: 'drop' });
  const { orderId } = await stage.control<{ orderId: string }>('orders', {
    email: 'guest@example.com',
    lines: [{ handle: 'dew-drops-serum', quantity: 1 }],
  });
  return orderId;
}

async function knownOrders(): Promise<string[]> {
  const { rows } = await stage.test.owner.query<{ order_id: string }>('select order_id from shop_order order by order_id');
  return rows.map(({ order_id }) => order_id);
}

it.each([
  ['ahead by five days', 5 * day],
  ['behind by three hours', -day / 8],
])('what is lost after a worker asked with a clock %s is made up for by the next one', async (_name, off) => {
  const first = await lostOrder();
  await workerOff(off).reconcile();
  expect(await knownOrders()).toEqual([first]);
  const second = await lostOrder();
  stage.advance(3_600_000);
  await workerOff(0).reconcile();
  expect(await knownOrders()).toEqual([first, second]);
});

it('a worker whose clock is set back goes on asking, and does not wait until it has caught up', async () => {
  let off = 0;
  const now = () => new Date(stage.deps.now().getTime() + off);
  const worker = startWorker({ ...stage.deps, now, wallClock: now }, { looping: false });
  const order = await lostOrder();
  await worker.round();
  expect(await knownOrders()).toEqual([]);
  off = -day / 4;
  await worker.round();
  expect(await knownOrders()).toEqual([order]);
});
