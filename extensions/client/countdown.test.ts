import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createShopClock, momentBetween, shownLeft, watchLeft } from './countdown.ts';

const minutes = (count: number) => count * 60_000;

test.each([
  ['three hours', minutes(180), null],
  ['two hours', minutes(120), { minutes: 120 }],
  ['an hour and a moment', minutes(60) + 1, { minutes: 61 }],
  ['more than five minutes', minutes(5) + 1, { minutes: 6 }],
  ['five minutes', minutes(5), { clock: '5:00' }],
  ['a minute and a bit', 61_001, { clock: '1:02' }],
  ['nine seconds', 9_000, { clock: '0:09' }],
  ['the last moment', 1, { clock: '0:01' }],
  ['nothing', 0, 'over'],
  ['long over', -5_000, 'over'],
])('%s', (_what, leftMs, shown) => {
  expect(shownLeft(leftMs)).toEqual(shown);
});

test.each([
  ['a second’s tick', 299_000, 298_000, undefined],
  ['ten minutes reached', minutes(10) + 5, minutes(10), 10],
  ['already there', minutes(10), minutes(10) - 1_000, undefined],
  ['a long sleep says the last one only', minutes(30), 30_000, 1],
  ['the end', 1_000, 0, 0],
])('said aloud: %s', (_what, beforeMs, leftMs, moment) => {
  expect(momentBetween(beforeMs, leftMs)).toBe(moment);
});

test('what is left counts by the shop’s clock, however wrong the phone’s is', () => {
  const clock = createShopClock(() => Date.parse('2020-01-01T00:00:00Z'));
  clock.learned({ at: '2026-11-22T15:00:00Z' });
  expect(clock.leftMs('2026-11-22T15:30:00Z')).toBe(minutes(30));
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watching(leftMs: number) {
  const clock = createShopClock(() => Date.now());
  const told: unknown[] = [];
  const moments: (number | undefined)[] = [];
  const stop = watchLeft(new Date(Date.now() + leftMs).toISOString(), clock, (left, moment) => {
    told.push(shownLeft(left));
    if (moment !== moments.at(-1)) moments.push(moment);
  });
  return { told, moments, stop, clock };
}

test('minutes change once a minute, the last five minutes each second, and then it is over and no timer is left', () => {
  const { told } = watching(minutes(6) + 30_000);
  vi.advanceTimersByTime(minutes(1) + 30_000);
  expect(told).toEqual([{ minutes: 7 }, { minutes: 6 }, { clock: '5:00' }]);
  vi.advanceTimersByTime(2_000);
  expect(told.slice(3)).toEqual([{ clock: '4:59' }, { clock: '4:58' }]);
  vi.advanceTimersByTime(minutes(5));
  expect(told.at(-1)).toBe('over');
  expect(told.filter((shown) => shown === 'over')).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('aloud it is said at ten minutes, at five, at one and at the end', () => {
  const { moments } = watching(minutes(12));
  vi.advanceTimersByTime(minutes(12));
  expect(moments).toEqual([10, 5, 1, 0]);
});

test('who comes late hears nothing before the next moment', () => {
  const { moments, stop } = watching(minutes(3));
  vi.advanceTimersByTime(minutes(1));
  expect(moments).toEqual([]);
  stop();
});

test('stopped, it tells nothing more and leaves no timer', () => {
  const { told, stop } = watching(minutes(3));
  stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(minutes(5));
  expect(told).toEqual([{ clock: '3:00' }]);
});

test('a clock that was put right while it counts goes for the next look', () => {
  const { told, clock } = watching(minutes(4));
  clock.learned({ at: new Date(Date.now() + minutes(3)).toISOString() });
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([{ clock: '4:00' }, { clock: '0:59' }]);
});

test('weeks away it still waits, and tells only what changes', () => {
  const { told, stop } = watching(minutes(60 * 24 * 40));
  vi.advanceTimersByTime(minutes(60 * 24 * 2));
  expect(new Set(told)).toEqual(new Set([null]));
  stop();
});
