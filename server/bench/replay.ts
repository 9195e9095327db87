import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Context, Shop } from '../context.ts';
import { assert } from '../core/assert.ts';
import type { ShopId } from '../core/id.ts';
import { importHistory, readHistory, simulate } from '../orders/index.ts';
import { defaultDefinition, mustFindSimulation, saveDraft, startSimulation, type Definition } from '../program/index.ts';
import { context, historyCsv } from './orders.ts';
import type { BenchOptions } from './run.ts';
import { onStage, type Stage } from './stage.ts';

interface Tried {
  readonly orders: number;
  readonly seconds: number;
  readonly peakMb: number;
  readonly liveDifference: number;
}

/** Tries a draft on pasts of growing size, ten orders of each member over two years, all of them within the months that are tried. */
export async function benchReplay({ databaseUrl, replayOrders, say }: BenchOptions): Promise<Record<string, number>> {
  return onStage(databaseUrl, async (stage) => {
    const all: Tried[] = [];
    for (const [i, orders] of replayOrders.entries()) {
      const shop = await addShop(stage, 1_000 + i);
      const began = performance.now();
      await fill(stage, shop, orders);
      say(`${number(orders)} orders are there after ${seconds(began)} s, by the import`);
      const tried = await tryDraft(context(stage, shop));
      all.push(tried);
      say(
        `${number(tried.orders)} orders replayed by two programmes in ${tried.seconds.toFixed(1)} s: ${number(Math.round(tried.orders / tried.seconds))} orders/s, ` +
          `at most ${tried.peakMb} MB, ${tried.liveDifference} points beside the ledger`,
      );
    }
    const last = all.at(-1);
    assert(last, 'something was tried');
    assert(
      all.every(({ liveDifference }) => liveDifference === 0),
      'the published rules give the ledger again',
    );
    return { orders: last.orders, seconds: Math.round(last.seconds * 10) / 10, peak_mb: last.peakMb, live_difference: last.liveDifference };
  });
}

async function addShop({ owner }: Stage, id: number): Promise<Shop> {
  const shop = { id: id as ShopId, domain: `replay-${id}.myshopify.com`, name: 'Bench', currency: 'USD', timeZone: 'America/New_York' };
  await owner.query(`insert into shop (id, domain, name, currency, time_zone, installed_at) values ($1, $2, $3, $4, $5, '2020-01-01')`, [
    id,
    shop.domain,
    shop.name,
    shop.currency,
    shop.timeZone,
  ]);
  await owner.query(
    `insert into program_version (shop_id, version, definition, published_at, published_by, starts_at) values ($1, 1, $2, '2020-01-01', 'bench', '2020-01-01')`,
    [id, defaultDefinition('USD')],
  );
  return shop;
}

async function fill(stage: Stage, shop: Shop, orders: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-bench-'));
  try {
    const file = path.join(folder, 'history.csv');
    await pipeline(Readable.from(historyCsv(orders)), fs.createWriteStream(file));
    await importHistory(context(stage, shop), readHistory(file), { emailHash: (email) => email });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  await stage.owner.query('analyze member, shop_order, lot, posting');
}

async function tryDraft(benchContext: Context): Promise<Tried> {
  const ctx = { ...benchContext, wallClock: () => new Date() };
  const { hash } = await saveDraft(ctx, { definition: richer(), basedOnVersion: 1, revision: null });
  const id = await startSimulation(ctx, { hash, months: 36 });
  const began = performance.now();
  await simulate(ctx, id, {
    memoryMb: () => process.memoryUsage.rss() / 2 ** 20,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const elapsed = (performance.now() - began) / 1000;
  const { state, problem, result } = await ctx.db.read(ctx.shop.id, (tx) => mustFindSimulation(tx, ctx, id));
  assert(state === 'done', `the simulation is done: ${state} ${problem ?? ''}`);
  const { orders, peakMb, liveDifference } = result as { orders: number; peakMb: number; liveDifference: number };
  return { orders, seconds: elapsed, peakMb, liveDifference };
}

/** Tiers closer together and better rates, so that most members stand and earn otherwise. */
function richer(): Definition {
  const definition = defaultDefinition('USD');
  const tiers = definition.tiers.map((tier, i) => ({
    ...tier,
    thresholdMinor: Math.round(tier.thresholdMinor * 0.7),
    pointsPerMajorUnit: tier.pointsPerMajorUnit + i,
  }));
  return { ...definition, tiers };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function number(value: number): string {
  return value.toLocaleString('en');
}
