import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { transfer, verify } from './index.ts';
import { instant, openLedger, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

/** A member with two lots, a capture and an open hold, in a shop of its own. */
async function bookkept() {
  const shop = await ledger.test.shop();
  const memberId = await ledger.member(shop);
  const said = [
    { kind: 'issue', points: 100, into: 'available', source: 'purchase', origin: 'order/1', expiresOn: '2027-01-01' },
    { kind: 'issue', points: 50, into: 'pending', source: 'purchase', origin: 'order/2', vestsOn: '2026-12-01' },
    { kind: 'hold', points: 30, holdKey: `a/${memberId}`, until: instant('2026-12-01') },
    { kind: 'capture', holdKey: `a/${memberId}` },
    { kind: 'hold', points: 20, holdKey: `b/${memberId}`, until: instant('2026-12-01') },
  ] as const;
  await ledger.post(
    '2026-11-22',
    said.map((one) => ledger.operation(memberId, one)),
    shop,
  );
  return { shop, memberId };
}

/** Changes rows behind every law: what a broken disk or a hand with all rights could do. */
async function tamper(table: string, sql: string, params: unknown[]): Promise<void> {
  const client = await ledger.test.owner.connect();
  try {
    await client.query('begin');
    await client.query(`alter table ${table} disable trigger all`);
    await client.query(sql, params);
    await client.query(`alter table ${table} enable trigger all`);
    await client.query('commit');
  } finally {
    client.release();
  }
}

describe('verify', () => {
  it('finds nothing in books that are right, and counts what it read', async () => {
    const { shop } = await bookkept();
    expect(await verify(ledger.test.db, shop)).toEqual({ members: 1, entries: 5, differences: [] });
  });

  const tamperings: [string, string, string, { what: string; stored: number; derived: number }][] = [
    [
      'a balance',
      'balance',
      'update balance set available = available + 7 where member_id = $1',
      { what: 'available points', stored: 57, derived: 50 },
    ],
    [
      'a lot',
      'lot',
      'update lot set available = available + 7 where member_id = $1 and no = 1',
      { what: 'lot 1, available points', stored: 57, derived: 50 },
    ],
    [
      'a lot that vanished',
      'lot',
      'delete from lot where member_id = $1 and no = 2',
      { what: 'lot 2, pending points', stored: 0, derived: 50 },
    ],
    [
      'a hold',
      'hold',
      `update hold set points = 25 where member_id = $1 and state = 'open'`,
      { what: 'held points by open holds', stored: 20, derived: 25 },
    ],
    [
      'what a hold captured',
      'hold',
      `update hold set captured = 29 where member_id = $1 and state = 'captured'`,
      { what: 'hold a/$member, captured points', stored: 29, derived: 30 },
    ],
    [
      'a posting too many',
      'balance',
      'update balance set last_posting_no = 9 where member_id = $1',
      { what: 'number of postings', stored: 9, derived: 5 },
    ],
    [
      'a running total',
      'entry',
      'update entry set available = available + 1 where member_id = $1 and seq = 2',
      { what: 'running balance of an entry', stored: 151, derived: 150 },
    ],
    [
      'a due day that comes too late',
      'balance',
      `update balance set next_due = '2099-01-01' where member_id = $1`,
      { what: 'next due day', stored: 36160, derived: 9831 },
    ],
    [
      'a posting about more than it moved',
      'posting',
      'update posting set points = 101 where member_id = $1 and no = 1',
      { what: 'posting 1, points', stored: 101, derived: 100 },
    ],
    [
      'an entry that is gone',
      'entry',
      'delete from entry where member_id = $1 and seq = 5',
      { what: 'number of entries', stored: 5, derived: 4 },
    ],
  ];
  it.each(tamperings)('finds %s', async (_name, table, sql, difference) => {
    const { shop, memberId } = await bookkept();
    await tamper(table, sql, [memberId]);
    const { differences } = await verify(ledger.test.db, shop);
    expect(differences).toContainEqual(
      expect.objectContaining({ memberId, ...difference, what: difference.what.replace('$member', memberId) }),
    );
  });

  it('finds a transfer of which one half is missing', async () => {
    const { shop, memberId } = await bookkept();
    const otherId = await ledger.member(shop);
    const cause = { kind: 'merge', ref: '1' } as const;
    const asked = { from: memberId, to: otherId, key: 'merge/1', at: instant('2026-11-23'), cause, causeThere: cause };
    await ledger.test.db.transaction(shop.id, (tx) => transfer(tx, shop, instant('2026-11-23'), asked));
    expect((await verify(ledger.test.db, shop)).differences).toEqual([]);
    await tamper('posting', `delete from posting where member_id = $1 and key = 'merge/1/in'`, [otherId]);
    const { differences } = await verify(ledger.test.db, shop);
    expect(differences).toContainEqual(expect.objectContaining({ memberId, what: 'transfer merge/1, points on their way', derived: 100 }));
  });

  it('finds a transfer about more than it gave, though its entries moved as much: what is past is moved too, and is nobody’s points', async () => {
    const shop = await ledger.test.shop();
    const [memberId, otherId] = [await ledger.member(shop), await ledger.member(shop)];
    const said = [
      { kind: 'issue', points: 100, into: 'available', source: 'purchase', origin: 'order/1' },
      { kind: 'spend', points: 30, partial: false },
    ] as const;
    await ledger.post(
      '2026-11-22',
      said.map((one) => ledger.operation(memberId, one)),
      shop,
    );
    const cause = { kind: 'merge', ref: '1' } as const;
    const asked = { from: memberId, to: otherId, key: 'merge/2', at: instant('2026-11-23'), cause, causeThere: cause };
    await ledger.test.db.transaction(shop.id, (tx) => transfer(tx, shop, instant('2026-11-23'), asked));
    await tamper('posting', `update posting set points = 100 where member_id = $1 and key = 'merge/2/out'`, [memberId]);
    const { differences } = await verify(ledger.test.db, shop);
    expect(differences).toEqual([{ memberId, what: 'posting 3, points', stored: 100, derived: 70, firstWrongSeq: undefined }]);
  });

  it('names the first entry whose running total is wrong', async () => {
    const { shop, memberId } = await bookkept();
    await tamper('entry', 'update entry set points = points - 1 where member_id = $1 and seq = 3', [memberId]);
    const { differences } = await verify(ledger.test.db, shop);
    const wrong = (member: MemberId) =>
      differences.filter((difference) => difference.memberId === member).map(({ firstWrongSeq }) => firstWrongSeq);
    expect(new Set(wrong(memberId))).toEqual(new Set([3]));
  });

  it('tells shops apart', async () => {
    const { memberId } = await bookkept();
    const { shop: other } = await bookkept();
    await tamper('balance', 'update balance set held = held + 1 where member_id = $1', [memberId]);
    expect((await verify(ledger.test.db, other)).differences).toEqual([]);
  });
});
