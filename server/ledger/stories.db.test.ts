import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { asOf, expiring, openLots, postAlone, postDue, statement, totals, type Operation } from './index.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  // Tokyo is fourteen hours ahead of New York: a day is the shop's, not the server's.
  ledger = await openLedger({ timeZone: 'Asia/Tokyo' });
});
afterAll(() => ledger.close());

/** Posts one thing at an instant, as of that instant. */
async function at(when: string, memberId: MemberId, said: Said) {
  const [outcome] = await ledger.post(when, [ledger.operation(memberId, said, when)]);
  return outcome;
}

const earn = (points: number, origin: string, dates: { vestsOn?: string; expiresOn?: string } = {}): Said => ({
  kind: 'issue',
  points,
  into: dates.vestsOn === undefined ? 'available' : 'pending',
  source: 'purchase',
  origin,
  ...dates,
});

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

describe('refunds', () => {
  it('in many parts take as much as one for all', async () => {
    const whole = await ledger.member();
    const parts = await ledger.member();
    const story = (memberId: MemberId): Said[] => [
      earn(60, `order/${memberId}`, { vestsOn: '2026-12-01' }),
      earn(40, `order/${memberId}`),
      earn(30, `order/other/${memberId}`),
      { kind: 'spend', points: 55, partial: false },
    ];
    for (const memberId of [whole, parts]) for (const said of story(memberId)) await at('2026-11-01', memberId, said);
    const clawBack = (memberId: MemberId, points: number): Said => ({
      kind: 'claw-back',
      points,
      origin: `order/${memberId}`,
      policy: 'unlimited',
    });
    await at('2026-11-02', whole, clawBack(whole, 100));
    for (const points of [1, 7, 13, 29, 50]) await at('2026-11-02', parts, clawBack(parts, points));
    expect(await ledger.balance(parts, '2026-11-02')).toEqual(await ledger.balance(whole, '2026-11-02'));
    expect(await at('2026-11-02', parts, clawBack(parts, 1))).toEqual({ outcome: 'refused', refusal: { code: 'more-than-granted' } });
  });

  it('take no more of a lot than was given, though others have paid back what it owed', async () => {
    const memberId = await ledger.member();
    const origin = `order/${memberId}`;
    const story: Said[] = [
      earn(25, origin),
      earn(32, origin),
      { kind: 'hold', points: 35, holdKey: `${memberId}/x`, until: instant('2026-11-02') },
      { kind: 'claw-back', points: 29, origin, policy: 'unlimited' },
      { kind: 'release', holdKey: `${memberId}/x` },
    ];
    for (const said of story) await at('2026-11-01', memberId, said);
    // The second lot has 10 points back and counts for 3 of those given; the other 4 come from the first.
    expect(await at('2026-11-02', memberId, { kind: 'claw-back', points: 7, origin, policy: 'unlimited' })).toMatchObject({ points: 7 });
    expect(await at('2026-11-03', memberId, { kind: 'claw-back', points: 21, origin, policy: 'unlimited' })).toMatchObject({ points: 21 });
    expect(await ledger.balance(memberId, '2026-11-03')).toEqual({ pending: 0, available: 0, held: 0, debt: 0 });
    await ledger.audit();
  });

  it('of points that expired unused leave nobody in debt', async () => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(100, `order/${memberId}`, { expiresOn: '2026-06-01' }));
    await at('2026-02-01', memberId, { kind: 'spend', points: 30, partial: false });
    await at('2026-07-01', memberId, { kind: 'claw-back', points: 100, origin: `order/${memberId}`, policy: 'unlimited' });
    // Only what was spent is owed.
    expect(await ledger.balance(memberId, '2026-07-01')).toEqual({ pending: 0, available: 0, held: 0, debt: 30 });
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

describe('debts', () => {
  it('are paid in the order in which their points were earned', async () => {
    const memberId = await ledger.member();
    for (const origin of ['order/old', 'order/new']) await at('2026-01-01', memberId, earn(50, origin));
    await at('2026-01-02', memberId, { kind: 'spend', points: 100, partial: false });
    for (const origin of ['order/new', 'order/old'])
      await at('2026-01-03', memberId, { kind: 'claw-back', points: 50, origin, policy: 'unlimited' });
    await at('2026-01-04', memberId, earn(60, 'order/next'));
    const lots = await ledger.test.db.read(ledger.shop.id, (tx) => openLots(tx, ledger.shop, memberId, instant('2026-01-05')));
    expect(lots.map(({ origin, available, debt }) => [origin, available, debt])).toEqual([['order/new', 0, 40]]);
    await ledger.audit();
  });
});

describe('points that come alone, the shortest way', () => {
  const alone = (memberId: MemberId, ...saids: Said[]) =>
    postAlone(
      ledger.test.db,
      ledger.shop,
      instant('2026-01-04'),
      saids.map((said) => ledger.operation(memberId, said, '2026-01-04')),
    );

  it.each([
    ['one', [earn(60, 'order/next')]],
    ['two', [earn(40, 'order/next'), earn(20, 'order/next')]],
  ])('pay what is owed: %s', async (_name, saids) => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(50, 'order/first'));
    await at('2026-01-02', memberId, { kind: 'spend', points: 50, partial: false });
    await at('2026-01-03', memberId, { kind: 'claw-back', points: 50, origin: 'order/first', policy: 'unlimited' });
    await alone(memberId, ...saids);
    expect(await ledger.balance(memberId, '2026-01-04')).toEqual({ pending: 0, available: 10, held: 0, debt: 0 });
    await ledger.audit();
  });

  it.each([
    ['one', [earn(60, 'order/a', { expiresOn: '2026-06-01' })]],
    ['two', [earn(40, 'order/a', { expiresOn: '2026-07-01' }), earn(20, 'order/a', { expiresOn: '2026-06-01' })]],
  ])('are gone on their day: %s', async (_name, saids) => {
    const memberId = await ledger.member();
    await at('2026-01-01', memberId, earn(5, 'order/first', { expiresOn: '2026-12-01' }));
    await alone(memberId, ...saids);
    await ledger.audit();
    await postDue(ledger.test.db, ledger.shop, instant('2026-07-02'));
    expect(await ledger.balance(memberId, '2026-07-02')).toMatchObject({ available: 5 });
  });
});

describe('a batch', () => {
  it('is posted in the order asked: what comes later in it cannot be spent earlier', async () => {
    const memberId = await ledger.member();
    const saids: Said[] = [{ kind: 'spend', points: 10, partial: false }, earn(10, 'order/turn')];
    const outcomes = await ledger.post(
      '2026-11-22',
      saids.map((said) => ledger.operation(memberId, said)),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['refused', 'posted']);
  });
});

describe('a key', () => {
  it('twice in one batch posts once; with other input the second is refused', async () => {
    const memberId = await ledger.member();
    const first = ledger.operation(memberId, earn(10, 'order/t'));
    const outcomes = await ledger.post('2026-11-22', [first, first, { ...first, points: 11 } as Operation]);
    expect(outcomes).toMatchObject([{ outcome: 'posted' }, { outcome: 'replayed' }, { refusal: { code: 'key-reused' } }]);
    expect(await ledger.balance(memberId, '2026-11-22')).toMatchObject({ available: 10 });
  });

  it('of a hold is used once, by whomever', async () => {
    const [one, other] = [await ledger.member(), await ledger.member()];
    const hold: Said = { kind: 'hold', points: 5, holdKey: `once/${one}`, until: instant('2026-11-23') };
    for (const memberId of [one, other]) await at('2026-11-22', memberId, earn(10, 'order/h'));
    expect(await at('2026-11-22', one, hold)).toMatchObject({ outcome: 'posted' });
    expect(await at('2026-11-22', other, hold)).toEqual({ outcome: 'refused', refusal: { code: 'key-reused' } });
  });

  it('answers the same for ever, as of then', async () => {
    const memberId = await ledger.member();
    const first: Operation = ledger.operation(memberId, { ...earn(100, 'order/k'), key: `k/${memberId}` });
    const [before] = await ledger.post('2026-11-22', [first]);
    await at('2026-11-23', memberId, { kind: 'spend', points: 60, partial: false });
    const [again] = await ledger.post('2026-12-24', [{ ...first, at: instant('2026-12-24') }]);
    expect(again).toEqual({ ...before, outcome: 'replayed' });
    const [other] = await ledger.post('2026-12-24', [{ ...first, points: 101 } as Operation]);
    expect(other).toEqual({ outcome: 'refused', refusal: { code: 'key-reused' } });
  });

  it('of a refused operation is free again', async () => {
    const memberId = await ledger.member();
    const spend = ledger.operation(memberId, { kind: 'spend', points: 10, partial: false });
    expect(await ledger.post('2026-11-22', [spend])).toMatchObject([{ outcome: 'refused' }]);
    await at('2026-11-22', memberId, earn(10, 'order/l'));
    expect(await ledger.post('2026-11-22', [spend])).toMatchObject([{ outcome: 'posted', points: 10 }]);
  });

  it('of one member is no key of another', async () => {
    const [one, other] = [await ledger.member(), await ledger.member()];
    const key = `shared/${one}`;
    const outcomes = await ledger.post(
      '2026-11-22',
      [one, other].map((memberId) => ledger.operation(memberId, { ...earn(10, 'order/s'), key })),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['posted', 'refused']);
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
