import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { unknownDay } from '../core/time.ts';
import { asOf, expiring, openLots, postDue, rebuild, transfer } from './index.ts';
import { insert, tryAsOwner, type Row } from './testing/by-hand.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

/** Days that move: of lots that wait for an event, and of lots that last as long as their member is active. */
let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger({ timeZone: 'Europe/Berlin' });
});
afterAll(() => ledger.close());

let orders = 0;
const waiting = (points: number, origin = `order/${orders++}`): Said => ({
  kind: 'issue',
  points,
  into: 'pending',
  source: 'purchase',
  origin,
  vestsOn: unknownDay,
});
const idle = (points: number, idleMonths: number, expiresOn: string): Said => ({
  kind: 'issue',
  points,
  into: 'available',
  source: 'purchase',
  origin: `order/${orders++}`,
  expiresOn,
  idleMonths,
});
const set = (origin: string, vestsOn: string): Said => ({ kind: 'schedule', origin, vestsOn });
const spend = (points: number): Said => ({ kind: 'spend', points, partial: false });
const night = (day: string) => postDue(ledger.test.db, ledger.shop, instant(day));
const available = async (memberId: MemberId, at: string) => (await ledger.balance(memberId, at)).available;
const read = <T>(ask: (tx: Parameters<typeof openLots>[0]) => Promise<T>) => ledger.test.db.read(ledger.shop.id, ask);

describe('a lot that waits', () => {
  it('is pending until its day is set, and then vests on it', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, waiting(50, 'order/waits'));
    expect(await night('2030-01-01')).toBe(0);
    await ledger.at('2026-02-01', memberId, set('order/waits', '2026-02-15'));
    expect(await ledger.balance(memberId, '2026-02-14T22:59:59Z')).toMatchObject({ pending: 50, available: 0 });
    expect(await ledger.balance(memberId, '2026-02-14T23:00:00Z')).toMatchObject({ pending: 0, available: 50 });
    await night('2026-03-01');
    expect(await read((tx) => asOf(tx, ledger.shop, memberId, instant('2026-02-14')))).toMatchObject({ pending: 50, available: 0 });
    expect(await read((tx) => asOf(tx, ledger.shop, memberId, instant('2026-02-15')))).toMatchObject({ pending: 0, available: 50 });
    await ledger.audit();
  });

  it('pays what is owed when it vests by an event', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, waiting(50, 'order/pays'));
    await ledger.at('2026-01-10', memberId, { kind: 'issue', points: 20, into: 'available', source: 'purchase', origin: 'order/spent' });
    await ledger.at('2026-01-11', memberId, spend(20));
    await ledger.at('2026-01-12', memberId, { kind: 'claw-back', points: 20, origin: 'order/spent', policy: 'unlimited' });
    await ledger.at('2026-01-20', memberId, set('order/pays', '2026-01-20'));
    expect(await ledger.balance(memberId, '2026-01-20')).toMatchObject({ pending: 0, available: 30, debt: 0 });
    await ledger.audit();
  });

  it('keeps the days it had: any past instant reads as it did then', async () => {
    const memberId = await ledger.member();
    const seen: [string, unknown][] = [];
    const acts: [string, Said][] = [
      ['2026-01-10', waiting(50, 'order/moves')],
      ['2026-01-12', set('order/moves', '2026-01-14')],
      ['2026-01-13', set('order/moves', '2026-01-20')],
      ['2026-01-18', set('order/moves', unknownDay)],
      ['2026-02-10', set('order/moves', '2026-02-01')],
    ];
    for (const [when, said] of acts) {
      await ledger.at(when, memberId, said);
      seen.push([when, await ledger.balance(memberId, when)]);
    }
    for (const [when, then] of seen)
      expect([when, await read((tx) => asOf(tx, ledger.shop, memberId, instant(when)))]).toEqual([when, then]);
    expect(await read((tx) => asOf(tx, ledger.shop, memberId, instant('2026-02-05')))).toMatchObject({ pending: 50 });
    await ledger.audit();
  });

  it('goes on waiting at the member it is transferred to, under the same origin', async () => {
    const [from, to] = [await ledger.member(), await ledger.member()];
    await ledger.at('2026-01-10', from, waiting(50, 'order/goes'));
    await ledger.at('2026-01-11', from, set('order/goes', '2026-03-01'));
    const cause = { kind: 'merge', ref: to } as const;
    const asked = { from, to, key: `merge/${from}`, at: instant('2026-01-12'), cause, causeThere: cause };
    await ledger.test.db.transaction(ledger.shop.id, (tx) => transfer(tx, ledger.shop, instant('2026-01-12'), asked));
    await ledger.at('2026-01-13', to, set('order/goes', '2026-01-20'));
    expect(await ledger.balance(to, '2026-01-19')).toMatchObject({ pending: 50 });
    expect(await ledger.balance(to, '2026-01-20')).toMatchObject({ available: 50 });
    await ledger.audit();
  });

  it('gets its day back from what was set when its row is written anew', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, waiting(50, 'order/lost'));
    await ledger.at('2026-01-11', memberId, set('order/lost', '2026-03-01'));
    const client = await ledger.test.owner.connect();
    await client.query('alter table lot disable trigger all');
    await client.query(`update lot set vests_on = '2026-02-01' where member_id = $1`, [memberId]);
    await client.query('alter table lot enable always trigger agrees').finally(() => client.release());
    await expect(ledger.audit()).rejects.toThrow(/lot 1, vesting day/);
    await ledger.test.db.transaction(ledger.shop.id, (tx) => rebuild(tx, ledger.shop.id, memberId));
    await ledger.audit();
  });
});

describe('a lot that lasts as long as its member is active', () => {
  it('is gone so long after the last activity, and no earlier', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-31', memberId, idle(100, 6, '2026-07-31'));
    await ledger.at('2026-05-31', memberId, spend(10));
    expect(await read((tx) => expiring(tx, ledger.shop, memberId, instant('2026-06-01'), 5))).toEqual([
      { points: 90, on: '2026-11-30', unlessActive: true },
    ]);
    await night('2026-08-01');
    // Berlin is an hour ahead of UTC by then.
    expect(await available(memberId, '2026-11-29T22:59:59Z')).toBe(90);
    expect(await available(memberId, '2026-11-29T23:00:00Z')).toBe(0);
    await night('2026-12-24');
    const { rows } = await ledger.test.owner.query(`select occurred_at, points from posting where member_id = $1 and kind = 'expire'`, [
      memberId,
    ]);
    expect(rows).toEqual([{ occurred_at: new Date('2026-11-29T23:00:00Z'), points: 90 }]);
    await ledger.audit();
  });

  it('counts from a leap day to the last day of February', async () => {
    const memberId = await ledger.member();
    await ledger.at('2027-08-31', memberId, idle(10, 6, '2028-02-29'));
    await ledger.at('2028-02-28', memberId, idle(1, 12, '2029-02-28'));
    expect(await available(memberId, '2028-08-27')).toBe(11);
    expect(await available(memberId, '2028-08-28')).toBe(1);
    expect(await available(memberId, '2029-02-27')).toBe(1);
    expect(await available(memberId, '2029-02-28')).toBe(0);
  });

  it('does not come back by what its member does too late, though nobody had posted that it was gone', async () => {
    const [late, punctual] = [await ledger.member(), await ledger.member()];
    for (const memberId of [late, punctual]) await ledger.at('2026-01-10', memberId, idle(100, 3, '2026-04-10'));
    await ledger.at('2026-04-10', late, idle(5, 3, '2026-07-10'));
    await ledger.at('2026-04-09', punctual, idle(5, 3, '2026-07-09'));
    expect(await available(late, '2026-04-10')).toBe(5);
    expect(await available(punctual, '2026-04-10')).toBe(105);
    expect(await ledger.at('2026-04-11', late, spend(6))).toMatchObject({ refusal: { code: 'not-enough-points', missing: 1 } });
    expect(await ledger.at('2026-04-11', punctual, spend(105))).toMatchObject({ outcome: 'posted' });
    await ledger.audit();
  });

  it('is spent after what has a day of its own, and each lot keeps the promise it was earned under', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, idle(10, 3, '2026-04-10'));
    await ledger.at('2026-01-10', memberId, {
      kind: 'issue',
      points: 10,
      into: 'available',
      source: 'purchase',
      origin: 'order/fixed',
      expiresOn: '2027-01-10',
    });
    await ledger.at('2026-01-10', memberId, idle(10, 12, '2027-01-10'));
    await ledger.at('2026-02-10', memberId, spend(5));
    expect(
      (await read((tx) => openLots(tx, ledger.shop, memberId, instant('2026-02-10')))).map((lot) => [lot.available, lot.expiresOn]),
    ).toEqual([
      [5, '2027-01-10'],
      [10, '2026-05-10'],
      [10, '2027-02-10'],
    ]);
    expect(await available(memberId, '2026-05-10')).toBe(15);
    expect(await available(memberId, '2027-01-10')).toBe(10);
    expect(await available(memberId, '2027-02-10')).toBe(0);
  });

  it('is not kept by what others do to the points: clawbacks, staff, a release, the night', async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, idle(100, 3, '2026-04-10'));
    await ledger.at('2026-01-11', memberId, { kind: 'hold', points: 10, holdKey: 'idle', until: instant('2026-12-01') });
    await ledger.at('2026-03-01', memberId, { kind: 'adjust-down', points: 10 });
    await ledger.at('2026-03-01', memberId, { kind: 'release', holdKey: 'idle' });
    expect(await available(memberId, '2026-04-10')).toBe(90);
    expect(await available(memberId, '2026-04-11')).toBe(0);
  });

  it('goes to another member with the day it had, and moves with what that one does', async () => {
    const [from, to] = [await ledger.member(), await ledger.member()];
    await ledger.at('2026-01-10', from, idle(100, 3, '2026-04-10'));
    await ledger.at('2026-04-01', from, idle(1, 3, '2026-07-01'));
    const cause = { kind: 'merge', ref: to } as const;
    const asked = { from, to, key: `merge/${from}`, at: instant('2026-05-01'), cause, causeThere: cause };
    await ledger.test.db.transaction(ledger.shop.id, (tx) => transfer(tx, ledger.shop, instant('2026-05-01'), asked));
    expect(await available(to, '2026-06-30')).toBe(101);
    expect(await available(to, '2026-07-01')).toBe(0);
    await ledger.at('2026-06-15', to, spend(1));
    expect(await available(to, '2026-09-14')).toBe(100);
    expect(await available(to, '2026-09-15')).toBe(0);
    await ledger.audit();
  });
});

describe('a lot that goes to another member before its first possible day', () => {
  it('takes along what its former member had done by then', async () => {
    const [from, to] = [await ledger.member(), await ledger.member()];
    await ledger.at('2026-01-10', from, idle(100, 3, '2026-04-10'));
    await ledger.at('2026-02-15', from, spend(1));
    const cause = { kind: 'merge', ref: to } as const;
    const asked = { from, to, key: `merge/${from}`, at: instant('2026-03-01'), cause, causeThere: cause };
    await ledger.test.db.transaction(ledger.shop.id, (tx) => transfer(tx, ledger.shop, instant('2026-03-01'), asked));
    expect(await available(to, '2026-05-14')).toBe(99);
    expect(await available(to, '2026-05-15')).toBe(0);
    await ledger.audit();
  });
});

describe('days written by hand', () => {
  const forge = (write: (client: pg.PoolClient) => Promise<unknown>) => tryAsOwner(ledger.test.owner, write);
  /** A member with one waiting lot, and a posting that may set its day. */
  const prepared = async () => {
    const memberId = await ledger.member();
    await ledger.at('2026-01-10', memberId, waiting(50, `order/${memberId}`));
    const posting: Row = {
      shop_id: ledger.shop.id,
      member_id: memberId,
      no: 2,
      first_seq: 2,
      last_seq: 1,
      kind: 'schedule',
      points: 0,
      occurred_at: '2026-01-11',
      key: `by-hand/${memberId}`,
      input_hash: Buffer.alloc(32, 1),
      cause: '{"kind":"staff","ref":"1","note":"by hand"}',
    };
    const day: Row = {
      shop_id: ledger.shop.id,
      member_id: memberId,
      lot_no: 1,
      nr: 1,
      posting_no: 2,
      before: unknownDay,
      vests_on: '2026-02-01',
    };
    return { memberId, posting, day };
  };

  it('rightly are possible, so that the refusals mean something', async () => {
    const { memberId, posting, day } = await prepared();
    const write = async (client: pg.PoolClient) => {
      await insert(client, 'posting', posting);
      await insert(client, 'lot_day', day);
      await client.query(`update lot set vests_on = '2026-02-01' where member_id = $1`, [memberId]);
    };
    await expect(forge(write)).resolves.toBeUndefined();
  });

  it.each<[string, Row, Row]>([
    ['by a posting of another kind', { kind: 'claw-back' }, {}],
    ['by no posting', {}, { posting_no: 3 }],
    ['by a posting of long ago', {}, { posting_no: 1 }],
    ['of a lot there is not', {}, { lot_no: 2 }],
    ['after a day that was not the lot’s', {}, { before: '2026-01-15' }],
    ['that changes nothing', {}, { vests_on: unknownDay }],
    ['that leaves out one before it', {}, { nr: 2 }],
    ['before time', {}, { vests_on: '-infinity' }],
    ['after time', {}, { vests_on: '2300-01-01' }],
  ])('%s: refused', async (_name, postingChange, dayChange) => {
    const { posting, day } = await prepared();
    const write = async (client: pg.PoolClient) => {
      await insert(client, 'posting', { ...posting, ...postingChange });
      await insert(client, 'lot_day', { ...day, ...dayChange });
    };
    await expect(forge(write)).rejects.toMatchObject({ code: '23L18' });
  });

  it('of a lot that has vested: refused', async () => {
    const { memberId, posting, day } = await prepared();
    await ledger.at('2026-01-10', memberId, set(`order/${memberId}`, '2026-01-10'));
    const write = async (client: pg.PoolClient) => {
      await insert(client, 'posting', { ...posting, no: 3, first_seq: 3, last_seq: 2 });
      await insert(client, 'lot_day', { ...day, nr: 2, posting_no: 3, before: '2026-01-10' });
    };
    await expect(forge(write)).rejects.toThrow(/nothing of the lot is pending/);
  });

  it.each([
    ['a day that no posting set', `update lot set vests_on = '2026-02-01' where member_id = $1`, '23L08'],
    ['no day at all', `update lot set vests_on = null where member_id = $1`, '23L08'],
    ['a lot that lasts longer than promised', `update lot set idle_months = 12 where member_id = $1`, '23L08'],
  ])('%s: refused', async (_name, sql, code) => {
    const { memberId } = await prepared();
    await expect(forge((client) => client.query(sql, [memberId]))).rejects.toMatchObject({ code });
  });

  it.each(['update lot_day set vests_on = vests_on', 'delete from lot_day', 'truncate lot_day'])('%s: refused', async (sql) => {
    const { memberId } = await prepared();
    await ledger.at('2026-01-10', memberId, set(`order/${memberId}`, '2026-03-01'));
    await expect(forge((client) => client.query(sql))).rejects.toThrow(/append-only/);
  });

  it('of another member through the ledger’s own function: refused', async () => {
    const { memberId } = await prepared();
    const ask = ledger.test.db.transaction(ledger.shop.id, (tx) =>
      tx.rows('select ledger_set_days($1, $2::ledger_lot_day_row[])', [ledger.shop.id, [`(${memberId},1,1,infinity,2026-02-01)`]]),
    );
    await expect(ask).rejects.toMatchObject({ code: '23L18' });
  });
});
