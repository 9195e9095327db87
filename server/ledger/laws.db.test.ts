import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { insert, third, tryAsOwner, type Row, type Transfer } from './testing/by-hand.ts';
import { openLedger, type TestLedger } from './testing.ts';

/** Rows that break one law and keep all others: each law of the database alone must refuse them, also to the owner. */
let ledger: TestLedger;
let memberId: MemberId;
beforeAll(async () => {
  ledger = await openLedger();
  memberId = await ledger.member();
  await ledger.post('2026-11-22', [
    ledger.operation(memberId, { kind: 'issue', points: 100, into: 'available', source: 'purchase', origin: 'order/1' }),
    ledger.operation(memberId, { kind: 'hold', points: 30, holdKey: 'held', until: new Date('2026-12-01T00:00:00Z') }),
  ]);
});
afterAll(() => ledger.close());

const spend: Transfer = { movement: 'spend', from: 'available', to: 'redeemed' };
const issue: Transfer = { movement: 'issue', from: 'issued', to: 'available' };
const owe: Transfer = { movement: 'claw-back', from: 'debt', to: 'reversed' };
const rows = (transfer: Transfer) => third(ledger.shop.id, memberId, transfer);

const tried = (write: (client: pg.PoolClient) => Promise<unknown>): Promise<'written' | { code: string }> =>
  tryAsOwner(ledger.test.owner, write).then(
    () => 'written' as const,
    (error: { code: string }) => ({ code: error.code }),
  );
const writes =
  (transfer: Transfer, posting: Row = {}, entry: Row = {}) =>
  async (client: pg.PoolClient): Promise<void> => {
    const right = rows(transfer);
    await insert(client, 'posting', { ...right.posting, ...posting });
    await insert(client, 'entry', { ...right.entry, ...entry });
  };

/** Which of many transfers are let through; all are tried, none stays. */
async function letThrough<T>(all: readonly { readonly name: T; readonly transfer: Transfer }[]): Promise<T[]> {
  const passed: T[] = [];
  await tryAsOwner(ledger.test.owner, async (client) => {
    for (const { name, transfer } of all) {
      await client.query('savepoint before');
      await writes(transfer)(client).then(
        () => passed.push(name),
        () => {},
      );
      await client.query('rollback to before');
    }
  });
  return passed;
}

const accounts = [
  'pending',
  'available',
  'held',
  'debt',
  'issued',
  'redeemed',
  'expired',
  'reversed',
  'adjusted',
  'recovered',
  'transferred',
];
/** By movement, the accounts it may go between, of those that have points here. */
const ways: readonly [movement: string, kind: string, ways: string[]][] = [
  ['issue', 'issue', ['issued → pending', 'issued → available']],
  ['vest', 'vest', []],
  ['hold', 'hold', ['available → held']],
  ['capture', 'capture', ['held → redeemed']],
  ['release', 'release', ['held → available']],
  ['spend', 'spend', ['available → redeemed']],
  ['expire', 'expire', ['available → expired']],
  ['claw-back', 'claw-back', ['available → reversed', 'debt → reversed']],
  ['give-back', 'give-back', []],
  ['adjust-down', 'adjust-down', ['available → adjusted']],
  ['recover', 'claw-back', ['available → recovered']],
];

describe('a movement', () => {
  it.each(ways)('%s goes only between the accounts it is for', async (movement, kind, allowed) => {
    const pairs = accounts.flatMap((from) =>
      accounts.filter((to) => to !== from).map((to) => ({ name: `${from} → ${to}`, transfer: { movement, kind, from, to } })),
    );
    expect((await letThrough(pairs)).toSorted()).toEqual(allowed.toSorted());
  });

  it('belongs to a posting of its kind, or of one that may need it', async () => {
    const kinds = [...ways.map(([movement]) => movement).filter((movement) => movement !== 'recover'), 'schedule'];
    const all = ways.flatMap(([movement, , [way]]) => {
      const [from = '', to = ''] = way?.split(' → ') ?? [];
      return way === undefined ? [] : kinds.map((kind) => ({ name: `${movement} in ${kind}`, transfer: { movement, kind, from, to } }));
    });
    const own = all.filter(({ transfer }) => transfer.movement === transfer.kind).map(({ name }) => name);
    const needed = [
      'release in capture',
      ...['capture', 'release', 'give-back'].map((kind) => `expire in ${kind}`),
      ...['issue', 'vest', 'capture', 'release', 'claw-back', 'give-back', 'schedule'].map((kind) => `recover in ${kind}`),
    ];
    expect((await letThrough(all)).toSorted()).toEqual([...own, ...needed].toSorted());
  });
});

describe('an entry', () => {
  const forgeries: readonly [string, Transfer, Row, Row][] = [
    ['of more points than there can be', { ...owe, points: 2_000_000_000 }, { points: 10 }, { lot_issued: 100 }],
    ['of no points', { ...spend, points: 0 }, { points: 10 }, {}],
    ['that its posting did not announce', spend, { points: 0, last_seq: 2 }, {}],
    ['that begins a journal in the middle', issue, { last_seq: 4 }, { seq: 4, lot_no: 4, available: 10, held: 0 }],
    ['with more pending than the one before leaves', spend, {}, { pending: 5 }],
    ['with more available', spend, {}, { available: 65 }],
    ['with more held', spend, {}, { held: 35 }],
    ['with a debt from nowhere', spend, {}, { debt: 5 }],
    ['that issues into a lot there is', issue, {}, { lot_no: 1, lot_entry: 3, lot_issued: 110, lot_available: 80, lot_held: 30 }],
    ['whose lot is not named after it', issue, {}, { lot_no: 9 }],
    ['that takes a place in its lot again', spend, {}, { lot_entry: 2, lot_available: 90, lot_held: 0 }],
    ['of a lot that grew', spend, {}, { lot_issued: 110 }],
    ['of a lot with more pending', spend, {}, { lot_pending: 5 }],
    ['of a lot with more available', spend, {}, { lot_available: 65 }],
    ['of a lot with more held', spend, {}, { lot_held: 35 }],
    ['of a lot with more owed for it', spend, {}, { lot_debt: 5 }],
    ['of a lot with more redeemed', spend, {}, { lot_redeemed: 15 }],
    ['of a lot with more expired', spend, {}, { lot_expired: 5 }],
    ['of a lot with more reversed', spend, {}, { lot_reversed: 5 }],
    ['that reverses more than was issued', { ...owe, points: 101 }, {}, {}],
  ];
  it.each(forgeries)('%s: refused', async (_name, transfer, posting, entry) => {
    expect(await tried(writes(transfer, posting, entry))).toEqual({ code: expect.stringMatching(/^23(L04|505)$/) });
  });
});

describe('a posting', () => {
  const forgeries: readonly [string, Row, Row][] = [
    ['after a gap', { no: 4 }, { posting_no: 4 }],
    ['that announces another’s entry', { first_seq: 2 }, {}],
    ['that announces less than nothing', { last_seq: 1 }, {}],
    ['about nothing that has an entry', { points: 0 }, {}],
    ['about more points than there can be', { points: 2_000_000_000 }, {}],
    ['without a key', { key: '' }, {}],
    ['without the hash of its input', { input_hash: Buffer.alloc(31) }, {}],
    ['without a cause', { cause: '{"kind":"order"}' }, {}],
    ['before time', { occurred_at: '1969-12-31' }, {}],
    ['after time', { occurred_at: '2200-01-01' }, {}],
    ['with a hold it is not about', { hold_key: 'held' }, {}],
  ];
  it.each(forgeries)('%s: refused', async (_name, posting, entry) => {
    expect(await tried(writes(spend, posting, entry))).toEqual({ code: expect.stringMatching(/^23L0[23]$/) });
  });

  it('under a key that was used: refused', async () => {
    const { rows: used } = await ledger.test.owner.query<{ key: string }>('select key from posting where member_id = $1 limit 1', [
      memberId,
    ]);
    expect(await tried(writes(spend, { key: used[0]?.key }))).toEqual({ code: '23505' });
  });
});

describe('a transfer of nothing', () => {
  it.each([
    ['/out', 'written'],
    ['/in', 'written'],
    ['', { code: '23L03' }],
  ])('named %j', async (end, expected) => {
    const { posting } = rows(spend);
    const transfer = { ...posting, kind: 'transfer', points: 0, last_seq: 2, key: `by-hand${end}` };
    expect(await tried((client) => insert(client, 'posting', transfer))).toEqual(expected);
  });
});

describe('a lot written by hand', () => {
  const lot = (): Row => ({
    shop_id: ledger.shop.id,
    member_id: memberId,
    no: 3,
    entries: 1,
    issued: 10,
    pending: 0,
    available: 10,
    held: 0,
    debt: 0,
    redeemed: 0,
    expired: 0,
    reversed: 0,
    open: true,
    earned_at: '2026-11-23',
    source: 'bonus',
    origin: 'gift/1',
  });
  const written =
    (change: Row, transfer: Transfer = issue) =>
    async (client: pg.PoolClient) => {
      await writes(transfer)(client);
      await insert(client, 'lot', { ...lot(), ...change });
    };

  it('as its entry says is possible, so that the refusals mean something', async () => {
    expect(await tried(written({}))).toBe('written');
    expect(await tried(written({ pending: 10, available: 0, vests_on: '2026-12-01' }, { ...issue, to: 'pending' }))).toBe('written');
  });

  it.each([
    ['of a source there is not', { source: 'magic' }],
    ['of no origin', { origin: '' }],
    ['earned before time', { earned_at: '1900-01-01' }],
    ['larger than it was issued', { issued: 11 }],
    ['closed although points are left', { open: false }],
    ['with more entries than it has', { entries: 2 }],
  ])('%s: refused', async (_name, change) => {
    expect(await tried(written(change))).toEqual({ code: expect.stringMatching(/^23L(09|10)$/) });
  });

  it('that waits for no day: refused', async () => {
    expect(await tried(written({ pending: 10, available: 0 }, { ...issue, to: 'pending' }))).toEqual({ code: '23L10' });
  });
});

describe('a row changed by hand', () => {
  const numbers = ['issued', 'pending', 'available', 'held', 'debt', 'redeemed', 'expired', 'reversed'];
  const changes: readonly [string, string][] = [
    ...numbers.map((part): [string, string] => [
      `a lot with another number ${part}`,
      `update lot set ${part} = ${part} + 1 where member_id = $1`,
    ]),
    ['a lot closed', 'update lot set open = false where member_id = $1'],
    ['a lot set back to what it was', 'update lot set entries = 1, available = 100, held = 0 where member_id = $1'],
    ['a lot that ripens on another day', `update lot set vests_on = '2026-12-01' where member_id = $1`],
    ['a lot that goes on another day', `update lot set expires_on = '2099-01-01' where member_id = $1`],
    ['a lot earned at another time', `update lot set earned_at = '2026-11-21' where member_id = $1`],
    ['a lot of another source', `update lot set source = 'bonus' where member_id = $1`],
    ['a lot of another order', `update lot set origin = 'order/2' where member_id = $1`],
    ...['pending', 'available', 'held', 'debt'].map((part): [string, string] => [
      `a balance with other points ${part}`,
      `update balance set ${part} = ${part} + 1 where member_id = $1`,
    ]),
    [
      'a balance set back to what it was',
      'update balance set last_posting_no = 1, last_seq = 1, available = 100, held = 0 where member_id = $1',
    ],
    ['a balance emptied', 'update balance set last_posting_no = 0, last_seq = 0, available = 0, held = 0 where member_id = $1'],
    ['a hold of more points', 'update hold set points = 40 where member_id = $1'],
    ['a hold closed by no posting', `update hold set state = 'released' where member_id = $1`],
    ['a hold closed by a posting that is no closing', `update hold set state = 'released', closing_posting_no = 2 where member_id = $1`],
    ['a hold that captured and is open', 'update hold set captured = 10 where member_id = $1'],
    ['a hold deleted', 'delete from hold where member_id = $1'],
    ['a lot deleted', 'delete from lot where member_id = $1'],
    ['a balance deleted', 'delete from balance where member_id = $1'],
    ['an entry changed', 'update entry set points = 9 where member_id = $1'],
    ['an entry deleted', 'delete from entry where member_id = $1'],
    ['a posting changed', `update posting set occurred_at = '2026-11-21' where member_id = $1`],
    ['a posting deleted', 'delete from posting where member_id = $1'],
  ];
  it.each(changes)('%s: refused', async (_name, sql) => {
    expect(await tried((client) => client.query(sql, [memberId]))).toEqual({ code: expect.stringMatching(/^23L/) });
  });

  it.each(changes)('%s: refused too where a session replays as a replica', async (_name, sql) => {
    const replayed = await tried(async (client) => {
      await client.query(`set local session_replication_role = 'replica'`);
      await client.query(sql, [memberId]);
    });
    expect(replayed).toEqual({ code: expect.stringMatching(/^23L/) });
  });

  it('a debt beside points that could pay it: refused', async () => {
    const noted = (change: string) => async (client: pg.PoolClient) => {
      await writes(owe)(client);
      await client.query(`update balance set last_posting_no = 3, last_seq = 3${change} where member_id = $1`, [memberId]);
    };
    expect(await tried(noted(', debt = 10'))).toEqual({ code: '23L12' });
  });
});

describe('a hold written by hand', () => {
  const hold = (): Row => ({
    shop_id: ledger.shop.id,
    hold_key: `by-hand/${memberId}`,
    member_id: memberId,
    points: 10,
    until: '2026-12-01',
    posting_no: 3,
  });
  const written = (change: Row) => async (client: pg.PoolClient) => {
    await writes({ movement: 'hold', from: 'available', to: 'held' })(client);
    await insert(client, 'hold', { ...hold(), ...change });
  };

  it('as its posting says is possible, so that the refusals mean something', async () => {
    expect(await tried(written({}))).toBe('written');
  });

  it.each([
    ['of more than its posting', { points: 11 }],
    ['of another posting', { posting_no: 2 }],
    ['under another name', { hold_key: 'x' }],
    ['of a state there is not', { state: 'lost' }],
    ['that captured more than it holds', { state: 'captured', captured: 11, closing_posting_no: 3 }],
  ])('%s: refused', async (_name, change) => {
    expect(await tried(written(change))).toEqual({ code: expect.stringMatching(/^23L1[34]$/) });
  });
});
