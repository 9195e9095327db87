import { balances, statement } from '../ledger/index.ts';
import { median, percentile } from './compare.ts';
import type { BenchOptions } from './run.ts';
import { pick, type Stage } from './stage.ts';

const now = new Date('2026-11-22T12:00:00Z');

/** Milliseconds for balance and first statement page of a random member, at the database, at the 95th percentile while the books hold so many entries. */
export async function statementP95(stage: Stage, { entries, say }: BenchOptions): Promise<number> {
  const small = await measure(stage);
  say(`balance and statement page among ${small.entries.toLocaleString('en')} entries: ${small.told}`);
  const began = performance.now();
  await fillUp(stage, entries);
  if (entries > small.entries)
    say(`(books filled up to ${entries.toLocaleString('en')} entries in ${((performance.now() - began) / 1000).toFixed(0)} s)`);
  const large = await measure(stage);
  say(`balance and statement page among ${large.entries.toLocaleString('en')} entries: ${large.told}`);
  return Number(large.p95.toFixed(2));
}

async function measure(stage: Stage) {
  const times: number[] = [];
  for (let i = 0; i < 3_200; i++) {
    const { shop, memberId } = pick(stage);
    const begin = performance.now();
    await stage.db.read(shop.id, async (tx) => {
      await balances(tx, shop, [memberId], now);
      await statement(tx, shop.id, memberId, { limit: 20 });
    });
    // The first ones fill caches of plans.
    if (i >= 200) times.push(performance.now() - begin);
  }
  const p95 = percentile(times, 0.95);
  return { entries: await countEntries(stage), p95, told: `p50 ${median(times).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms` };
}

async function countEntries(stage: Stage): Promise<number> {
  const { rows } = await stage.owner.query<{ count: number }>('select count(*) as count from entry');
  return rows[0]?.count ?? 0;
}

/** One accrual more for each member of a shop, shop after shop, without sending them there. */
async function fillUp(stage: Stage, entries: number): Promise<void> {
  let missing = entries - (await countEntries(stage));
  for (let round = 0; missing > 0; round++) {
    for (let i = 0; i < stage.shops.length && missing > 0; i += 2) {
      const two = [i, i + 1].filter((nr) => nr < stage.shops.length && stage.members[nr]);
      await Promise.all(two.map((nr) => accrueAll(stage, nr, round)));
      missing -= two.reduce((sum, nr) => sum + (stage.members[nr]?.length ?? 0), 0);
    }
  }
}

async function accrueAll(stage: Stage, nr: number, round: number): Promise<void> {
  const shop = stage.shops[nr];
  if (!shop) return;
  await stage.db.transaction(shop.id, (tx) =>
    tx.rows(
      `select count(*) from (select array_agg(id) as ids, count(*)::integer as n from member where shop_id = $1) m cross join lateral ledger_accrue($1, ids, ids,
         array_fill('available'::ledger_account, array[n]), array_fill(100, array[n]), array_fill($2::timestamptz, array[n]),
         array(select format('fill/%s/%s', $3::text, i) from generate_series(1, n) i), array(select encode(sha256(i::text::bytea), 'hex') from generate_series(1, n) i),
         (select jsonb_agg($4::jsonb) from generate_series(1, n)), array_fill(null::date, array[n]), array_fill('2027-11-22'::date, array[n]),
         array_fill('purchase'::text, array[n]), array(select format('order/fill/%s/%s', $3::text, i) from generate_series(1, n) i),
         array_fill(null::smallint, array[n])) posted`,
      [shop.id, now, String(round), JSON.stringify(cause)],
    ),
  );
}

const cause = {
  kind: 'order',
  ref: '1',
  programVersion: 1,
  tierId: 'gold',
  reasons: [{ rule: 'purchase', lineId: '1', baseMinor: 5000, rate: 2, unitMinor: 100, rounding: 'down', points: 100 }],
};
