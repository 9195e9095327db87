import { describe, expect, test } from 'vitest';
import { seeded } from '../simulation/random.ts';
import { defaultThresholds, suspicion, type Signals } from './suspicion.ts';
import type { TraceKind } from './traces.ts';

const nobody = { sameDevice: 0, sameCard: 0, sameHouse: 0, sameRange: 0, friends: 0, cancelledSoon: 0 };
const signals = (said: Partial<Omit<Signals, 'around'>> & { around?: Partial<Signals['around']> } = {}): Signals => ({
  shared: [],
  disposable: false,
  old: [],
  ...said,
  around: { ...nobody, ...said.around },
});
const home: TraceKind[] = ['address', 'house'];

describe('by the default thresholds', () => {
  const table: readonly [string, Signals, 'through' | 'hold' | 'refuse'][] = [
    ['strangers', signals(), 'through'],
    ['neighbours', signals({ shared: ['house', 'range'] }), 'through'],
    ['colleagues on one network', signals({ shared: ['range'] }), 'through'],
    ['a family with one browser', signals({ shared: [...home, 'range', 'device'] }), 'through'],
    ['a family with one telephone', signals({ shared: [...home, 'range', 'phone'] }), 'through'],
    ['namesakes', signals({ shared: ['name', 'mailbox-like'] }), 'through'],
    ['a fan with forty friends', signals({ around: { friends: 40, cancelledSoon: 1 } }), 'through'],
    ['a mailbox that is thrown away, of a stranger', signals({ disposable: true }), 'through'],
    ['the same, from the advocate’s network', signals({ disposable: true, shared: ['range'] }), 'hold'],
    ['one name, one home, one browser', signals({ shared: ['name', ...home, 'device'] }), 'hold'],
    ['one card, two homes', signals({ shared: ['card'] }), 'hold'],
    ['card and browser of one home', signals({ shared: [...home, 'card', 'device'] }), 'hold'],
    ['one mailbox', signals({ shared: ['mailbox'] }), 'hold'],
    ['one mailbox and one name', signals({ shared: ['mailbox', 'name'] }), 'refuse'],
    ['three friends with one card', signals({ around: { friends: 9, sameCard: 3 } }), 'hold'],
    ['friends who cancel one after the other', signals({ around: { friends: 4, cancelledSoon: 3 } }), 'hold'],
    ['a customer who was here before', signals({ old: ['person'] }), 'hold'],
    ['the same with card and telephone', signals({ old: ['person', 'card', 'phone', 'device'] }), 'refuse'],
  ];
  test.each(table)('%s', (_name, given, verdict) => {
    expect(suspicion(given).verdict).toBe(verdict);
  });
});

test('the score is what its reasons weigh, and the verdict follows the thresholds', () => {
  const random = seeded(5);
  const kinds: TraceKind[] = [
    'mailbox',
    'mailbox-like',
    'name',
    'name-short',
    'address',
    'house',
    'person',
    'phone',
    'card',
    'device',
    'range',
  ];
  for (let i = 0; i < 2_000; i++) {
    const some = () => kinds.filter(() => random.chance(0.25));
    const given = signals({
      shared: some(),
      old: some(),
      disposable: random.chance(0.2),
      around: { friends: random.int(0, 30), sameCard: random.int(0, 5), sameDevice: random.int(0, 5), cancelledSoon: random.int(0, 4) },
    });
    const { reasons, score, verdict } = suspicion(given);
    expect(score).toBe(reasons.reduce((sum, { weight }) => sum + weight, 0));
    const { hold, refuse } = defaultThresholds;
    expect(verdict).toBe(score >= refuse ? 'refuse' : score >= hold ? 'hold' : 'through');
    expect(suspicion(given, { hold: score, refuse: score + 1 }).verdict).toBe('hold');
    expect(suspicion(given, { hold: score + 1, refuse: score + 1 }).verdict).toBe('through');
    // More in common never speaks for somebody, but for a home: who lives apart and shares a purse is no couple.
    const more = random.pick(kinds.filter((kind) => kind !== 'address' && kind !== 'house' && kind !== 'name')) ?? 'card';
    expect(suspicion({ ...given, shared: [...new Set([...given.shared, more])] }).score).toBeGreaterThanOrEqual(score);
    expect(suspicion({ ...given, old: [...new Set([...given.old, more])] }).score).toBeGreaterThanOrEqual(score);
  }
});
