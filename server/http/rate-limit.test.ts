import { expect, it } from 'vitest';
import { rateLimit } from './rate-limit.ts';

const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);

it('lets so many pass at once and so many a second from then on, each caller by themselves', () => {
  const limit = rateLimit({ atOnce: 3, perSecond: 2 });
  const passes = (caller: string, seconds: number) => {
    try {
      limit(caller, at(seconds));
      return true;
    } catch {
      return false;
    }
  };
  expect([0, 0, 0, 0].map((seconds) => passes('a', seconds))).toEqual([true, true, true, false]);
  expect(passes('b', 0)).toBe(true);
  expect([0.4, 0.5, 0.6, 1, 1].map((seconds) => passes('a', seconds))).toEqual([false, true, false, true, false]);
  expect([60, 60, 60, 60].map((seconds) => passes('a', seconds))).toEqual([true, true, true, false]);
  // A clock that is set back gives nothing away and takes nothing.
  expect(passes('a', 0)).toBe(false);
});

it('says how long to wait', () => {
  const limit = rateLimit({ atOnce: 1, perSecond: 0.1 });
  limit('a', at(0));
  expect(() => limit('a', at(2))).toThrow(expect.objectContaining({ code: 'too_many_requests', details: { retryAfterSeconds: 8 } }));
});
