import pino from 'pino';
import type { Context, Shop } from '../context.ts';
import type { OrderFacts } from '../core/facts.ts';
import { minor } from '../core/money.ts';
import { importOrders, settle } from '../orders/index.ts';
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

/** Seconds for 1,000,000 orders of 100,000 members into a fresh shop; measured on fewer, unless asked, and scaled up. */
export async function importSeconds(stage: Stage, { importOrders: count, say }: BenchOptions): Promise<number> {
  const shop = stage.shops[1] as Shop;
  const history = Array.from({ length: count }, (_, i) => pastOrder(i));
  const begin = performance.now();
  const { points } = await importOrders(context(stage, shop), history, { emailHash });
  const seconds = (performance.now() - begin) / 1000;
  const scaled = (seconds * 1_000_000) / count;
  say(
    `import: ${count.toLocaleString('en')} orders, ${points.toLocaleString('en')} points in ${seconds.toFixed(1)} s` +
      (count < 1_000_000 ? `; a million at this rate: ${scaled.toFixed(0)} s` : ''),
  );
  return Number(scaled.toFixed(1));
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

/** Ten orders of each customer, over two years, customer by customer. */
function pastOrder(i: number): OrderFacts {
  const at = new Date(now.getTime() - (700 - (i % 10) * 70 + ((i * 13) % 60)) * 86_400_000);
  return order(`${8_000_000_000_000 + i}`, `${100_000 + Math.floor(i / 10)}`, at, 15_00 + ((i * 31) % 150) * 50, false);
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

function context(stage: Stage, shop: Shop): Context {
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
