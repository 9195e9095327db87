import { randomUUID } from 'node:crypto';
import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { createGatherer, post, postAlone, type Operation } from '../ledger/index.ts';
import { nextTo } from './beside.ts';
import { compare } from './compare.ts';
import { importSeconds, settledPerSecond } from './orders.ts';
import { statementP95 } from './reading.ts';
import type { BenchOptions } from './run.ts';
import { any, onStage, pick, type Stage } from './stage.ts';

const now = new Date('2026-11-22T12:00:00Z');
const cause = {
  kind: 'order',
  ref: '5123456789',
  programVersion: 1,
  tierId: 'gold',
  reasons: [{ rule: 'points-per-dollar', base: 5000, rate: 2, points: 100 }],
} as const;

/** What the ledger costs next to the cheapest durable write there is: one row in one table, one commit. */
export async function benchLedger(options: BenchOptions): Promise<Record<string, number>> {
  return onStage(options.databaseUrl, async (stage) => {
    options.say(
      `On ${stage.server}, every safety on. Ratios to one-row inserts of the same run, slices of ${options.sliceMs} ms taking turns.`,
    );
    await warm(stage);
    const figures = {
      accrual_ratio_8: await accrualRatio(stage, options),
      batched_ratio_1000: await batchedRatio(stage, options),
      one_shop_ratio: await oneShopRatio(stage, options),
      settle_per_s: await settledPerSecond(stage, options),
    };
    if (options.beside !== undefined) await nextTo(stage, options, options.beside, () => accrueOne(stage));
    return { ...figures, import_1m_s: await importSeconds(stage, options), statement_p95_ms: await statementP95(stage, options) };
  });
}

/** Everybody has points already: first postings are a different, rarer thing. */
async function warm({ db, shops, members }: Stage): Promise<void> {
  for (const [i, shop] of shops.entries()) {
    for (const part of chunks(members[i] ?? [], 1000)) await db.transaction(shop.id, (tx) => post(tx, shop, now, part.map(accrual)));
  }
}

/** 8 callers, each accrual a transaction of its own; beside it, the same gathered. */
async function accrualRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const gatherer = createGatherer(stage.db, stage.shops[0], () => now);
  const floor = () => insertRow(stage);
  const ratio = await compare(options, '8 callers, one accrual each time', 8, floor, () => accrueOne(stage));
  await compare(options, '8 callers, the same gathered', 8, floor, () => gatherer.post(accrual(any(stage.members[0]))));
  return ratio;
}

/** 1,000 callers at once: 70 % earn, 20 % spend, 10 % hold and capture, gathered; beside it, a lone caller. */
async function batchedRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const shop = stage.shops[0];
  const gatherer = createGatherer(stage.db, shop, () => now);
  const one = async () => {
    const memberId = any(stage.members[0]);
    const dice = Math.random();
    if (dice < 0.7) return gatherer.post(accrual(memberId));
    if (dice < 0.9) return gatherer.post(operation(memberId, { kind: 'spend', points: points(20), partial: true }));
    const holdKey = randomUUID();
    const held = await gatherer.post(operation(memberId, { kind: 'hold', points: points(20), holdKey, until: now }));
    return held.outcome === 'refused' ? held : gatherer.post(operation(memberId, { kind: 'capture', holdKey }));
  };
  const alone = () => postAlone(stage.db, shop, now, [accrual(any(stage.members[0]))]);
  await compare(options, '1 caller, gathered next to not gathered', 1, alone, () => gatherer.post(accrual(any(stage.members[0]))));
  return compare(options, '1,000 callers, mixed, gathered', 1000, () => insertRow(stage), one);
}

/** Whether a shop with all the traffic is slower than traffic spread over many. */
async function oneShopRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const accrue = (shop: Shop, memberId: MemberId) => postAlone(stage.db, shop, now, [accrual(memberId)]);
  const spread = () => {
    const { shop, memberId } = pick(stage);
    return accrue(shop, memberId);
  };
  return compare(options, '8 callers, all in one shop next to spread over twenty', 8, spread, () =>
    accrue(stage.shops[0], any(stage.members[0])),
  );
}

function accrueOne(stage: Stage): Promise<unknown> {
  const { shop, memberId } = pick(stage);
  return postAlone(stage.db, shop, now, [accrual(memberId)]);
}

async function insertRow(stage: Stage): Promise<void> {
  const { shop, memberId } = pick(stage);
  await stage.db.pool.query({
    name: 'floor',
    text: 'insert into floor_row (id, shop_id, member_id, points, cause) values ($1, $2, $3, $4, $5)',
    values: [randomUUID(), shop.id, memberId, 100, JSON.stringify(cause)],
  });
}

let orders = 5_000_000_000_000;
function accrual(memberId: MemberId): Operation {
  const origin = `order/${orders++}`;
  return {
    kind: 'issue',
    memberId,
    points: points(100),
    into: 'available',
    source: 'purchase',
    origin,
    expiresOn: '2027-11-22',
    key: origin,
    at: now,
    cause,
  };
}

type Rest = Operation extends infer T ? (T extends Operation ? Omit<T, 'memberId' | 'key' | 'at' | 'cause'> : never) : never;
function operation(memberId: MemberId, rest: Rest): Operation {
  return { ...rest, memberId, key: randomUUID(), at: now, cause };
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
