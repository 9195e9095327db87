import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGatherer, post, postAlone, type Operation, type Outcome } from './index.ts';
import { instant, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(async () => {
  await ledger.audit();
  await ledger.close();
});

const now = '2026-11-22';
const earn = (points: number): Said => ({ kind: 'issue', points, into: 'available', source: 'purchase', origin: 'order/1' });
const alone = (operation: Operation) =>
  postAlone(ledger.test.db, ledger.shop, instant(now), [operation]).then(([outcome]) => outcome as Outcome);
const inTransaction = (operation: Operation) =>
  ledger.test.db
    .transaction(ledger.shop.id, (tx) => post(tx, ledger.shop, instant(now), [operation]))
    .then(([outcome]) => outcome as Outcome);
const counts = (outcomes: readonly Outcome[]) => {
  const by = Object.groupBy(outcomes, ({ outcome }) => outcome);
  return { posted: by.posted?.length ?? 0, replayed: by.replayed?.length ?? 0, refused: by.refused?.length ?? 0 };
};

const ways: [string, (operation: Operation) => Promise<Outcome>][] = [
  ['each in a transaction', inTransaction],
  ['each alone', alone],
];

describe.each(ways)('50 at the same moment, %s', (_name, way) => {
  it('the same accrual posts once', async () => {
    const memberId = await ledger.member();
    const operation = ledger.operation(memberId, earn(100));
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => way(operation)));
    expect(counts(outcomes)).toEqual({ posted: 1, replayed: 49, refused: 0 });
    expect(await ledger.balance(memberId, now)).toMatchObject({ available: 100 });
  });

  it('the same redemption posts once', async () => {
    const memberId = await ledger.member();
    await ledger.post(now, [ledger.operation(memberId, earn(1000))]);
    const operation = ledger.operation(memberId, { kind: 'hold', points: 100, holdKey: `r/${memberId}/${_name}`, until: instant(now) });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => way(operation)));
    expect(counts(outcomes)).toEqual({ posted: 1, replayed: 49, refused: 0 });
    expect(await ledger.balance(memberId, now)).toMatchObject({ available: 900, held: 100 });
  });

  it('different redemptions never overspend', async () => {
    const memberId = await ledger.member();
    await ledger.post(now, [ledger.operation(memberId, earn(1000))]);
    const operations = Array.from({ length: 50 }, (_, i) =>
      ledger.operation(memberId, { kind: 'hold', points: 70, holdKey: `${i}/${memberId}/${_name}`, until: instant(now) }),
    );
    const outcomes = await Promise.all(operations.map(way));
    expect(counts(outcomes)).toEqual({ posted: 14, replayed: 0, refused: 36 });
    expect(await ledger.balance(memberId, now)).toMatchObject({ available: 20, held: 980 });
  });

  it('capture and release of one hold: one of them happens', async () => {
    const memberId = await ledger.member();
    const holdKey = `race/${memberId}/${_name}`;
    await ledger.post(now, [
      ledger.operation(memberId, earn(100)),
      ledger.operation(memberId, { kind: 'hold', points: 60, holdKey, until: instant(now) }),
    ]);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => way(ledger.operation(memberId, { kind: i % 2 === 0 ? 'capture' : 'release', holdKey }))),
    );
    expect(counts(outcomes)).toEqual({ posted: 1, replayed: 0, refused: 49 });
    const { available, held } = await ledger.balance(memberId, now);
    expect([held, [40, 100].includes(available)]).toEqual([0, true]);
  });

  it('one key for different members: one of them has it', async () => {
    const members = await Promise.all(Array.from({ length: 10 }, () => ledger.member()));
    const operations = members.map((memberId) => ledger.operation(memberId, { ...earn(10), key: `one key/${_name}` }));
    const outcomes = await Promise.allSettled(operations.map(way));
    const answered = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(counts(answered).posted).toBe(1);
    const balances = await Promise.all(members.map((memberId) => ledger.balance(memberId, now)));
    expect(balances.reduce((sum, { available }) => sum + available, 0)).toBe(10);
  });
});

describe('one key at the same moment for members who have points already', () => {
  it.each([1, 2])('one of them has it, and the others are told: in batches of %i', async (size) => {
    for (let round = 0; round < 5; round++) {
      const members = await Promise.all(Array.from({ length: 10 }, () => ledger.member()));
      await ledger.post(
        now,
        members.map((memberId) => ledger.operation(memberId, earn(1))),
      );
      const batches = members.map((memberId) => [
        ledger.operation(memberId, { ...earn(10), key: `contested/${round}/${size}` }),
        ...Array.from({ length: size - 1 }, () => ledger.operation(memberId, earn(1))),
      ]);
      const outcomes = await Promise.all(batches.map((batch) => postAlone(ledger.test.db, ledger.shop, instant(now), batch)));
      expect(counts(outcomes.flatMap(([first]) => first ?? []))).toEqual({ posted: 1, replayed: 0, refused: 9 });
      expect(counts(outcomes.flatMap(([, ...others]) => others))).toEqual({ posted: 10 * (size - 1), replayed: 0, refused: 0 });
    }
  });
});

describe('batches about the same members in any order', () => {
  it('never wait for each other in a circle, and lose nothing', async () => {
    const members = await Promise.all(Array.from({ length: 12 }, () => ledger.member()));
    const batches = Array.from({ length: 40 }, (_, i) => {
      const order = i % 2 === 0 ? members : members.toReversed();
      return order.flatMap((memberId, j) => [
        ledger.operation(memberId, earn(10)),
        ...((i + j) % 3 === 0 ? [ledger.operation(memberId, { kind: 'spend', points: 3, partial: true })] : []),
      ]);
    });
    const outcomes = (await Promise.all(batches.map((operations) => ledger.post(now, operations)))).flat();
    expect(outcomes.every(({ outcome }) => outcome === 'posted')).toBe(true);
    const spent = outcomes.reduce((sum, outcome) => sum + (outcome.outcome === 'posted' && outcome.points !== 10 ? outcome.points : 0), 0);
    const balances = await Promise.all(members.map((memberId) => ledger.balance(memberId, now)));
    expect(balances.reduce((sum, { available }) => sum + available, 0)).toBe(40 * 12 * 10 - spent);
  });
});

describe('gathered callers', () => {
  it('get each its own answer', async () => {
    const gatherer = createGatherer(ledger.test.db, ledger.shop, () => instant(now));
    const members = await Promise.all(Array.from({ length: 20 }, () => ledger.member()));
    const outcomes = await Promise.all(
      members.flatMap((memberId, i) => Array.from({ length: 5 }, () => gatherer.post(ledger.operation(memberId, earn(i + 1))))),
    );
    expect(outcomes.map((outcome) => (outcome.outcome === 'posted' ? outcome.points : 0))).toEqual(
      members.flatMap((_, i) => Array<number>(5).fill(i + 1)),
    );
    for (const [i, memberId] of members.entries()) expect(await ledger.balance(memberId, now)).toMatchObject({ available: 5 * (i + 1) });
  });

  it('the same request from fifty of them posts once', async () => {
    const gatherer = createGatherer(ledger.test.db, ledger.shop, () => instant(now));
    const operation = ledger.operation(await ledger.member(), earn(10));
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => gatherer.post(operation)));
    expect(counts(outcomes)).toEqual({ posted: 1, replayed: 49, refused: 0 });
  });

  it('have their own member’s operations posted in the order asked, however small the batches', async () => {
    const gatherer = createGatherer(ledger.test.db, ledger.shop, () => instant(now), { batchMax: 1 });
    const memberId = await ledger.member();
    await ledger.post(now, [ledger.operation(memberId, earn(1_000))]);
    // An accrual alone takes a shorter way than a spend, and would overtake it.
    const operations = Array.from({ length: 30 }, (_, i) =>
      ledger.operation(memberId, i % 2 === 0 ? { kind: 'spend', points: 1, partial: false } : earn(1)),
    );
    const outcomes = await Promise.all(operations.map((operation) => gatherer.post(operation)));
    expect(outcomes.map((outcome) => 'postingNo' in outcome && outcome.postingNo)).toEqual(operations.map((_, i) => i + 2));
  });

  it('do not suffer from a neighbour’s bad input', async () => {
    const gatherer = createGatherer(ledger.test.db, ledger.shop, () => instant(now), { inFlightMax: 1 });
    const memberId = await ledger.member();
    const good = Array.from({ length: 10 }, () => ledger.operation(memberId, earn(1)));
    const bad = { ...ledger.operation(memberId, earn(1)), points: -5 } as Operation;
    const results = await Promise.allSettled([...good.slice(0, 5), bad, ...good.slice(5)].map((operation) => gatherer.post(operation)));
    expect(results.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('fulfilled'),
      'rejected',
      ...Array<string>(5).fill('fulfilled'),
    ]);
    expect(await ledger.balance(memberId, now)).toMatchObject({ available: 10 });
  });

  it('a stranger is refused, and nobody else', async () => {
    const gatherer = createGatherer(ledger.test.db, ledger.shop, () => instant(now), { inFlightMax: 1 });
    const other = await ledger.test.shop();
    const [own, foreign] = [await ledger.member(), await ledger.member(other)];
    const outcomes = await Promise.all([own, foreign].map((memberId) => gatherer.post(ledger.operation(memberId, earn(5)))));
    expect(outcomes).toMatchObject([{ outcome: 'posted' }, { outcome: 'refused', refusal: { code: 'unknown-member' } }]);
  });
});
