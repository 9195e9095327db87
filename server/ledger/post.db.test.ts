import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger, type Said, type TestLedger } from './testing.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

const earned = (points: number, order = '1', more: Partial<Said> = {}): Said =>
  ({ kind: 'issue', points, into: 'available', source: 'purchase', origin: `order/${order}`, ...more }) as Said;
const waiting = (points: number, order = '1'): Said => earned(points, order, { into: 'pending', vestsOn: '2026-12-01' });
const held = (points: number): Said => ({ kind: 'hold', points, holdKey: 'set-below', until: new Date('2026-12-01T00:00:00Z') });

/** Given, then, and what comes out: the answer to the last operation and the balance (pending, available, held, debt). */
const cases: [title: string, given: Said[], then: Said, answer: string, balance: [number, number, number, number]][] = [
  ['an accrual is available at once', [], earned(100), 'posted 100', [0, 100, 0, 0]],
  ['or waits', [], waiting(100), 'posted 100', [100, 0, 0, 0]],
  ['a hold sets points aside', [earned(100)], held(60), 'posted 60', [0, 40, 60, 0]],
  ['pending points cannot be held', [waiting(100)], held(60), 'refused not-enough-points 60', [100, 0, 0, 0]],
  ['nor more than there is', [earned(50)], held(60), 'refused not-enough-points 10', [0, 50, 0, 0]],
  ['a capture uses the hold up', [earned(100), held(60)], { kind: 'capture', holdKey: '' }, 'posted 60', [0, 40, 0, 0]],
  ['part of it: the rest comes back', [earned(100), held(60)], { kind: 'capture', holdKey: '', points: 25 }, 'posted 25', [0, 75, 0, 0]],
  [
    'never more than was held',
    [earned(100), held(60)],
    { kind: 'capture', holdKey: '', points: 61 },
    'refused more-than-held',
    [0, 40, 60, 0],
  ],
  ['a release brings all back', [earned(100), held(60)], { kind: 'release', holdKey: '' }, 'posted 60', [0, 100, 0, 0]],
  [
    'a closed hold stays closed',
    [earned(100), held(60), { kind: 'release', holdKey: '' }],
    { kind: 'capture', holdKey: '' },
    'refused hold-closed released',
    [0, 100, 0, 0],
  ],
  ['an unknown hold is said to be', [earned(100)], { kind: 'capture', holdKey: '' }, 'refused unknown-hold', [0, 100, 0, 0]],
  [
    'captured points can be given back',
    [earned(100), held(60), { kind: 'capture', holdKey: '' }],
    { kind: 'give-back', holdKey: '', points: 60 },
    'posted 60',
    [0, 100, 0, 0],
  ],
  [
    'not more than were captured',
    [earned(100), held(60), { kind: 'capture', holdKey: '', points: 20 }],
    { kind: 'give-back', holdKey: '', points: 21 },
    'refused more-than-held',
    [0, 80, 0, 0],
  ],
  [
    'nor all of it twice',
    [earned(100), held(60), { kind: 'capture', holdKey: '' }, { kind: 'give-back', holdKey: '', points: 40 }],
    { kind: 'give-back', holdKey: '', points: 21 },
    'refused more-than-held',
    [0, 80, 0, 0],
  ],
  ['a hold’s name is used once', [earned(100), held(30)], held(20), 'refused key-reused', [0, 70, 30, 0]],
  ['a spend takes what is available', [earned(100)], { kind: 'spend', points: 30, partial: false }, 'posted 30', [0, 70, 0, 0]],
  ['all or nothing', [earned(100)], { kind: 'spend', points: 130, partial: false }, 'refused not-enough-points 30', [0, 100, 0, 0]],
  ['or as far as it goes', [earned(100)], { kind: 'spend', points: 130, partial: true }, 'posted 100', [0, 0, 0, 0]],
  ['which may be nothing', [], { kind: 'spend', points: 130, partial: true }, 'posted 0', [0, 0, 0, 0]],
  ['staff can take away', [earned(100)], { kind: 'adjust-down', points: 10 }, 'posted 10', [0, 90, 0, 0]],
  ['not what is not there', [earned(5)], { kind: 'adjust-down', points: 10 }, 'refused not-enough-points 5', [0, 5, 0, 0]],
  [
    'a clawback takes from its order',
    [earned(100), earned(50, '2')],
    { kind: 'claw-back', points: 40, origin: 'order/1', policy: 'unlimited' },
    'posted 40',
    [0, 110, 0, 0],
  ],
  [
    'pending points of the order first',
    [earned(100), waiting(50)],
    { kind: 'claw-back', points: 60, origin: 'order/1', policy: 'unlimited' },
    'posted 60',
    [0, 90, 0, 0],
  ],
  [
    'never more than it granted',
    [earned(100), earned(50, '2')],
    { kind: 'claw-back', points: 101, origin: 'order/1', policy: 'unlimited' },
    'refused more-than-granted',
    [0, 150, 0, 0],
  ],
  [
    'spent points: another lot pays',
    [earned(100), { kind: 'spend', points: 100, partial: false }, earned(50, '2')],
    { kind: 'claw-back', points: 40, origin: 'order/1', policy: 'unlimited' },
    'posted 40',
    [0, 10, 0, 0],
  ],
  [
    'else they are owed',
    [earned(100), { kind: 'spend', points: 80, partial: false }],
    { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' },
    'posted 100',
    [0, 0, 0, 80],
  ],
  [
    'policy within balance: nobody owes',
    [earned(100), { kind: 'spend', points: 80, partial: false }],
    { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'within-balance' },
    'posted 20',
    [0, 0, 0, 0],
  ],
  [
    'policy pending only: available stays',
    [earned(100), waiting(50)],
    { kind: 'claw-back', points: 150, origin: 'order/1', policy: 'pending-only' },
    'posted 50',
    [0, 100, 0, 0],
  ],
  [
    'policy never: nothing moves',
    [earned(100)],
    { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'never' },
    'posted 0',
    [0, 100, 0, 0],
  ],
  [
    'not even what is pending',
    [waiting(100)],
    { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'never' },
    'posted 0',
    [100, 0, 0, 0],
  ],
  [
    'what is earned later pays first',
    [
      earned(100),
      { kind: 'spend', points: 80, partial: false },
      { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' },
    ],
    earned(100, '2'),
    'posted 100',
    [0, 20, 0, 0],
  ],
  [
    'even if it is not enough',
    [
      earned(100),
      { kind: 'spend', points: 80, partial: false },
      { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' },
    ],
    earned(30, '2'),
    'posted 30',
    [0, 0, 0, 50],
  ],
  [
    'pending points pay when they vest',
    [
      earned(100),
      { kind: 'spend', points: 80, partial: false },
      { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' },
    ],
    waiting(30, '2'),
    'posted 30',
    [30, 0, 0, 80],
  ],
  [
    'held points are not clawed back but owed',
    [earned(100), held(60)],
    { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' },
    'posted 100',
    [0, 0, 60, 60],
  ],
  [
    'and pay on release',
    [earned(100), held(60), { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' }],
    { kind: 'release', holdKey: '' },
    'posted 60',
    [0, 0, 0, 0],
  ],
  [
    'what is given back pays as well',
    [earned(100), held(60), { kind: 'capture', holdKey: '' }, { kind: 'claw-back', points: 100, origin: 'order/1', policy: 'unlimited' }],
    { kind: 'give-back', holdKey: '', points: 60 },
    'posted 60',
    [0, 0, 0, 0],
  ],
];

describe('one operation after others', () => {
  it.each(cases)('%s', async (title, given, then, answer, [pending, available, inHold, debt]) => {
    const memberId = await ledger.member();
    const said = [...given, then].map((one) => ('holdKey' in one ? { ...one, holdKey: title } : one));
    const outcomes = await ledger.post(
      '2026-11-22',
      said.map((one) => ledger.operation(memberId, one)),
    );
    const last = outcomes.at(-1);
    const words = last?.outcome === 'refused' ? ['refused', ...Object.values(last.refusal)] : [last?.outcome, last?.points];
    expect(words.join(' ')).toBe(answer);
    expect(await ledger.balance(memberId, '2026-11-22')).toEqual({ pending, available, held: inHold, debt });
    await ledger.audit();
  });
});
