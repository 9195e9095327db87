import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Shop } from '../context.ts';
import type { MemberId, ShopId } from '../core/id.ts';
import { points } from '../core/points.ts';
import { eraseEmbedded, migrate, openDb, openPool, startEmbedded, type Db } from '../db/index.ts';
import { createGatherer, post, postAlone, statement, balances, type Operation } from '../ledger/index.ts';
import type { BenchOptions } from './run.ts';

const MEMBERS = 5_000;
const SHOPS = 20;
const now = new Date('2026-11-22T12:00:00Z');

/** What one shopper's request costs next to the cheapest durable write there is, on a database of its own with every safety on. */
export async function benchLedger(options: BenchOptions): Promise<Record<string, number>> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'laurel-bench-'));
  const server = await startEmbedded({ dataDir });
  try {
    const owner = openPool({ ...server.connection('postgres'), max: 2 });
    await migrate(server.connection('postgres'));
    const stage = await prepare(owner, openDb({ ...server.connection('postgres'), max: 32 }));
    await warm(stage);
    const figures = {
      accrual_ratio_8: await accrualRatio(stage, options),
      batched_ratio_1000: await batchedRatio(stage, options),
      one_shop_ratio: await oneShopRatio(stage, options),
      statement_p95_ms: await statementP95(stage, owner, options),
    };
    await Promise.all([stage.db.close(), owner.end()]);
    return figures;
  } finally {
    await server.stop({ force: true });
    await eraseEmbedded(dataDir);
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Stage {
  readonly db: Db;
  readonly shops: readonly Shop[];
  /** Of each shop. */
  readonly members: readonly (readonly MemberId[])[];
}

async function prepare(owner: ReturnType<typeof openPool>, db: Db): Promise<Stage> {
  const shops = Array.from({ length: SHOPS }, (_, i): Shop => ({
    id: (i + 1) as ShopId,
    domain: `bench-${i}.myshopify.com`,
    name: 'Bench',
    currency: 'USD',
    timeZone: 'America/New_York',
  }));
  for (const shop of shops) {
    await owner.query('insert into shop (id, domain, name, currency, time_zone, installed_at) values ($1, $2, $3, $4, $5, now())', [
      shop.id,
      shop.domain,
      shop.name,
      shop.currency,
      shop.timeZone,
    ]);
    await owner.query(
      `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at) select $1, gen_random_uuid(), i, now(), 'first', now() from generate_series(1, $2) i`,
      [shop.id, MEMBERS],
    );
  }
  await owner.query(
    `create table floor_row (id uuid primary key, shop_id integer not null, member_id uuid not null, points integer not null, cause jsonb not null, at timestamptz not null default now())`,
  );
  await owner.query('grant insert on floor_row to laurel_app');
  await owner.query('analyze shop');
  await owner.query('analyze member');
  const { rows } = await owner.query<{ shop_id: number; ids: MemberId[] }>(
    'select shop_id, array_agg(id) as ids from member group by shop_id order by shop_id',
  );
  return { db, shops, members: rows.map((row) => row.ids) };
}

/** Everybody has points already: first postings are a different, rarer thing. */
async function warm({ db, shops, members }: Stage): Promise<void> {
  for (const [i, shop] of shops.entries()) {
    for (const part of chunks(members[i] ?? [], 1000)) await db.transaction(shop.id, (tx) => post(tx, shop, now, part.map(accrual)));
  }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** 8 connections, one accrual each time in a transaction of its own. */
async function accrualRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const floor = () => insertRow(stage);
  const accrue = async () => {
    const [shop, member] = pick(stage);
    await postAlone(stage.db, shop, now, [accrual(member)]);
  };
  const [shop] = stage.shops as [Shop];
  const gatherer = createGatherer(stage.db, shop, () => now);
  await compare(options, '8 callers of one shop: accruals, gathered', 8, floor, () =>
    gatherer.post(accrual(any(stage.members[0] as readonly MemberId[]))),
  );
  return compare(options, '8 callers: one accrual at a time', 8, floor, accrue);
}

/** 1,000 callers at once: 70 % earn, 20 % spend, 10 % hold and capture, gathered. */
async function batchedRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const [shop] = stage.shops as [Shop];
  const gatherer = createGatherer(stage.db, shop, () => now);
  const members = stage.members[0] as readonly MemberId[];
  const one = async () => {
    const member = any(members);
    const dice = Math.random();
    if (dice < 0.7) return gatherer.post(accrual(member));
    if (dice < 0.9) return gatherer.post(operation(member, { kind: 'spend', points: points(20), partial: true }));
    const holdKey = randomUUID();
    const held = await gatherer.post(operation(member, { kind: 'hold', points: points(20), holdKey, until: now }));
    return held.outcome === 'refused' ? held : gatherer.post(operation(member, { kind: 'capture', holdKey }));
  };
  const single = async () => postAlone(stage.db, shop, now, [accrual(any(members))]);
  await compare(options, '1 caller: gathered next to not gathered', 1, single, () => gatherer.post(accrual(any(members))));
  return compare(options, '1,000 callers: mixed, gathered', 1000, () => insertRow(stage), one);
}

/** Whether a shop with all the traffic is slower than traffic spread over many. */
async function oneShopRatio(stage: Stage, options: BenchOptions): Promise<number> {
  const accrue = (shop: Shop, member: MemberId) => postAlone(stage.db, shop, now, [accrual(member)]);
  const [shop] = stage.shops as [Shop];
  return compare(
    options,
    '8 callers: one shop next to many',
    8,
    () => accrue(...pick(stage)),
    () => accrue(shop, any(stage.members[0] as readonly MemberId[])),
  );
}

/** Balance and first statement page of a random member while the books hold `entries` entries. */
async function statementP95(stage: Stage, owner: ReturnType<typeof openPool>, { entries, say }: BenchOptions): Promise<number> {
  const [shop] = stage.shops as [Shop];
  const { rows } = await owner.query<{ count: number }>('select count(*) as count from entry');
  const missing = Math.max(0, entries - (rows[0]?.count ?? 0));
  for (let done = 0; done < missing; done += 2000) {
    await stage.db.transaction(shop.id, (tx) =>
      post(
        tx,
        shop,
        now,
        Array.from({ length: 2000 }, () => accrual(any(stage.members[0] as readonly MemberId[]))),
      ),
    );
  }
  const times: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const member = any(stage.members[0] as readonly MemberId[]);
    const begin = performance.now();
    await stage.db.read(shop.id, async (tx) => {
      await balances(tx, shop, [member], now);
      await statement(tx, shop.id, member, { limit: 20 });
    });
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] as number;
  say(`balance and statement page: p50 ${(times[times.length >> 1] as number).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`);
  return p95;
}

/** Alternates slices of both, so that what else the machine does weighs on both alike; answers the median ratio of the second to the first. */
async function compare(
  { sliceMs, rounds, say }: BenchOptions,
  title: string,
  callers: number,
  floor: () => Promise<unknown>,
  ours: () => Promise<unknown>,
): Promise<number> {
  const ratios: number[] = [];
  let last = '';
  // A new connection compiles what it runs; that is over after some dozens of calls.
  for (const act of [floor, ours]) for (let i = 0; i < 80; i++) await Promise.all(Array.from({ length: Math.min(callers, 32) }, act));
  for (let round = 0; round < rounds; round++) {
    const below = await perSecond(floor, callers, sliceMs);
    const above = await perSecond(ours, callers, sliceMs);
    ratios.push(above / below);
    last = `${above.toFixed(0)}/s next to ${below.toFixed(0)}/s`;
  }
  ratios.sort((a, b) => a - b);
  const median = ((ratios[(rounds - 1) >> 1] as number) + (ratios[rounds >> 1] as number)) / 2;
  say(`${title}: ${median.toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}; last ${last})`);
  return Number(median.toFixed(3));
}

async function perSecond(act: () => Promise<unknown>, callers: number, ms: number): Promise<number> {
  let count = 0;
  const begin = performance.now();
  const caller = async () => {
    while (performance.now() - begin < ms) {
      await act();
      count++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return count / ((performance.now() - begin) / 1000);
}

async function insertRow(stage: Stage): Promise<void> {
  const [shop, member] = pick(stage);
  await stage.db.pool.query({
    name: 'floor',
    text: 'insert into floor_row (id, shop_id, member_id, points, cause) values ($1, $2, $3, $4, $5)',
    values: [randomUUID(), shop.id, member, 100, JSON.stringify(cause)],
  });
}

let orders = 5_000_000_000_000;
const cause = {
  kind: 'order',
  ref: '5123456789',
  programVersion: 1,
  tierId: 'gold',
  reasons: [{ rule: 'points-per-dollar', base: 5000, rate: 2, points: 100 }],
} as const;

function accrual(memberId: MemberId): Operation {
  const origin = `order/${(orders++).toString()}`;
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

function pick(stage: Stage): [Shop, MemberId] {
  const i = Math.floor(Math.random() * SHOPS);
  return [stage.shops[i] as Shop, any(stage.members[i] as readonly MemberId[])];
}

function any<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}
