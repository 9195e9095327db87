import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, openLedger, type TestLedger } from '../ledger/testing.ts';
import { postDue } from '../ledger/index.ts';

/** docs/scale.md says how the tables are spread by shop. What it says is done here, to tables with points in them. */
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const page = fs.readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'scale.md'), 'utf8');
const ddl = /```sql\n([^`]+)```/.exec(page)?.[1] ?? '';

describe('ready to be spread by shop', () => {
  it('the shop leads every key of every table that has one', async () => {
    const { rows } = await ledger.test.owner.query<{ index: string; first: string }>(
      `select i.indexrelid::regclass::text as index, a.attname as first from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where exists (select from pg_attribute s where s.attrelid = i.indrelid and s.attname = 'shop_id') and a.attname <> 'shop_id'`,
    );
    expect(rows).toEqual([]);
  });

  it('nothing counts, defers or refers across shops', async () => {
    const { rows } = await ledger.test.owner.query<{ what: string }>(
      `select 'deferred: ' || conname as what from pg_constraint where condeferrable and connamespace = 'public'::regnamespace
       union all select 'sequence: ' || relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
       union all select 'refers past its shop: ' || conname from pg_constraint f
         join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
         where contype = 'f' and connamespace = 'public'::regnamespace and a.attname <> 'shop_id'`,
    );
    expect(rows).toEqual([]);
  });
});

describe('split into partitions as docs/scale.md says', () => {
  it('points stay, and everything works as before', async () => {
    const other = await ledger.test.shop();
    const [one, two, elsewhere] = [await ledger.member(), await ledger.member(), await ledger.member(other)];
    const earn = (points: number) =>
      ({ kind: 'issue', points, into: 'available', source: 'purchase', origin: `order/${points}`, expiresOn: '2026-12-24' }) as const;
    const before = [ledger.operation(one, earn(100)), ledger.operation(two, earn(70))];
    await ledger.post('2026-11-22', before);
    await ledger.post('2026-11-22', [ledger.operation(elsewhere, earn(5))], other);
    await ledger.post('2026-11-22', [ledger.operation(one, { kind: 'hold', points: 30, holdKey: 'h', until: instant('2026-11-23') })]);

    await ledger.test.owner.query(ddl);

    expect(await ledger.balance(one, '2026-11-22')).toEqual({ pending: 0, available: 70, held: 30, debt: 0 });
    expect((await ledger.post('2026-11-23', before)).map(({ outcome }) => outcome)).toEqual(['replayed', 'replayed']);
    const outcomes = await ledger.post('2026-11-23', [
      ledger.operation(one, { kind: 'capture', holdKey: 'h' }),
      ledger.operation(one, { kind: 'claw-back', points: 100, origin: 'order/100', policy: 'unlimited' }),
      ledger.operation(one, earn(10)),
      ledger.operation(two, earn(11)),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['posted', 'posted', 'posted', 'posted']);
    expect(await ledger.balance(one, '2026-11-23')).toEqual({ pending: 0, available: 0, held: 0, debt: 20 });
    await postDue(ledger.test.db, ledger.shop, instant('2026-12-24'));
    expect(await ledger.balance(two, '2026-12-24')).toEqual({ pending: 0, available: 0, held: 0, debt: 0 });
    await ledger.audit();
    await ledger.audit(other);
  });

  it.each([
    ['an entry changed', 'update entry set points = 1000'],
    ['an entry of a part deleted', 'delete from PART'],
    ['a part emptied', 'truncate PART'],
    ['a lot made larger', 'update lot set available = available + 1000'],
    [
      'a posting out of the blue',
      `insert into posting select shop_id, member_id, no + 5, first_seq, last_seq, kind, points, occurred_at, recorded_at, key || 'x', input_hash, cause, hold_key from posting`,
    ],
  ])('%s: refused', async (_what, sql) => {
    const { rows } = await ledger.test.owner.query<{ part: string }>('select tableoid::regclass::text as part from entry limit 1');
    await expect(ledger.test.owner.query(sql.replace('PART', rows[0]?.part ?? ''))).rejects.toMatchObject({
      code: expect.stringMatching(/^23L/),
    });
  });

  it('a question about one shop opens one part', async () => {
    const { rows } = await ledger.test.owner.query<{ 'QUERY PLAN': string }>('explain select * from entry where shop_id = 1001');
    const parts = new Set(rows.flatMap((row) => /entry_\d+/.exec(row['QUERY PLAN'])?.[0] ?? []));
    expect(parts.size).toBe(1);
  });
});
