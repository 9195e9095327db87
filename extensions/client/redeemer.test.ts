import { expect, test } from 'vitest';
import type { Redeemed } from './api.ts';
import type { RedeemRequest, RedemptionView } from './contract.ts';
import { ApiFailure } from './failure.ts';
import { aRedemption } from './fixtures.ts';
import type { Notice } from './notice.ts';
import { createRedeemer, type Steps } from './redeemer.ts';

const cart = { subtotalMinor: 32_00, currency: 'USD' };
const issued = aRedemption();
const held: RedemptionView = { ...issued, state: 'held', code: null };
const released: RedemptionView = { ...issued, state: 'released', code: null, canUndo: false };

/** A shop and a checkout by script: each answer is used once, in order; what was asked of them is written down. */
function stage(script: { answers?: (Redeemed | Error)[]; undone?: (RedemptionView | Error)[]; takes?: boolean; checkout?: boolean } = {}) {
  const { answers = [], undone = [], takes = true, checkout = true } = script;
  const asked: RedeemRequest[] = [];
  const calls: string[] = [];
  const notices: string[] = [];
  const remembered: string[] = [];
  const pauses: { ms: number; end: () => void }[] = [];
  let steps: Steps = {};
  let attempts = 0;
  const next = async <T>(list: (T | Error)[]): Promise<T> => {
    const answer = list.shift();
    if (answer === undefined) throw new Error('nothing scripted');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const redeemer = createRedeemer({
    api: {
      redeem: (request) => (asked.push(request), next(answers)),
      undo: (id) => (calls.push(`undo ${id}`), next(undone)),
    },
    codes: checkout
      ? {
          add: async (code) => (calls.push(`add ${code}`), takes),
          remove: async (code) => (calls.push(`remove ${code}`), true),
        }
      : null,
    newAttempt: () => `attempt-${++attempts}`,
    wait: (ms) => new Promise((end) => pauses.push({ ms, end })),
    publish: (now) => (steps = now),
    tell: (notice: Notice | null) => void (notice !== null && notices.push(notice.sentence.key)),
    learn: ({ state }) => void calls.push(`learn ${state}`),
    refresh: () => void calls.push('refresh'),
    remember: (ids) => void remembered.push(...ids),
  });
  return { redeemer, asked, calls, notices, remembered, pauses, step: () => steps['three-off']?.at ?? 'idle' };
}

const redeem = ({ redeemer }: ReturnType<typeof stage>) => redeemer.redeem('three-off', cart, 'USD');

test('a reward is redeemed and its code put into the checkout', async () => {
  const shop = stage({ answers: [{ redemption: issued }] });
  await redeem(shop);
  expect(shop.asked).toEqual([{ rewardId: 'three-off', attempt: 'attempt-1', cart }]);
  expect(shop.calls).toEqual(['learn issued', 'add GLOW-1001']);
  expect(shop.notices).toEqual(['notice.applied']);
  expect(shop.step()).toBe('applied');
});

test('a double click is one attempt', async () => {
  const shop = stage({ answers: [{ redemption: issued }] });
  await Promise.all([redeem(shop), redeem(shop)]);
  expect(shop.asked).toHaveLength(1);
  expect(shop.calls).toEqual(['learn issued', 'add GLOW-1001']);
});

test('trying again after silence sends the very same attempt, even with another cart', async () => {
  const shop = stage({ answers: [new ApiFailure('timeout', 0), { redemption: issued }] });
  await redeem(shop);
  expect([shop.step(), shop.notices]).toEqual(['stuck', ['failure.slow']]);
  await shop.redeemer.redeem('three-off', { ...cart, subtotalMinor: 1 }, 'USD');
  expect(shop.asked[1]).toEqual(shop.asked[0]);
  expect(shop.step()).toBe('applied');
});

test('a new attempt has a new name', async () => {
  const shop = stage({ answers: [{ refused: { code: 'not-enough-points', missingPoints: 12 } }, { redemption: issued }] });
  await redeem(shop);
  expect([shop.step(), shop.notices, shop.calls]).toEqual(['idle', ['why-not.not-enough-points'], ['refresh']]);
  await redeem(shop);
  expect(shop.asked.map(({ attempt }) => attempt)).toEqual(['attempt-1', 'attempt-2']);
});

test('a reward the checkout declines is given back at once', async () => {
  const shop = stage({ answers: [{ redemption: issued }], undone: [released], takes: false });
  await redeem(shop);
  expect(shop.calls).toEqual(['learn issued', 'add GLOW-1001', `undo ${issued.id}`, 'learn released']);
  expect([shop.step(), shop.notices]).toEqual(['idle', ['notice.declined']]);
});

test('a code made earlier that the checkout declines stays the shopper’s', async () => {
  const shop = stage({ takes: false });
  await shop.redeemer.apply(issued);
  expect(shop.calls).toEqual(['add GLOW-1001']);
  expect([shop.step(), shop.notices]).toEqual(['idle', ['notice.declined-kept']]);
});

test('a code still being made is asked for again under the same name, then applied', async () => {
  const shop = stage({ answers: [{ redemption: held }, { redemption: held }, { redemption: issued }] });
  const done = redeem(shop);
  await pass(shop.pauses, 400);
  await pass(shop.pauses, 800);
  await done;
  expect(new Set(shop.asked.map(({ attempt }) => attempt))).toEqual(new Set(['attempt-1']));
  expect(shop.step()).toBe('applied');
});

test('a code that stays away is applied when the overview brings it', async () => {
  const shop = stage({ answers: Array.from({ length: 5 }, () => ({ redemption: held })) });
  const done = redeem(shop);
  for (const ms of [400, 800, 1600, 3200]) await pass(shop.pauses, ms);
  await done;
  expect([shop.step(), shop.notices]).toEqual(['waiting', ['notice.code-coming']]);
  shop.redeemer.observe([issued], []);
  await expect.poll(shop.step).toBe('applied');
  expect(shop.calls).toEqual(['learn held', 'add GLOW-1001']);
});

test('an attempt whose hold ran out meanwhile is over', async () => {
  const shop = stage({ answers: [{ redemption: released }] });
  await redeem(shop);
  expect([shop.step(), shop.calls]).toEqual(['idle', ['learn released']]);
});

test('without a checkout the code is handed over', async () => {
  const shop = stage({ answers: [{ redemption: issued }], checkout: false });
  await redeem(shop);
  expect([shop.step(), shop.notices, shop.calls]).toEqual(['idle', ['notice.code-ready'], ['learn issued']]);
});

test('undo takes the code out first, then gives the points back', async () => {
  const shop = stage({ undone: [released] });
  await shop.redeemer.undo(issued);
  expect(shop.calls).toEqual(['remove GLOW-1001', `undo ${issued.id}`, 'learn released']);
  expect(shop.notices).toEqual(['notice.undone']);
});

test.each([
  ['releasing', 'notice.undo-underway'],
  ['captured', 'notice.already-used'],
] as const)('an undo that ends as %s says so', async (state, notice) => {
  const shop = stage({ undone: [{ ...issued, state }] });
  await shop.redeemer.undo(issued);
  expect(shop.notices).toEqual([notice]);
});

test('an undo without an answer can be tried again', async () => {
  const shop = stage({ undone: [new ApiFailure('offline', 0), released] });
  await shop.redeemer.undo(issued);
  expect([shop.step(), shop.notices]).toEqual(['idle', ['failure.offline']]);
  await shop.redeemer.undo(issued);
  expect(shop.notices).toEqual(['failure.offline', 'notice.undone']);
});

test('a code removed elsewhere gives its points back after a while', async () => {
  const shop = stage({ undone: [released] });
  shop.redeemer.observe([issued], ['glow-1001']);
  shop.redeemer.observe([issued], []);
  expect([shop.step(), shop.notices]).toEqual(['removed', ['notice.removed']]);
  await pass(shop.pauses, 20_000);
  await expect.poll(shop.step).toBe('idle');
  expect(shop.calls).toEqual([`undo ${issued.id}`, 'learn released']);
});

test('a removed code that comes back in time keeps its points set aside', async () => {
  const shop = stage();
  shop.redeemer.observe([issued], ['GLOW-1001']);
  shop.redeemer.observe([issued], []);
  shop.redeemer.observe([issued], ['GLOW-1001']);
  await pass(shop.pauses, 20_000);
  expect([shop.step(), shop.calls]).toEqual(['applied', []]);
});

test('a code the checkout shows before it answers is missed when it goes', async () => {
  const shop = stage({ answers: [{ redemption: issued }] });
  const done = redeem(shop);
  shop.redeemer.observe([issued], ['GLOW-1001']);
  await done;
  shop.redeemer.observe([issued], []);
  expect(shop.step()).toBe('removed');
});

test('a code removed while the page was reloading is noticed', () => {
  const before = stage();
  before.redeemer.observe([issued], ['GLOW-1001']);
  expect(before.remembered).toEqual([issued.id]);
  const after = stage();
  after.redeemer.observe([issued], []);
  expect(after.step()).toBe('idle');
  after.redeemer.recall(before.remembered);
  expect(after.step()).toBe('removed');
});

test('a code used again is not missed while the checkout takes it in', async () => {
  const shop = stage();
  shop.redeemer.observe([issued], ['GLOW-1001']);
  shop.redeemer.observe([issued], []);
  await shop.redeemer.apply(issued);
  shop.redeemer.observe([issued], []);
  expect([shop.step(), shop.notices]).toEqual(['applied', ['notice.removed', 'notice.applied']]);
});

test('a redemption no longer open is forgotten', async () => {
  const shop = stage({ answers: [{ redemption: issued }] });
  await redeem(shop);
  shop.redeemer.observe([], []);
  expect(shop.step()).toBe('idle');
});

/** Ends the oldest pause, which must be this long. */
async function pass(pauses: { ms: number; end: () => void }[], ms: number): Promise<void> {
  await expect.poll(() => pauses[0]?.ms).toBe(ms);
  pauses.shift()?.end();
}
