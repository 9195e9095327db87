import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { asOf, openLots, postDue, statement, transfer, verify, type TransferOutcome } from './index.ts';
import { instant, noPoints, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
let giver: MemberId;
let taker: MemberId;
let third: MemberId;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  [giver, taker, third] = [await ledger.member(), await ledger.member(), await ledger.member()];
});

const earn = (points: number, order: string, dates: { vestsOn?: string; expiresOn?: string } = {}): Said => ({
  kind: 'issue',
  points,
  into: dates.vestsOn === undefined ? 'available' : 'pending',
  source: 'purchase',
  origin: `${order}/${giver}`,
  ...dates,
});
const hold = (points: number, name = 'x'): Said => ({
  kind: 'hold',
  points,
  holdKey: `${name}/${giver}`,
  until: instant('2026-12-01'),
});
const capture = (name = 'x'): Said => ({ kind: 'capture', holdKey: `${name}/${giver}` });
const release = (name = 'x'): Said => ({ kind: 'release', holdKey: `${name}/${giver}` });
const giveBack = (points: number, name = 'x'): Said => ({ kind: 'give-back', holdKey: `${name}/${giver}`, points });
const clawBack = (points: number, order: string): Said => ({
  kind: 'claw-back',
  points,
  origin: `${order}/${giver}`,
  policy: 'unlimited',
});
const spend = (points: number): Said => ({ kind: 'spend', points, partial: false });

/** Everything has to be posted, and the books stay right. */
async function happens(memberId: MemberId, said: readonly Said[], on = '2026-01-10'): Promise<void> {
  const outcomes = await ledger.post(
    on,
    said.map((one) => ledger.operation(memberId, one, on)),
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(said.map(() => 'posted'));
}

async function give(from: MemberId, to: MemberId, on = '2026-02-01', key = `merge/${from}`): Promise<TransferOutcome> {
  const cause = { kind: 'merge', ref: to } as const;
  const outcome = await ledger.test.db.transaction(ledger.shop.id, (tx) =>
    transfer(tx, ledger.shop, instant(on), { from, to, key, at: instant(on), cause, causeThere: { ...cause, ref: from } }),
  );
  await ledger.audit();
  return outcome;
}

const refusals = async (memberId: MemberId, said: Said) => {
  const [outcome] = await ledger.post('2026-02-02', [ledger.operation(memberId, said, '2026-02-02')]);
  return outcome?.outcome === 'refused' ? outcome.refusal : outcome?.outcome;
};

describe('after a transfer', () => {
  it('the giver has nothing, the taker what both had, and the shop neither more nor less', async () => {
    await happens(giver, [earn(100, 'order/1'), earn(40, 'order/2', { vestsOn: '2026-03-01' }), spend(30)]);
    await happens(taker, [earn(7, 'order/9')]);
    expect(await give(giver, taker)).toEqual({ outcome: 'posted', points: 110 });
    expect(await ledger.balance(giver, '2026-02-01')).toEqual(noPoints);
    expect(await ledger.balance(taker, '2026-02-01')).toEqual({ ...noPoints, available: 77, pending: 40 });
  });

  it('a lot keeps what was promised with it: it vests and expires on its days', async () => {
    await happens(giver, [earn(100, 'order/1', { vestsOn: '2026-03-01', expiresOn: '2026-06-01' })]);
    await give(giver, taker);
    const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, taker, instant('2026-02-02')));
    expect(lots).toEqual([
      expect.objectContaining({
        source: 'purchase',
        origin: `order/1/${giver}`,
        issued: 100,
        earnedAt: instant('2026-01-10'),
        vestsOn: '2026-03-01',
        expiresOn: '2026-06-01',
      }),
    ]);
    await postDue(ledger.test.db, ledger.shop, instant('2026-03-01'));
    expect(await ledger.balance(taker, '2026-03-01')).toMatchObject({ pending: 0, available: 100 });
    await postDue(ledger.test.db, ledger.shop, instant('2026-06-01'));
    expect(await ledger.balance(taker, '2026-06-01')).toEqual(noPoints);
    await ledger.audit();
  });

  it('a refund takes from the taker exactly what was granted, in parts as at once, and never more', async () => {
    await happens(giver, [earn(100, 'order/1')]);
    await happens(giver, [clawBack(20, 'order/1')], '2026-01-12');
    await give(giver, taker);
    expect(await refusals(giver, clawBack(1, 'order/1'))).toEqual({ code: 'more-than-granted' });
    expect(await refusals(taker, clawBack(81, 'order/1'))).toEqual({ code: 'more-than-granted' });
    await happens(taker, [clawBack(30, 'order/1'), clawBack(50, 'order/1')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual(noPoints);
    await ledger.audit();
  });

  it('a refund of what the giver had spent is owed by the taker, of what had expired by nobody', async () => {
    await happens(giver, [earn(100, 'order/1', { expiresOn: '2026-01-20' }), spend(30)]);
    await give(giver, taker);
    await happens(taker, [clawBack(100, 'order/1')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual({ ...noPoints, debt: 30 });
    await ledger.audit();
  });

  it('a refund of what staff had taken from the giver is owed', async () => {
    await happens(giver, [earn(100, 'order/1'), { kind: 'adjust-down', points: 60 }]);
    await give(giver, taker);
    await happens(taker, [clawBack(100, 'order/1')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual({ ...noPoints, debt: 60 });
    await ledger.audit();
  });

  it('a cancelled order gives the taker the very points back that the giver had used, as far as it had not before', async () => {
    // Forty of the lot that ends in March and ten of the one that never does; six are back already, to the latter.
    await happens(giver, [earn(40, 'order/1', { expiresOn: '2026-03-01' }), earn(20, 'order/2'), hold(50), capture(), giveBack(6)]);
    await happens(taker, [earn(1, 'order/9')]);
    await give(giver, taker);
    expect(await refusals(taker, giveBack(45))).toEqual({ code: 'more-than-held' });
    expect(await refusals(giver, giveBack(1))).toEqual({ code: 'unknown-hold' });
    await happens(taker, [giveBack(4)], '2026-02-03');
    await happens(taker, [giveBack(40)], '2026-02-04');
    const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, taker, instant('2026-02-04')));
    expect(lots.map(({ origin, available }) => [origin.split('/')[1], available])).toEqual([
      ['1', 40],
      ['9', 1],
      ['2', 20],
    ]);
    await ledger.audit();
  });

  it('an open hold is the taker’s: it is captured in part, and the rest returns to them', async () => {
    await happens(giver, [earn(40, 'order/1', { expiresOn: '2026-03-01' }), earn(60, 'order/2'), hold(70)]);
    expect(await give(giver, taker)).toMatchObject({ points: 30 });
    expect(await ledger.balance(taker, '2026-02-01')).toEqual({ ...noPoints, available: 30, held: 70 });
    expect(await refusals(giver, release())).toEqual({ code: 'unknown-hold' });
    await happens(taker, [{ kind: 'capture', holdKey: `x/${giver}`, points: 45 }, giveBack(45)], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual({ ...noPoints, available: 100 });
    await ledger.audit();
  });

  it('what lots hold of several holds is still used in the order of spending', async () => {
    const until = { expiresOn: '2026-06-01' };
    // The hold that moves first has the second lot: at the taker that one has the lower number, and is spent first.
    await happens(giver, [
      earn(10, 'order/1', until),
      earn(10, 'order/2', until),
      hold(10, 'z'),
      hold(5, 'a'),
      release('z'),
      hold(12, 'c'),
    ]);
    await give(giver, taker);
    await happens(taker, [{ kind: 'capture', holdKey: `c/${giver}`, points: 5 }], '2026-02-03');
    const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, taker, instant('2026-02-03')));
    expect(lots.map(({ origin, available, held }) => [origin.split('/')[1], available, held])).toEqual([
      ['2', 3, 5],
      ['1', 7, 0],
    ]);
    await ledger.audit();
  });

  it('what the giver owes is paid by what the taker has', async () => {
    await happens(giver, [earn(100, 'order/1'), spend(100), clawBack(70, 'order/1')]);
    await happens(taker, [earn(50, 'order/9')]);
    expect(await give(giver, taker)).toMatchObject({ points: 70 });
    expect(await ledger.balance(giver, '2026-02-01')).toEqual(noPoints);
    expect(await ledger.balance(taker, '2026-02-01')).toEqual({ ...noPoints, debt: 20 });
    await happens(taker, [earn(30, 'order/8')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual({ ...noPoints, available: 10 });
    await ledger.audit();
  });

  it('what the taker owes is paid by what the giver had', async () => {
    await happens(giver, [earn(50, 'order/1')]);
    await happens(taker, [earn(100, 'order/9'), spend(100), clawBack(70, 'order/9')]);
    await give(giver, taker);
    expect(await ledger.balance(taker, '2026-02-01')).toEqual({ ...noPoints, debt: 20 });
  });

  it('a debt that others’ points had paid is not owed twice', async () => {
    await happens(giver, [earn(100, 'order/1'), spend(100), clawBack(70, 'order/1'), earn(70, 'order/2')]);
    await give(giver, taker);
    expect(await ledger.balance(taker, '2026-02-01')).toEqual(noPoints);
    await happens(taker, [clawBack(30, 'order/1')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual({ ...noPoints, debt: 30 });
    await ledger.audit();
  });

  it('points of a lot that was clawed back whole come along too', async () => {
    await happens(giver, [earn(100, 'order/1'), hold(60), capture(), hold(40, 'open'), clawBack(100, 'order/1'), earn(100, 'order/2')]);
    await happens(giver, [giveBack(60)], '2026-01-11');
    expect(await ledger.balance(giver, '2026-01-11')).toEqual({ ...noPoints, available: 60, held: 40 });
    await give(giver, taker);
    expect(await ledger.balance(taker, '2026-02-01')).toEqual({ ...noPoints, available: 60, held: 40 });
    await happens(taker, [release('open'), clawBack(100, 'order/2')], '2026-02-03');
    expect(await ledger.balance(taker, '2026-02-03')).toEqual(noPoints);
    await ledger.audit();
  });

  it('everything goes on to a third, holds and all', async () => {
    await happens(giver, [earn(100, 'order/1'), hold(60), capture(), hold(25, 'open')]);
    await give(giver, taker);
    await happens(taker, [giveBack(10)], '2026-02-03');
    await give(taker, third, '2026-02-04');
    expect(await ledger.balance(third, '2026-02-04')).toEqual({ ...noPoints, available: 25, held: 25 });
    await happens(third, [giveBack(50), release('open'), clawBack(100, 'order/1')], '2026-02-05');
    expect(await ledger.balance(third, '2026-02-05')).toEqual(noPoints);
    await ledger.audit();
  });

  it('the past reads as it was', async () => {
    await happens(giver, [earn(100, 'order/1')]);
    await give(giver, taker);
    const then = (memberId: MemberId, at: string) =>
      ledger.test.db.read(ledger.shop.id, (tx) => asOf(tx, ledger.shop, memberId, instant(at)));
    expect([await then(giver, '2026-01-31'), await then(taker, '2026-01-31')]).toEqual([{ ...noPoints, available: 100 }, noPoints]);
    expect([await then(giver, '2026-02-01'), await then(taker, '2026-02-01')]).toEqual([noPoints, { ...noPoints, available: 100 }]);
  });

  it('both statements say so', async () => {
    await happens(giver, [earn(100, 'order/1'), hold(60), capture()]);
    await give(giver, taker);
    const page = (memberId: MemberId) => ledger.test.db.read(ledger.shop.id, (tx) => statement(tx, ledger.shop.id, memberId, { limit: 2 }));
    const told = async (memberId: MemberId) =>
      (await page(memberId)).map(({ kind, points, change, cause }) => [kind, points, change, cause]);
    expect(await told(giver)).toEqual([
      ['transfer', 60, 0, { kind: 'merge', ref: taker }],
      ['transfer', 40, -40, { kind: 'merge', ref: taker }],
    ]);
    expect(await told(taker)).toEqual([
      ['transfer', 40, 40, { kind: 'merge', ref: giver }],
      ['transfer', 60, 0, { kind: 'merge', ref: giver }],
    ]);
  });
});

describe('a transfer', () => {
  it('asked for again changes nothing; under its key nothing else goes', async () => {
    await happens(giver, [earn(100, 'order/1')]);
    await give(giver, taker);
    await happens(giver, [earn(5, 'order/2')], '2026-02-02');
    expect(await give(giver, taker)).toEqual({ outcome: 'replayed', points: 100 });
    expect(await ledger.balance(giver, '2026-02-02')).toMatchObject({ available: 5 });
    expect(await give(giver, third, '2026-02-02', `merge/${giver}`)).toEqual({ outcome: 'refused', refusal: { code: 'key-reused' } });
  });

  it('of somebody without points is written down all the same', async () => {
    expect(await give(giver, taker)).toEqual({ outcome: 'posted', points: 0 });
    expect(await give(giver, taker)).toEqual({ outcome: 'replayed', points: 0 });
  });

  it('to nobody, or to oneself, is refused', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000' as MemberId;
    expect(await give(giver, nobody)).toEqual({ outcome: 'refused', refusal: { code: 'unknown-member' } });
    await expect(give(giver, giver)).rejects.toThrow(/two members/);
  });

  it('of two to each other at the same time waits for the other, in whatever order', async () => {
    for (let round = 0; round < 5; round++) {
      await happens(giver, [earn(10, `order/a${round}`)]);
      await happens(taker, [earn(10, `order/b${round}`)]);
      await Promise.all([
        give(giver, taker, '2026-02-01', `there/${round}/${giver}`),
        give(taker, giver, '2026-02-01', `back/${round}/${giver}`),
      ]);
    }
    const both = [await ledger.balance(giver, '2026-02-01'), await ledger.balance(taker, '2026-02-01')];
    expect(both.reduce((sum, { available }) => sum + available, 0)).toBe(100);
    expect((await verify(ledger.test.db, ledger.shop)).differences).toEqual([]);
  });
});
