import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { openLots, postAlone, postDue } from './index.ts';
import { earn, instant, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const at: TestLedger['at'] = (...said) => ledger.at(...said);

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
