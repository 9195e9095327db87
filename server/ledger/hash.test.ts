import { describe, expect, it } from 'vitest';
import { hashOf } from './hash.ts';
import type { Operation } from './operations.ts';

const named = {
  memberId: '00000000-0000-4000-8000-000000000001',
  key: 'k',
  at: new Date('2026-11-22T12:00:00Z'),
  cause: { kind: 'order', ref: '1' },
};
const asked: Readonly<Record<string, object>> = {
  issue: { points: 10, into: 'available', source: 'purchase', origin: 'order/1' },
  hold: { points: 10, holdKey: 'h', until: new Date('2026-11-23T12:00:00Z') },
  capture: { points: 10, holdKey: 'h' },
  release: { holdKey: 'h' },
  spend: { points: 10, partial: false },
  'claw-back': { points: 10, origin: 'order/1', policy: 'unlimited' },
  'give-back': { points: 10, holdKey: 'h' },
  'adjust-down': { points: 10 },
};
const operation = (kind: string, change: object = {}): Operation => ({ ...named, kind, ...asked[kind], ...change }) as unknown as Operation;

/** Changes that make it another request. */
const others: readonly object[] = [
  { memberId: '00000000-0000-4000-8000-000000000002' },
  { cause: { kind: 'staff', ref: '1' } },
  { cause: { kind: 'order', ref: '2' } },
  { points: 11 },
  { into: 'pending' },
  { source: 'bonus' },
  { origin: 'order/2' },
  { holdKey: 'i' },
  { partial: true },
  { policy: 'never' },
];

describe.each(Object.keys(asked))('the hash of %s', (kind) => {
  const asksFor = (change: object) => Object.keys(change).every((field) => field in named || field in (asked[kind] ?? {}));

  it.each(others.filter(asksFor))('changes with %o', (change) => {
    expect(hashOf(operation(kind, change))).not.toBe(hashOf(operation(kind)));
  });

  it('stays the same when it is asked again later', () => {
    expect(hashOf(operation(kind, { at: new Date('2027-01-01T00:00:00Z') }))).toBe(hashOf(operation(kind)));
  });
});
