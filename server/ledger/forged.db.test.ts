import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';
import type { MemberId } from '../core/id.ts';
import { post, postAlone } from './index.ts';
import { rowText } from './rows.ts';
import { insert, third, tryAsOwner, type Row } from './testing/by-hand.ts';
import { openLedger, type TestLedger } from './testing.ts';

/** Somebody with all rights in the database and bad intentions, or a bad script: writes rows by hand, around the ledger's functions. */
let ledger: TestLedger;
let memberId: MemberId;
let strangerId: MemberId;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  memberId = await ledger.member();
  strangerId = await ledger.member();
  await ledger.post('2026-11-22', [
    ledger.operation(memberId, { kind: 'issue', points: 100, into: 'available', source: 'purchase', origin: 'order/1' }),
    ledger.operation(memberId, { kind: 'hold', points: 30, holdKey: `hold/${memberId}`, until: new Date('2026-12-01T00:00:00Z') }),
    ledger.operation(strangerId, { kind: 'issue', points: 500, into: 'available', source: 'purchase', origin: 'order/2' }),
  ]);
});

/** A posting and an entry that continue the member's books rightly: a spend of ten. Forgeries change one thing of it. */
const right = () => third(ledger.shop.id, memberId, { movement: 'spend', from: 'available', to: 'redeemed' });
const forge = (write: (client: pg.PoolClient) => Promise<unknown>) => tryAsOwner(ledger.test.owner, write);
const both =
  (posting: Row, entry: Row) =>
  async (client: pg.PoolClient): Promise<void> => {
    await insert(client, 'posting', { ...right().posting, ...posting });
    await insert(client, 'entry', { ...right().entry, ...entry });
  };

describe('rows written by hand', () => {
  it('that continue the books rightly are possible, so that the refusals below mean something', async () => {
    await expect(forge(both({}, {}))).resolves.toBeUndefined();
  });

  const forgeries: readonly [string, Row, Row][] = [
    ['a jump in the running balance', {}, { available: 6_000 }],
    ['a running balance that stands still', {}, { available: 70 }],
    ['points made in the lot', {}, { lot_available: 70 }],
    ['a held part changed on the side', {}, { held: 0, lot_held: 0 }],
    ['a lot that was issued larger than it was', {}, { lot_issued: 1_000 }],
    ['more than the lot has', { points: 71 }, { points: 71, lot_available: -1, lot_redeemed: 71, available: -1 }],
    ['a debt from nowhere', {}, { debt: 10 }],
    ['points of nothing', { points: 0 }, { points: 0 }],
    ['negative points', { points: -10 }, { points: -10, lot_available: 80, available: 80, lot_redeemed: -10 }],
    ['a fork: the same place in the journal twice', { no: 2, first_seq: 2, last_seq: 2 }, { seq: 2, posting_no: 2 }],
    ['a gap in the journal', { first_seq: 4, last_seq: 4 }, { seq: 4 }],
    ['a gap in the postings', { no: 4 }, { posting_no: 4 }],
    ['an entry without its posting', { points: 0, last_seq: 2 }, {}],
    ['an unknown lot', {}, { lot_no: 9 }],
    ['another member’s lot', {}, { member_id: 'stranger' }],
    ['another shop', { shop_id: 999_999 }, { shop_id: 999_999 }],
    ['accounts that do not go together', {}, { from_account: 'redeemed', to_account: 'available' }],
    ['a movement the posting is not about', {}, { movement: 'expire', to_account: 'expired', lot_redeemed: 0, lot_expired: 10 }],
    ['a new lot out of thin air', {}, { movement: 'issue', from_account: 'issued', to_account: 'available' }],
    ['a key that was used', { key: 'used' }, {}],
    ['no cause', { cause: '{}' }, {}],
    ['staff without a reason', { cause: '{"kind":"staff","ref":"1"}' }, {}],
    ['staff whose reason is blank', { cause: '{"kind":"staff","ref":"1","note":" "}' }, {}],
    ['staff without a name', { cause: '{"kind":"staff","ref":"","note":"by hand"}' }, {}],
    ['no hash of the input', { input_hash: Buffer.alloc(0) }, {}],
    ['a date before time', { occurred_at: '0001-01-01' }, {}],
    ['an absurd number of points', { points: 2_000_000_000 }, { points: 2_000_000_000 }],
  ];
  it.each(forgeries)('%s: refused', async (_name, posting, entry) => {
    const used = (await ledger.test.owner.query<{ key: string }>('select key from posting where member_id = $1', [memberId])).rows[0]?.key;
    const filled = {
      posting: { ...posting, ...(posting['key'] === 'used' && { key: used }) },
      entry: { ...entry, ...(entry['member_id'] === 'stranger' && { member_id: strangerId }) },
    };
    await expect(forge(both(filled.posting, filled.entry))).rejects.toThrow(/./);
    await ledger.audit();
  });

  /** What a transfer of the seventy available points writes: at the member who gives, at the stranger who gets. */
  const rightHalves = () => ({
    out: {
      posting: { ...right().posting, kind: 'transfer', points: 70, key: `by-hand/${memberId}/out` } as Row,
      entry: {
        ...right().entry,
        movement: 'transfer',
        to_account: 'transferred',
        points: 70,
        lot_issued: 30,
        lot_available: 0,
        lot_redeemed: 0,
        available: 0,
      } as Row,
    },
    in: {
      posting: {
        ...right().posting,
        member_id: strangerId,
        no: 2,
        first_seq: 2,
        last_seq: 2,
        kind: 'transfer',
        points: 70,
        key: `by-hand/${memberId}/in`,
      } as Row,
      entry: {
        ...right().entry,
        member_id: strangerId,
        seq: 2,
        posting_no: 2,
        lot_no: 2,
        lot_entry: 1,
        movement: 'transfer',
        from_account: 'transferred',
        to_account: 'available',
        points: 70,
        lot_issued: 70,
        lot_available: 70,
        lot_held: 0,
        lot_redeemed: 0,
        available: 570,
        held: 0,
      } as Row,
    },
  });
  type Halves = ReturnType<typeof rightHalves>;
  const insertHalves = (halves: readonly { posting: Row; entry: Row }[]) => async (client: pg.PoolClient) => {
    for (const { posting, entry } of halves) {
      await insert(client, 'posting', posting);
      await insert(client, 'entry', entry);
    }
  };

  it('that transfer rightly are possible too', async () => {
    const { out, in: into } = rightHalves();
    await expect(forge(insertHalves([out, into]))).resolves.toBeUndefined();
  });

  const wrongTransfers: readonly [string, (halves: Halves) => { posting: Row; entry: Row }[]][] = [
    ['a transfer of what nobody gave', ({ in: into }) => [into]],
    [
      'a transfer that makes points',
      ({ out, in: into }) => [
        out,
        { posting: into.posting, entry: { ...into.entry, points: 71, lot_issued: 71, lot_available: 71, available: 571 } },
      ],
    ],
    [
      'a transfer that turns points into others',
      ({ out, in: into }) => [
        out,
        {
          posting: into.posting,
          entry: { ...into.entry, to_account: 'pending', lot_available: 0, lot_pending: 70, available: 500, pending: 70 },
        },
      ],
    ],
    [
      'a giver who gets',
      ({ out }) => [
        {
          posting: out.posting,
          entry: {
            ...out.entry,
            from_account: 'transferred',
            to_account: 'available',
            lot_issued: 170,
            lot_available: 140,
            available: 140,
          },
        },
      ],
    ],
    ['a giver whose lot stays as large as it was', ({ out }) => [{ posting: out.posting, entry: { ...out.entry, lot_issued: 100 } }]],
    ['a half that is named like no half', ({ out }) => [{ posting: { ...out.posting, key: 'by-hand' }, entry: out.entry }]],
    [
      'a half named after none that went out',
      ({ out, in: into }) => [out, { posting: { ...into.posting, key: 'by-hand/another/in' }, entry: into.entry }],
    ],
    [
      'a transfer to oneself',
      ({ out, in: into }) => [
        out,
        {
          posting: { ...into.posting, member_id: memberId, no: 4, first_seq: 4, last_seq: 4 },
          entry: { ...into.entry, member_id: memberId, seq: 4, posting_no: 4, lot_no: 4, available: 70, held: 30 },
        },
      ],
    ],
    [
      'a transfer into a lot that never began',
      ({ out, in: into }) => [out, { posting: into.posting, entry: { ...into.entry, lot_no: 9, lot_entry: 7 } }],
    ],
    [
      'a lot begun by a transfer under a posting of another kind',
      ({ out, in: into }) => [out, { posting: { ...into.posting, kind: 'spend' }, entry: into.entry }],
    ],
  ];
  it.each(wrongTransfers)('%s: refused', async (_name, wrong) => {
    await expect(forge(insertHalves(wrong(rightHalves())))).rejects.toThrow(/./);
  });

  it('a hold that goes to another member without its points: refused', async () => {
    const { out, in: into } = rightHalves();
    const holdKey = `hold/${memberId}`;
    const move = async (client: pg.PoolClient) => {
      await insertHalves([
        { posting: { ...out.posting, hold_key: holdKey }, entry: out.entry },
        { posting: { ...into.posting, hold_key: holdKey }, entry: into.entry },
      ])(client);
      await client.query('update hold set member_id = $1, posting_no = 2 where hold_key = $2', [strangerId, holdKey]);
    };
    await expect(forge(move)).rejects.toThrow(/does not go with a transfer/);
  });

  const changes: readonly [string, string][] = [
    ['an entry changed', 'update entry set points = 1000 where member_id = $1'],
    ['an entry deleted', 'delete from entry where member_id = $1'],
    ['a posting changed', `update posting set cause = '{"kind":"staff","ref":"9"}' where member_id = $1`],
    ['a posting deleted', 'delete from posting where member_id = $1'],
    ['a balance raised', 'update balance set available = available + 1000 where member_id = $1'],
    ['a balance deleted', 'delete from balance where member_id = $1'],
    ['a lot made larger', 'update lot set available = available + 1000 where member_id = $1'],
    ['a lot that expires later than promised', `update lot set expires_on = '2099-01-01' where member_id = $1`],
    ['a lot deleted', 'delete from lot where member_id = $1'],
    ['a hold closed without a posting', `update hold set state = 'released' where member_id = $1`],
    ['a hold moved to another member', `update hold set member_id = '00000000-0000-0000-0000-000000000001' where member_id = $1`],
  ];
  it.each(changes)('%s: refused', async (_name, sql) => {
    await expect(forge((client) => client.query(sql, [memberId]))).rejects.toThrow(/./);
  });

  it.each(['posting', 'entry', 'balance', 'lot', 'hold'])('%s emptied: refused', async (table) => {
    await expect(forge((client) => client.query(`truncate ${table} cascade`))).rejects.toThrow(/append-only/);
  });
});

/** As a field of a row in PostgreSQL's own notation. */
function text(value: unknown): string | number {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return typeof value === 'number' ? value : String(value);
}

describe('the server’s own role', () => {
  it.each(['posting', 'entry', 'balance', 'lot', 'hold'])('cannot write %s but through the ledger’s functions', async (table) => {
    await expect(
      ledger.test.db.transaction(ledger.shop.id, (tx) =>
        tx.exec(`update ${table} set member_id = member_id where member_id = $1`, [memberId]),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('sees nothing of another shop', async () => {
    const other = await ledger.test.shop();
    for (const table of ['posting', 'entry', 'balance', 'lot', 'hold']) {
      expect(await ledger.test.db.read(other.id, (tx) => tx.rows(`select * from ${table}`))).toEqual([]);
    }
  });

  it('cannot write for another shop than the one it works for', async () => {
    const other = await ledger.test.shop();
    const operations = (['issue', 'adjust-down'] as const).map((kind) =>
      ledger.operation(
        memberId,
        kind === 'issue' ? { kind, points: 5, into: 'available', source: 'bonus', origin: 'x' } : { kind, points: 5 },
      ),
    );
    for (const operation of operations) {
      const strangely = ledger.test.db.transaction(other.id, (tx) => post(tx, ledger.shop, new Date('2026-11-23T12:00:00Z'), [operation]));
      await expect(strangely).rejects.toThrow(/not the shop of this transaction/);
    }
    expect(await ledger.balance(memberId, '2026-11-23')).toMatchObject({ available: 70 });
  });

  it('cannot write a wrong entry through the ledger’s functions either', async () => {
    const { posting, entry } = right();
    const columns = ['member_id', 'no', 'first_seq', 'last_seq', 'kind', 'points', 'occurred_at', 'key', 'input_hash', 'cause'];
    const postings = [rowText([...columns.map((name) => text(posting[name])), undefined])];
    const balance = [rowText([memberId, 0, 60, 30, 0, 3, 3, undefined])];
    const write = (change: Row) =>
      ledger.test.db.transaction(ledger.shop.id, async (tx) => {
        const { shop_id: _, ...changed } = { ...entry, ...change };
        const entries = [rowText(Object.values(changed).map(text))];
        await tx.rows(
          `select ledger_write($1, $2::ledger_posting_row[], $3::ledger_entry_row[], '{}', '{}', $4::ledger_balance_row[], '{}', '{}')`,
          [ledger.shop.id, postings, entries, balance],
        );
      });
    await expect(write({ available: 6_000 })).rejects.toMatchObject({ code: '23L04' });
    await expect(write({})).resolves.toBeUndefined();
  });

  it('cannot accrue upon a balance that was raised behind every law', async () => {
    const client = await ledger.test.owner.connect();
    await client.query('alter table balance disable trigger all');
    await client.query('update balance set available = available + 1000 where member_id = $1', [memberId]);
    await client.query('alter table balance enable always trigger agrees').finally(() => client.release());
    const earn = () => ledger.operation(memberId, { kind: 'issue', points: 5, into: 'available', source: 'bonus', origin: 'x' });
    const now = new Date('2026-11-23T12:00:00Z');
    await expect(postAlone(ledger.test.db, ledger.shop, now, [earn()])).rejects.toMatchObject({ code: '23L04' });
    await expect(postAlone(ledger.test.db, ledger.shop, now, [earn(), earn()])).rejects.toMatchObject({ code: '23L04' });
  });

  it('cannot post into another shop than the transaction’s', async () => {
    const other = await ledger.test.shop();
    const operation = ledger.operation(memberId, { kind: 'issue', points: 5, into: 'available', source: 'bonus', origin: 'x' });
    const outcomes = ledger.post('2026-11-23', [operation], other);
    await expect(outcomes.then(([first]) => first?.outcome)).resolves.toBe('refused');
    expect(await ledger.balance(memberId, '2026-11-23')).toMatchObject({ available: 70 });
  });
});
