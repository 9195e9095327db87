import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOf, expiring, openLots, postDue, statement, totals } from './index.ts';
import { earn, instant, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  // Tokyo is fourteen hours ahead of New York: a day is the shop's, not the server's.
  ledger = await openLedger({ timeZone: 'Asia/Tokyo' });
});
afterAll(() => ledger.close());

const at: TestLedger['at'] = (...said) => ledger.at(...said);

describe('a year of one member', () => {
  it('is the same whether the nightly job comes every night or never', async () => {
    const punctual = await ledger.member();
    const late = await ledger.member();
    const year: [string, Said | 'night'][] = [
      ['2026-01-10', earn(100, 'order/a', { vestsOn: '2026-01-24', expiresOn: '2026-07-10' })],
      ['2026-01-24', 'night'],
      ['2026-02-01', { kind: 'spend', points: 30, partial: false }],
      ['2026-03-01', earn(40, 'order/b', { vestsOn: '2026-03-15', expiresOn: '2026-09-01' })],
      ['2026-03-20', 'night'],
      ['2026-04-01', { kind: 'hold', points: 90, holdKey: 'x', until: instant('2026-04-02') }],
      ['2026-07-10', 'night'],
      ['2026-08-01', { kind: 'release', holdKey: 'x' }],
      ['2026-08-02', { kind: 'claw-back', points: 40, origin: 'order/b', policy: 'unlimited' }],
      ['2026-09-01', 'night'],
      ['2026-10-01', earn(10, 'order/c', { vestsOn: '2026-10-15' })],
      ['2026-11-01', 'night'],
    ];
    for (const [when, what] of year) {
      if (what === 'night') {
        // A refused spend settles what is due, for this member alone.
        await ledger.post(when, [ledger.operation(punctual, { kind: 'spend', points: 1_000_000, partial: false }, when)]);
        continue;
      }
      for (const memberId of [punctual, late]) {
        await at(when, memberId, 'holdKey' in what ? { ...what, holdKey: `${what.holdKey}/${memberId}` } : what);
      }
    }
    for (const day of ['2026-01-23', '2026-02-02', '2026-05-01', '2026-07-11', '2026-08-01', '2026-08-03', '2026-12-31']) {
      const [one, other] = await ledger.test.db.read(ledger.shop.id, async (tx) => [
        await asOf(tx, ledger.shop, punctual, instant(day)),
        await asOf(tx, ledger.shop, late, instant(day)),
      ]);
      expect([day, one]).toEqual([day, other]);
    }
    expect(await ledger.balance(late, '2026-12-31')).toEqual(await ledger.balance(punctual, '2026-12-31'));
    await ledger.audit();
  });

  it('reads the same at any past instant as it did then', async () => {
    const memberId = await ledger.member();
    const seen: [string, unknown][] = [];
    const acts: [string, Said][] = [
      ['2026-01-10', earn(100, 'order/p', { vestsOn: '2026-01-24', expiresOn: '2026-07-10' })],
      ['2026-02-01', { kind: 'spend', points: 30, partial: false }],
      ['2026-03-01', earn(40, 'order/q', { expiresOn: '2026-05-01' })],
      ['2026-06-01', { kind: 'claw-back', points: 100, origin: 'order/p', policy: 'unlimited' }],
      ['2026-06-05', earn(50, 'order/r')],
    ];
    for (const [when, what] of acts) {
      await at(when, memberId, what);
      seen.push([when, await ledger.balance(memberId, when)]);
    }
    for (const [when, then] of seen) {
      expect([when, await ledger.test.db.read(ledger.shop.id, (tx) => asOf(tx, ledger.shop, memberId, instant(when)))]).toEqual([
        when,
        then,
      ]);
    }
  });
});

describe('days', () => {
  it('begin at the shop’s midnight', async () => {
    const memberId = await ledger.member();
    await at('2026-03-01', memberId, earn(10, 'order/m', { expiresOn: '2026-03-10' }));
    // Midnight in Tokyo is 15:00 UTC of the day before.
    expect(await ledger.balance(memberId, '2026-03-09T14:59:59Z')).toMatchObject({ available: 10 });
    expect(await ledger.balance(memberId, '2026-03-09T15:00:00Z')).toMatchObject({ available: 0 });
    expect(
      await at('2026-03-09T14:59:59Z', memberId, { kind: 'hold', points: 1, holdKey: `m/${memberId}`, until: instant('2026-03-10') }),
    ).toMatchObject({ outcome: 'posted' });
    expect(await at('2026-03-09T15:00:00Z', memberId, { kind: 'spend', points: 1, partial: false })).toMatchObject({ outcome: 'refused' });
  });

  it('of vesting and expiry stand in the statement as of their beginning, however late they were posted', async () => {
    const memberId = await ledger.member();
    await at('2026-03-01', memberId, earn(10, 'order/n', { vestsOn: '2026-03-08', expiresOn: '2026-03-20' }));
    await postDue(ledger.test.db, ledger.shop, instant('2026-05-01'));
    const page = await ledger.test.db.read(ledger.shop.id, (tx) => statement(tx, ledger.shop.id, memberId, { limit: 10 }));
    expect(page.map(({ kind, at: when, change, balance }) => [kind, when.toISOString(), change, balance.available])).toEqual([
      ['expire', '2026-03-19T15:00:00.000Z', -10, 0],
      ['vest', '2026-03-07T15:00:00.000Z', 0, 10],
      ['issue', '2026-03-01T12:00:00.000Z', 10, 0],
    ]);
  });
});

describe('the nightly job', () => {
  it('works in bounded batches, touches who is due and nobody twice', async () => {
    const shop = await ledger.test.shop();
    const members = await Promise.all(Array.from({ length: 7 }, () => ledger.member(shop)));
    const operations = members.map((memberId, i) =>
      ledger.operation(memberId, earn(10, `order/${memberId}`, { expiresOn: i < 5 ? '2026-06-01' : '2026-07-01' }), '2026-01-01'),
    );
    await ledger.post('2026-01-01', operations, shop);
    expect(await postDue(ledger.test.db, shop, instant('2026-06-15'), { limit: 2 })).toBe(5);
    expect(await postDue(ledger.test.db, shop, instant('2026-06-15'), { limit: 2 })).toBe(0);
    const sums = await ledger.test.db.read(shop.id, (tx) => totals(tx, shop.id));
    expect(sums).toEqual({ pending: 0, available: 20, held: 0, debt: 0, issued: 70, redeemed: 0, expired: 50, reversed: 0 });
    await ledger.audit(shop);
  });

  it('finds what is due of a lot that came together with other acts', async () => {
    const memberId = await ledger.member();
    const saids: Said[] = [earn(100, 'order/d', { expiresOn: '2026-06-01' }), { kind: 'spend', points: 30, partial: false }];
    await ledger.post(
      '2026-01-01',
      saids.map((said) => ledger.operation(memberId, said)),
    );
    await postDue(ledger.test.db, ledger.shop, instant('2026-06-02'));
    const [last] = await ledger.test.db.read(ledger.shop.id, (tx) => statement(tx, ledger.shop.id, memberId, { limit: 1 }));
    expect(last).toMatchObject({ kind: 'expire', points: 70, balance: { available: 0 } });
    await ledger.audit();
  });

  it('may run twice at the same time', async () => {
    const shop = await ledger.test.shop();
    const members = await Promise.all(Array.from({ length: 20 }, () => ledger.member(shop)));
    await ledger.post(
      '2026-01-01',
      members.map((memberId) => ledger.operation(memberId, earn(10, `order/${memberId}`, { vestsOn: '2026-02-01' }), '2026-01-01')),
      shop,
    );
    const counts = await Promise.all([1, 2, 3].map(() => postDue(ledger.test.db, shop, instant('2026-02-01'), { limit: 3 })));
    await postDue(ledger.test.db, shop, instant('2026-02-01'));
    const sums = await ledger.test.db.read(shop.id, (tx) => totals(tx, shop.id));
    expect(sums).toMatchObject({ pending: 0, available: 200, issued: 200 });
    expect(counts.every((count) => count <= 20)).toBe(true);
    await ledger.audit(shop);
  });
});

describe('lots', () => {
  it('that were earned last and expire first are spent first', async () => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(50, 'order/long', { expiresOn: '2026-08-01' }));
    await at('2026-01-02', memberId, earn(50, 'order/short', { expiresOn: '2026-04-01' }));
    await at('2026-01-03', memberId, { kind: 'spend', points: 30, partial: false });
    const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, memberId, instant('2026-01-03')));
    expect(lots.map(({ origin, available }) => [origin, available])).toEqual([
      ['order/short', 20],
      ['order/long', 50],
    ]);
  });

  it('are spent by soonest expiry, and a release brings points back to the same ones', async () => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(50, 'order/never'));
    await at('2026-01-01', memberId, earn(50, 'order/summer', { expiresOn: '2026-08-01' }));
    await at('2026-01-01', memberId, earn(50, 'order/spring', { expiresOn: '2026-04-01' }));
    await at('2026-01-02', memberId, { kind: 'hold', points: 120, holdKey: `lots/${memberId}`, until: instant('2026-01-03') });
    const lots = () => ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, memberId, instant('2026-01-03')));
    expect((await lots()).map(({ origin, available, held }) => [origin, available, held])).toEqual([
      ['order/spring', 0, 50],
      ['order/summer', 0, 50],
      ['order/never', 30, 20],
    ]);
    await at('2026-01-03', memberId, { kind: 'capture', holdKey: `lots/${memberId}`, points: 60 });
    expect((await lots()).map(({ origin, available, held }) => [origin, available, held])).toEqual([
      ['order/summer', 40, 0],
      ['order/never', 50, 0],
    ]);
    const soon = await ledger.test.db.read(ledger.shop.id, (tx) => expiring(tx, ledger.shop, memberId, instant('2026-01-03'), 5));
    expect(soon).toEqual([{ points: 40, on: '2026-08-01' }]);
  });

  it('given back in parts are those captured last, the latest to expire first', async () => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(50, 'order/spring', { expiresOn: '2026-04-01' }));
    await at('2026-01-01', memberId, earn(50, 'order/summer', { expiresOn: '2026-08-01' }));
    await at('2026-01-02', memberId, { kind: 'hold', points: 80, holdKey: `back/${memberId}`, until: instant('2026-01-03') });
    await at('2026-01-02', memberId, { kind: 'capture', holdKey: `back/${memberId}` });
    const parts: number[][] = [];
    for (const points of [10, 40, 30]) {
      await at('2026-01-05', memberId, { kind: 'give-back', holdKey: `back/${memberId}`, points });
      const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, memberId, instant('2026-01-05')));
      parts.push(['order/spring', 'order/summer'].map((origin) => lots.find((lot) => lot.origin === origin)?.available ?? 0));
    }
    expect(parts).toEqual([
      [0, 30],
      [20, 50],
      [50, 50],
    ]);
  });
});

describe('a statement', () => {
  it('goes back page by page without gap, each line with the balance after it', async () => {
    const memberId = await ledger.member();
    for (let i = 1; i <= 7; i++) await at('2026-11-01', memberId, earn(i, `order/${i}`));
    const pages: number[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await ledger.test.db.read(ledger.shop.id, (tx) =>
        statement(tx, ledger.shop.id, memberId, { limit: 3, ...(before !== undefined && { before }) }),
      );
      if (page.length === 0) break;
      for (const line of page) expect(line.balance.available).toBe((line.no * (line.no + 1)) / 2);
      pages.push(...page.map(({ no }) => no));
      before = page.at(-1)?.no;
    }
    expect(pages).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});
