import pino from 'pino';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context, Shop } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { OrderFacts } from '../core/facts.ts';
import { minor } from '../core/money.ts';
import { verify } from '../ledger/index.ts';
import { importHistory, readHistory, settle, verifyOrders } from '../orders/index.ts';
import { median } from './compare.ts';
import type { BenchOptions } from './run.ts';
import type { Stage } from './stage.ts';

const now = new Date('2026-11-22T12:00:00Z');
const emailHash = (email: string): string => email;

/** Orders a second through `settle`, end to end, in batches as the worker makes them, two at a time; a fifth are later snapshots with a refund. */
export async function settledPerSecond(stage: Stage, { sliceMs, rounds, say }: BenchOptions): Promise<number> {
  const [shop] = stage.shops;
  const lanes = [0, 1].map((lane) => ({ lane, next: 0 }));
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begin = performance.now();
    let count = 0;
    await Promise.all(
      lanes.map(async (lane) => {
        while (performance.now() - begin < sliceMs) {
          const batch = snapshots(lane.lane, lane.next);
          lane.next += batch.length;
          await settle(context(stage, shop), batch, { emailHash });
          count += batch.length;
        }
      }),
    );
    // The first round is a warm-up.
    if (round > 0) rates.push((count / (performance.now() - begin)) * 1000);
  }
  say(`settled, in batches of 100: ${median(rates).toFixed(0)} orders a second (rounds ${rates.map((rate) => rate.toFixed(0)).join(' ')})`);
  return Math.round(median(rates));
}

/**
 * Seconds for 1,000,000 orders of 100,000 members from a CSV file into a fresh shop, with the audit of ledger, orders and
 * standings afterwards; scaled up when fewer were asked for.
 */
export async function importSeconds(stage: Stage, { importOrders: count, say }: BenchOptions): Promise<number> {
  const ctx = context(stage, stage.freshShop);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-bench-'));
  const file = path.join(folder, 'history.csv');
  try {
    await pipeline(Readable.from(historyCsv(count)), fs.createWriteStream(file));
    const memory = watchMemory();
    const begin = performance.now();
    const { points, orders } = await importHistory(ctx, readHistory(file), { emailHash });
    const settled = performance.now();
    const [ledger, ofOrders] = await Promise.all([
      verify(stage.db, ctx.shop),
      stage.db.read(ctx.shop.id, (tx) => verifyOrders(tx, ctx.shop.id)),
    ]);
    const differences = [...ledger.differences, ...ofOrders];
    const end = performance.now();
    assert(
      orders === count && differences.length === 0,
      `${orders} of ${count} orders are there and the books agree: ${JSON.stringify(differences[0])}`,
    );
    const seconds = (ms: number) => ((ms / 1000) * Math.max(1, 1_000_000 / count)).toFixed(1);
    say(
      `import from CSV: ${count.toLocaleString('en')} orders of ${Math.ceil(count / 10).toLocaleString('en')} members, ${points.toLocaleString('en')} points, in ${((end - begin) / 1000).toFixed(1)} s` +
        ` (of which audit ${((end - settled) / 1000).toFixed(1)} s)${count < 1_000_000 ? `; a million at this rate: ${seconds(end - begin)} s` : ''}; memory ${memory.stop()}`,
    );
    return Number(seconds(end - begin));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Ten orders of each customer over two years, in the order of time, as an export has them. */
export function* historyCsv(count: number): Generator<string> {
  yield 'order_id,customer_id,email,processed_at,net_amount,currency\n';
  const customers = Math.ceil(count / 10);
  const first = now.getTime() - 700 * 86_400_000;
  for (let i = 0; i < count; i++) {
    const at = new Date(first + Math.floor((i / count) * 699 * 86_400_000));
    const customer = 100_000 + ((i * 7919) % customers);
    const cents = 15_00 + ((i * 31) % 150) * 50;
    yield `${8_000_000_000_000 + i},${customer},,${at.toISOString()},${(cents / 100).toFixed(2)},USD\n`;
  }
}

/** The most this process took while it was watched, over what it took before. */
function watchMemory(): { stop(): string } {
  const megabytes = () => process.memoryUsage().rss / 2 ** 20;
  const before = megabytes();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, megabytes())), 200);
  return {
    stop: () => {
      clearInterval(timer);
      return `${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB`;
    },
  };
}

/** A hundred snapshots: eighty new orders, and twenty of earlier ones after a refund. */
function snapshots(lane: number, from: number): OrderFacts[] {
  return Array.from({ length: 100 }, (_, i) => {
    const refund = i >= 80 && from > 0;
    const nr = refund ? from - 100 + (i - 80) : from + i;
    const net = 20_00 + ((nr * 37) % 180) * 50;
    // Odd and even customers, so that the two lanes never wait for each other.
    return order(
      `${7_000_000_000_000 + nr * 2 + lane}`,
      `${1 + ((nr * 7) % 2400) * 2 + lane}`,
      now,
      refund ? Math.floor(net / 2) : net,
      refund,
    );
  });
}

function order(orderId: string, customerId: string, at: Date, netMinor: number, refunded: boolean): OrderFacts {
  const line = {
    lineId: '1',
    productId: '77',
    title: 'Dew Drops Serum',
    quantity: 1,
    netMinor: minor(netMinor),
    giftCard: false,
    tip: false,
  };
  return {
    orderId,
    name: `#${orderId}`,
    customerId,
    email: undefined,
    currency: 'USD',
    updatedAt: refunded ? new Date(at.getTime() + 3_600_000) : at,
    processedAt: at,
    cancelledAt: undefined,
    paid: true,
    test: false,
    lines: [line],
    discountCodes: [],
    unexplainedRefundMinor: minor(0),
  };
}

export function context(stage: Pick<Stage, 'db'>, shop: Shop): Context {
  return {
    shop,
    actor: { kind: 'system', job: 'bench' },
    now,
    wallClock: () => now,
    random: Math.random,
    db: stage.db,
    log: pino({ level: 'silent' }),
  };
}
