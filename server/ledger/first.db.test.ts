import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '../context.ts';
import type { MemberId } from '../core/id.ts';
import { post, postFirst, type Operation } from './index.ts';
import { earn, instant, openLedger, type Said, type TestLedger } from './testing.ts';

/** The first accruals of members of whom nothing is known: written without looking, under the same laws. */
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const begin = (operations: readonly Operation[], shop: Shop = ledger.shop): Promise<void> =>
  ledger.test.db.transaction(shop.id, (tx) => postFirst(tx, ledger.shop, operations));

const saids = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    points: fc.integer({ min: 1, max: 5_000 }),
    vestsOn: fc.constantFrom(undefined, '2026-12-01', '2027-03-01'),
    expiresOn: fc.constantFrom(undefined, '2027-11-22', '2028-02-29'),
  }),
  { minLength: 1, maxLength: 25 },
);

describe('first accruals', () => {
  it('leave the very rows that posting leaves', async () => {
    await fc.assert(
      fc.asyncProperty(saids, async (history) => {
        const [first, others] = [await members(4), await members(4)];
        const operationsOf = (whose: readonly MemberId[]) =>
          history.map(({ who, points: amount, ...dates }, i) =>
            ledger.operation(whose[who] as MemberId, { ...earn(amount, `order/${i}`, given(dates)), key: `first/${whose[0]}/${i}` }),
          );
        await begin(operationsOf(first));
        await ledger.test.db.transaction(ledger.shop.id, (tx) => post(tx, ledger.shop, instant('2026-11-22'), operationsOf(others)));
        expect(await rowsOf(first)).toEqual(await rowsOf(others));
        await ledger.audit();
      }),
      { numRuns: 25 },
    );
  });

  const strangers: readonly [string, (memberId: MemberId, other: MemberId) => Promise<Operation[]>][] = [
    [
      'of a member who has a balance',
      async (memberId, other) => {
        await ledger.at('2026-11-22', memberId, earn(10, 'order/before'));
        return [ledger.operation(other, earn(5, 'order/a')), ledger.operation(memberId, earn(5, 'order/b'))];
      },
    ],
    [
      'under a key that is known',
      async (memberId, other) => {
        const stranger = await ledger.member();
        await ledger.at('2026-11-22', stranger, { ...earn(10, 'order/x'), key: `known/${stranger}` });
        return [
          ledger.operation(other, earn(5, 'order/a')),
          ledger.operation(memberId, { ...earn(5, 'order/b'), key: `known/${stranger}` }),
        ];
      },
    ],
  ];
  it.each(strangers)('%s: refused, and nothing of any is kept', async (_name, prepare) => {
    const [memberId, other] = await members(2);
    const operations = await prepare(memberId as MemberId, other as MemberId);
    await expect(begin(operations)).rejects.toMatchObject({ code: '23505' });
    expect(await ledger.balance(other as MemberId, '2026-11-22')).toMatchObject({ available: 0 });
    await ledger.audit();
  });

  it('of nobody: refused', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000' as MemberId;
    await expect(begin([ledger.operation(nobody, earn(5, 'order/a'))])).rejects.toMatchObject({ code: '23503' });
  });

  it('twice under one key, or anything but an accrual: an assertion, before anything is sent', async () => {
    const [memberId] = await members(1);
    const one = ledger.operation(memberId as MemberId, earn(5, 'order/a'));
    const spend: Said = { kind: 'spend', points: 5, partial: true };
    await expect(begin([one, one])).rejects.toThrow(/under a key of its own/);
    await expect(begin([ledger.operation(memberId as MemberId, spend)])).rejects.toThrow(/earns first/);
    await expect(begin([{ ...one, key: '' }])).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('for another shop than the transaction’s: refused', async () => {
    const [other, [memberId]] = [await ledger.test.shop(), await members(1)];
    await expect(begin([ledger.operation(memberId as MemberId, earn(5, 'order/a'))], other)).rejects.toThrow(
      /not the shop of this transaction/,
    );
  });

  it.each([
    ['no points', 'available', 0],
    ['points taken', 'available', -5],
    ['an absurd number of points', 'available', 2_000_000_000],
    ['points that are held from the start', 'held', 5],
    ['points issued to nobody', 'redeemed', 5],
  ])('of %s are refused by the database too', async (_name, account, amount) => {
    const [memberId] = await members(1);
    const call = ledger.test.db.transaction(ledger.shop.id, (tx) =>
      tx.rows(
        `select ledger_begin($1, array[$2::uuid], array[$3::ledger_account], array[$4::int], array['2026-11-22'::timestamptz], array[$5], array[repeat('00', 32)],
           '[{"kind":"order","ref":"1"}]', array[null::date], array[null::date], array['purchase'], array['order/1'], array[null::smallint])`,
        [ledger.shop.id, memberId, account, amount, `by-hand/${memberId}`],
      ),
    );
    await expect(call).rejects.toMatchObject({ code: '23L04' });
  });

  // The quick way leaves what it does not know to the longer one, which decides.
  it.each([
    ['held', 5],
    ['redeemed', 5],
    ['available', 0],
  ])('the quick way takes none of %s, %i points', async (account, amount) => {
    const [memberId] = await members(1);
    const rows = await ledger.test.db.transaction(ledger.shop.id, (tx) =>
      tx.rows(
        `select * from ledger_accrue($1, array[$2::uuid], array[$2::uuid], array[$3::ledger_account], array[$4::int], array['2026-11-22'::timestamptz], array[$5], array[repeat('00', 32)],
           '[{"kind":"order","ref":"1"}]', array[null::date], array[null::date], array['purchase'], array['order/1'], array[null::smallint])`,
        [ledger.shop.id, memberId, account, amount, `by-hand/${memberId}`],
      ),
    );
    expect(rows).toEqual([]);
    expect(await rowsOf([memberId as MemberId])).toEqual([[], [], [], []]);
  });
});

function given({ vestsOn, expiresOn }: { vestsOn: string | undefined; expiresOn: string | undefined }) {
  return { ...(vestsOn !== undefined && { vestsOn }), ...(expiresOn !== undefined && { expiresOn }) };
}

function members(count: number): Promise<MemberId[]> {
  return Promise.all(Array.from({ length: count }, () => ledger.member()));
}

/** Everything stored of these members, by their place in the list, but what only names them or says when it was written down. */
async function rowsOf(whose: readonly MemberId[]): Promise<unknown[][]> {
  const tables = {
    posting: `t.no, t.first_seq, t.last_seq, t.kind, t.points, t.occurred_at, split_part(t.key, '/', 3) as key, octet_length(t.input_hash) as hash, t.cause, t.hold_key`,
    entry: `t.seq, to_jsonb(t) - 'member_id' as entry`,
    lot: `t.no, to_jsonb(t) - 'member_id' as lot`,
    balance: `to_jsonb(t) - 'member_id' as balance`,
  };
  const found: unknown[][] = [];
  for (const [table, columns] of Object.entries(tables)) {
    const { rows } = await ledger.test.owner.query<Record<string, unknown>>(
      `select array_position($1::uuid[], t.member_id) as who, ${columns} from ${table} t where t.member_id = any($1) order by 1, 2`,
      [whose],
    );
    found.push(rows.filter((row) => table !== 'balance' || (row['balance'] as { last_seq: number }).last_seq > 0));
  }
  return found;
}
