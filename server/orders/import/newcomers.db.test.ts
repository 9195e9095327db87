import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '../../context.ts';
import { minor } from '../../core/money.ts';
import { startOfDay } from '../../core/time.ts';
import { testDb, type TestDb } from '../../db/testing.ts';
import { defaultDefinition, type Definition } from '../../program/index.ts';
import { settle } from '../settle.ts';
import { hash, order, tell, type Story } from '../testing.ts';
import { importHistory, type ImportOptions, type Imported } from './import.ts';
import type { HistoryLine } from './read.ts';
import { factsOf } from './row.ts';

/** What is written set by set for newcomers must be what settling order by order would have written. */
let t: TestDb;
beforeAll(async () => {
  t = await testDb();
});
afterAll(() => t.close());

const now = '2026-11-22';

interface Line {
  readonly id: number;
  readonly customer: number;
  readonly day: number;
  readonly cents: number;
}

const within = (days: number) =>
  fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 999 }),
      customer: fc.integer({ min: 1, max: 5 }),
      day: fc.integer({ min: 0, max: days }),
      cents: fc.integer({ min: 0, max: 300_00 }),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
  );
const lines = within(900);
/** Several of a customer on a day and in a month. */
const closeLines = within(40);
const campaigns = [
  {
    id: 'june',
    name: 'June',
    from: '2024-06-01',
    to: '2024-06-30',
    capPerMember: 60,
    effect: { kind: 'bonus', points: 25, minimumOrderMinor: 10_00 },
  },
];
const purchase = { id: 'purchase', kind: 'purchase' };
const milestones = [
  purchase,
  { id: 'first', name: 'First', kind: 'first-order', points: 50 },
  { id: 'third', name: 'Third', kind: 'order-milestone', orders: 3, every: true, points: 30 },
  { id: 'big', name: 'Big', kind: 'spend-milestone', spendMinor: 500_00, points: 70 },
];
const earning = fc.record({
  rules: fc.constantFrom([purchase], milestones),
  caps: fc.constantFrom({}, { day: 500 }, { month: 900 }, { day: 300, month: 1_000 }),
  rounding: fc.constantFrom('down', 'half-up', 'up'),
  vesting: fc.constantFrom({ kind: 'at-once' }, { kind: 'after-days', days: 30 }, { kind: 'return-window', days: 30 }),
  expiry: fc.constantFrom({ kind: 'never' }, { kind: 'months-after-earning', months: 12 }, { kind: 'inactivity', months: 12 }),
  clawback: fc.constant('unlimited'),
});

describe('newcomers brought over set by set', () => {
  it('have the very rows that settling order by order gives them', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(lines, closeLines), earning, async (history, terms) => {
        const definition = {
          ...defaultDefinition('USD'),
          earning: { ...defaultDefinition('USD').earning, ...terms },
          campaigns,
        } as Definition;
        const [atOnce, oneByOne] = [tell(t, await t.shop({ definition })), tell(t, await t.shop({ definition }))];
        const imported = await bring(atOnce, history);
        expect(imported.orders).toBe(history.length);
        for (const facts of history
          .map(factsOfLine)
          .toSorted((a, b) => a.processedAt.getTime() - b.processedAt.getTime() || (a.orderId < b.orderId ? -1 : 1))) {
          await settle(oneByOne.context(now), [facts], { emailHash: hash, imported: true });
        }
        expect(await rowsOf(atOnce.shop)).toEqual(await rowsOf(oneByOne.shop));
        await atOnce.audit();
      }),
      { numRuns: 15 },
    );
  });
});

describe('an import that is cut off', () => {
  const history = Array.from({ length: 2_500 }, (_, i) => ({
    id: i + 1,
    customer: 1 + (i % 2_500),
    day: i % 800,
    cents: 1_000 + (i % 977),
  }));

  it('keeps whole customers, and repeating it goes on from there, to the same books', { timeout: 120_000 }, async () => {
    const [cut, whole] = [tell(t, await t.shop()), tell(t, await t.shop())];
    const stop = new Error('the power went');
    const attempt = bring(cut, history, {
      part: 600,
      onProgress: () => {
        throw stop;
      },
    });
    await expect(attempt).rejects.toBe(stop);
    const { rows } = await t.owner.query<{ orders: number; points: number }>(
      'select count(*)::int as orders, coalesce(sum(posted_points), 0)::int as points from shop_order where shop_id = $1',
      [cut.shop.id],
    );
    const before = rows[0] ?? { orders: 0, points: 0 };
    expect(before.orders).toBeGreaterThan(0);
    expect(before.orders).toBeLessThan(history.length);
    await cut.audit();
    const rest = await bring(cut, history, { part: 600 });
    expect({ known: rest.known, orders: rest.orders }).toEqual({ known: before.orders, orders: history.length - before.orders });
    const all = await bring(whole, history);
    expect(before.points + rest.points).toBe(all.points);
    await cut.audit();
  });
});

describe('who is overtaken', () => {
  it('by a live order of the same customer is settled the ordinary way, and loses nothing', async () => {
    const story = tell(t, await t.shop());
    const history = [
      { id: 1, customer: 1, day: 10, cents: 100_00 },
      { id: 2, customer: 1, day: 20, cents: 50_00 },
      { id: 3, customer: 2, day: 20, cents: 50_00 },
    ];
    // The guest's order of the same number is there already: the whole part takes the other way.
    await story.settle([order({ orderId: '2', customerId: undefined, email: 'kim@example.com', at: '2024-06-20', netMinor: 7_00 })]);
    const imported = await bring(story, history);
    expect(imported).toMatchObject({ orders: 2, known: 1 });
    await story.audit();
  });

  it('who was a member before goes on from what they have, beside newcomers in the same part', async () => {
    const story = tell(t, await t.shop());
    await story.settle([order({ orderId: '9', customerId: '1', at: '2026-11-01', netMinor: 40_00 })]);
    const imported = await bring(story, [
      { id: 1, customer: 1, day: 10, cents: 100_00 },
      { id: 2, customer: 2, day: 20, cents: 50_00 },
      { id: 3, customer: 1, day: 30, cents: 10_00 },
    ]);
    expect(imported).toMatchObject({ orders: 3, known: 0, members: 2 });
    const { rows } = await t.owner.query(
      `select m.customer_id, b.last_posting_no as postings, b.available::int from member m join balance b on b.shop_id = m.shop_id and b.member_id = m.id
       where m.shop_id = $1 order by 1`,
      [story.shop.id],
    );
    expect(rows).toEqual([
      { customer_id: '1', postings: 3, available: 300 },
      { customer_id: '2', postings: 1, available: 100 },
    ]);
    await story.audit();
  });
});

async function bring(story: Story, history: readonly Line[], options: Partial<ImportOptions> = {}): Promise<Imported> {
  return importHistory(story.context(now), read(history), { emailHash: hash, ...options });
}

async function* read(history: readonly Line[]): AsyncGenerator<HistoryLine> {
  for (const [i, line] of history.entries()) {
    const row = {
      order_id: String(line.id),
      customer_id: String(line.customer),
      email: undefined,
      processed_at: dayOf(line),
      net_amount: (line.cents / 100).toFixed(2),
      currency: undefined,
    };
    yield { line: i + 2, raw: '', row, problem: undefined };
  }
}

function dayOf({ day }: Line): string {
  return new Date(Date.UTC(2024, 5, 1) + day * 86_400_000).toISOString().slice(0, 10);
}

function factsOfLine(line: Line) {
  const processedAt = startOfDay('America/New_York', dayOf(line));
  return factsOf({ orderId: String(line.id), customerId: String(line.customer), processedAt, netMinor: minor(line.cents) }, 'USD');
}

/** Everything stored of a shop's members but what only names them, or says when it was written down. */
async function rowsOf(shop: Shop): Promise<Record<string, unknown[]>> {
  const tables = {
    posting: `t.no, t.first_seq, t.last_seq, t.kind, t.points, t.occurred_at, t.key, encode(t.input_hash, 'hex') is not null as hashed, t.cause`,
    entry: 't.seq, t.posting_no, t.lot_no, t.lot_entry, t.movement, t.from_account, t.to_account, t.points, t.pending, t.available',
    lot: 't.no, t.issued, t.pending, t.available, t.vests_on, t.expires_on, t.idle_months, t.earned_at, t.source, t.origin, t.open',
    balance: 't.pending, t.available, t.held, t.debt, t.last_posting_no, t.last_seq, t.next_due',
    shop_order:
      't.order_id, t.name, t.updated_at, t.processed_at, t.facts, t.program_version, t.tier_id, t.points_per_major_unit, t.posted_points, t.waived_points, t.postings, t.spend_minor, t.imported',
  };
  const found: Record<string, unknown[]> = {};
  for (const [table, columns] of Object.entries(tables)) {
    const { rows } = await t.owner.query(
      `select m.customer_id, ${columns} from ${table} t join member m on m.shop_id = t.shop_id and m.id = t.member_id where t.shop_id = $1 ${table === 'balance' ? 'and t.last_seq > 0' : ''} order by 1, 2, 3`,
      [shop.id],
    );
    found[table] = rows;
  }
  const { rows } = await t.owner.query(
    `select m.customer_id, m.enrolled_at, m.tier_id, m.window_spend_minor, m.judged_at, m.rejudge_on, m.last_order_at,
       (select jsonb_agg(to_jsonb(s) - 'shop_id' - 'member_id') from standing s where s.shop_id = m.shop_id and s.member_id = m.id and s.seq = 1) as joined,
       (select s.tier_id from standing s where s.shop_id = m.shop_id and s.member_id = m.id order by s.seq desc limit 1) as stands
     from member m where m.shop_id = $1 order by m.customer_id`,
    [shop.id],
  );
  return { ...found, member: rows };
}
