import { describe, expect, test } from 'vitest';
import { movedAlone, needsSecond, type Moved } from './need.ts';
import { stateAt, whyNotDecide, type Decision, type StoredState } from './states.ts';

const expiresAt = new Date('2026-11-16T12:00:00Z');
const [inTime, late] = [new Date('2026-11-16T11:59:59Z'), expiresAt];

describe('Jo (2) asked; who may decide, and when', () => {
  test.each<[state: StoredState, by: string | undefined, decision: Decision, who: string, at: Date, why: string | undefined]>([
    ['pending', undefined, 'approve', '1', inTime, undefined],
    ['pending', undefined, 'decline', '1', inTime, undefined],
    ['pending', undefined, 'approve', '2', inTime, 'same-person'],
    ['pending', undefined, 'decline', '2', inTime, 'same-person'],
    ['pending', undefined, 'withdraw', '2', inTime, undefined],
    ['pending', undefined, 'withdraw', '1', inTime, 'not-yours'],
    ['pending', undefined, 'approve', '1', late, 'expired'],
    ['pending', undefined, 'decline', '1', late, 'expired'],
    ['pending', undefined, 'withdraw', '2', late, 'expired'],
    ['approved', '1', 'approve', '1', late, 'done'],
    ['approved', '1', 'approve', '3', inTime, 'decided'],
    ['approved', '1', 'decline', '1', inTime, 'decided'],
    ['approved', '1', 'withdraw', '2', inTime, 'decided'],
    ['declined', '1', 'decline', '1', inTime, 'done'],
    ['declined', '1', 'approve', '1', inTime, 'decided'],
    ['withdrawn', '2', 'withdraw', '2', inTime, 'done'],
    ['withdrawn', '2', 'approve', '1', inTime, 'decided'],
  ])('%s by %s; %s by %s', (state, decidedBy, decision, who, at, why) => {
    expect(whyNotDecide({ state, requestedBy: '2', decidedBy, expiresAt }, decision, who, at)).toBe(why);
  });

  test('only what waits expires', () => {
    const states = (['pending', 'approved', 'declined', 'withdrawn'] as const).map((state) => stateAt({ state, expiresAt }, late));
    expect(states).toEqual(['expired', 'approved', 'declined', 'withdrawn']);
    expect(stateAt({ state: 'pending', expiresAt }, inTime)).toBe('pending');
  });
});

test.each([
  [100, 0, 100, false],
  [101, 0, 100, true],
  [40, 60, 100, false],
  [41, 60, 100, true],
  [1, 0, 0, true],
])('%i points after %i, with a limit of %i: a second person is needed: %s', (points, before, limit, needed) => {
  expect(needsSecond({ way: 'give', points }, limit, before)).toEqual(needed ? { limitPoints: limit, beforePoints: before } : undefined);
});

test('what one staff member moved alone, one way, is added up', () => {
  const moved = (change: Partial<Moved>): Moved => ({ key: 'adjustment/m/a', kind: 'issue', points: 10, cause: { ref: '2' }, ...change });
  const postings = [
    moved({}),
    moved({ points: 5, cause: { ref: '2', reasons: [] } }),
    moved({ points: 1_000, cause: { ref: '3' } }),
    moved({ points: 2_000, cause: { ref: '2', reasons: [{ rule: 'approved' }] } }),
    moved({ points: 4_000, key: 'verification/a' }),
    moved({ points: 7, kind: 'adjust-down' }),
  ];
  expect([movedAlone(postings, '2', 'give'), movedAlone(postings, '2', 'take'), movedAlone([], '2', 'give')]).toEqual([15, 7, 0]);
});
