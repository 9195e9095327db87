import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation } from './index.ts';
import { earn, instant, openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const at: TestLedger['at'] = (...said) => ledger.at(...said);

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
