import { expect, test } from 'vitest';
import type { MemberOverview, RedemptionView, RewardView } from './contract.ts';
import { failureSentence, failureOf, isWorthRetrying, ApiFailure } from './failure.ts';
import { aRedemption, aReward, anOverview } from './fixtures.ts';
import { pauseUntilSettledMs, withRedemption } from './overview.ts';
import { tierProgress } from './progress.ts';
import { reach } from './reach.ts';
import type { Steps } from './redeemer.ts';
import { otherRedemptions, rewardRows, type RowState } from './rows.ts';
import { whyNotSentence } from './why-not.ts';

const issued = aRedemption();
const held: RedemptionView = { ...issued, state: 'held', code: null };
const blocked: RewardView = aReward({ whyNot: { code: 'not-enough-points', missingPoints: 60 } });

const rows: [string, Partial<MemberOverview>, Steps, string[] | null, RowState][] = [
  ['a reward within reach', {}, {}, [], 'open'],
  ['one that is not', { rewards: [blocked] }, {}, [], 'blocked'],
  ['a guest sees prices', { member: null, points: null, tier: null }, {}, [], 'priced'],
  ['a code in this checkout', { redemptions: [issued] }, {}, ['GLOW-1001'], 'applied'],
  ['in other letters', { redemptions: [issued] }, {}, ['glow-1001'], 'applied'],
  ['a code made elsewhere', { redemptions: [issued] }, {}, [], 'ready'],
  ['a code on the account page', { redemptions: [issued] }, {}, null, 'ready'],
  ['a code being made', { redemptions: [held] }, {}, [], 'making'],
  ['a code being taken back', { redemptions: [{ ...issued, state: 'releasing' }] }, {}, [], 'undoing'],
  ['a redeemed reward is not blocked by what it cost', { rewards: [blocked], redemptions: [issued] }, {}, [], 'ready'],
  [
    'an act under way counts more than what the server knew',
    { redemptions: [issued] },
    { 'three-off': { at: 'undoing', redemption: issued, cause: 'asked' } },
    ['GLOW-1001'],
    'undoing',
  ],
  ['waiting for the code', {}, { 'three-off': { at: 'waiting', redemption: held } }, [], 'making'],
  ['no answer came', {}, { 'three-off': { at: 'stuck', request: { rewardId: 'three-off', attempt: 'attempt-1' } } }, [], 'stuck'],
  ['applied before the server said so', {}, { 'three-off': { at: 'applied', redemption: issued } }, [], 'applied'],
];

test.each(rows)('a row for %s', (_, over, steps, codes, state) => {
  expect(rewardRows(anOverview(over), steps, codes)[0]?.state).toBe(state);
});

test('of two codes of one reward the row shows the one in the checkout, the other is listed apart', () => {
  const second = aRedemption({ id: '019ab000-0000-7000-8000-000000000002', code: 'GLOW-1002' });
  const overview = anOverview({ redemptions: [second, issued] });
  const shown = rewardRows(overview, {}, ['GLOW-1001']);
  expect(shown[0]?.redemption?.code).toBe('GLOW-1001');
  expect(otherRedemptions(overview, shown)).toEqual([second]);
});

test('what does not go with a code of the member’s own names the reward', () => {
  const rewards = [aReward({ id: 'ten-off', whyNot: { code: 'does-not-combine', with: 'glow-1001' } })];
  const [row] = rewardRows(anOverview({ rewards, redemptions: [issued] }), {}, ['GLOW-1001']);
  expect(row?.whyNot).toEqual({ key: 'why-not.does-not-combine', values: { code: '$3 off' } });
});

test('an open code of a reward no longer offered is listed apart', () => {
  const overview = anOverview({ rewards: [], redemptions: [issued] });
  expect(otherRedemptions(overview, rewardRows(overview, {}, []))).toEqual([issued]);
});

const balances: [string, RedemptionView[], RedemptionView, { available: number; held: number }, number][] = [
  ['a new redemption sets points aside', [], issued, { available: 240, held: 200 }, 1],
  ['news of a known one moves nothing', [held], issued, { available: 340, held: 100 }, 1],
  ['a release gives them back', [issued], { ...issued, state: 'released' }, { available: 440, held: 0 }, 0],
  ['a use ends the hold', [issued], { ...issued, state: 'captured' }, { available: 340, held: 0 }, 0],
  ['news of one that is over moves nothing', [], { ...issued, state: 'released' }, { available: 340, held: 100 }, 0],
];

test.each(balances)('%s', (_, open, news, { available, held: heldPoints }, count) => {
  const points = { available: 340, pending: 0, held: 100, debt: 0 };
  const after = withRedemption(anOverview({ points, redemptions: open }), news);
  expect(after.points).toMatchObject({ available, held: heldPoints });
  expect(after.redemptions).toHaveLength(count);
});

test.each([
  ['nothing under way', [issued], false],
  ['a code being made', [held], 3000],
  ['a code being taken back', [{ ...issued, state: 'releasing' as const }], 3000],
])('asking again: %s', (_, redemptions, pause) => {
  expect(pauseUntilSettledMs(anOverview({ redemptions }))).toBe(pause);
});

test('progress to the next tier names the missing money', () => {
  expect(tierProgress(anOverview())).toEqual({
    percent: 60,
    nextTierName: 'Pro',
    told: null,
    sentence: { key: 'progress.missing', values: { money: { minor: 60_00, currency: 'USD' }, tier: 'Pro' } },
  });
});

test('where points or orders count too, only the server can say what is missing', () => {
  const { next } = anOverview();
  const byOrders = next && { ...next, missingMinor: 0, missingOrders: 2, text: 'Place 2 more orders to reach Pro.' };
  expect(tierProgress(anOverview({ next: byOrders }))?.told).toBe('Place 2 more orders to reach Pro.');
});

test('at the top there is no next tier, for a guest no progress', () => {
  expect(tierProgress(anOverview({ next: null }))).toMatchObject({ percent: 100, nextTierName: null, sentence: { key: 'progress.top' } });
  expect(tierProgress(anOverview({ tier: null }))).toBeNull();
});

test.each([
  [
    { code: 'not-enough-points', missingPoints: 1 },
    { key: 'why-not.not-enough-points', values: { count: 1, points: 1 } },
  ],
  [
    { code: 'order-too-small', missingMinor: 2_50 },
    { key: 'why-not.order-too-small', values: { money: { minor: 2_50, currency: 'USD' } } },
  ],
  [{ code: 'nothing-to-discount' }, { key: 'why-not.nothing-to-discount' }],
  [{ code: 'gone' }, { key: 'why-not.gone' }],
  [{ code: 'not-in-cart' }, { key: 'why-not.not-in-cart' }],
  [
    { code: 'shipping-too-dear', capMinor: 5_00 },
    { key: 'why-not.shipping-too-dear', values: { money: { minor: 5_00, currency: 'USD' } } },
  ],
  [
    { code: 'does-not-combine', with: 'SUMMER' },
    { key: 'why-not.does-not-combine', values: { code: 'SUMMER' } },
  ],
] as const)('why not: %j', (whyNot, sentence) => {
  expect(whyNotSentence(whyNot, 'USD')).toEqual(sentence);
});

const cheap = aReward({ id: 'cheap', points: 100 });
const dear = aReward({ id: 'dear', points: 400 });
test.each([
  [0, null, ['cheap', 100]],
  [100, 'cheap', ['dear', 300]],
  [399, 'cheap', ['dear', 1]],
  [400, 'dear', null],
])('%i points reach', (available, best, next) => {
  const points = { available, pending: 0, held: 0, debt: 0 };
  const reached = reach({ points, rewards: [dear, cheap] });
  expect(reached.best?.id ?? null).toBe(best);
  expect(reached.next && [reached.next.reward.id, reached.next.missingPoints]).toEqual(next);
});

test.each([
  [new ApiFailure('offline', 0), true, 'failure.offline'],
  [new ApiFailure('timeout', 0), true, 'failure.slow'],
  [new ApiFailure('aborted', 0), false, 'failure.unknown'],
  [failureOf(503, { code: 'unavailable', message: '', requestId: 'r' }), true, 'failure.busy'],
  [failureOf(429, { code: 'too_many_requests', message: '', requestId: 'r' }), true, 'failure.busy'],
  [failureOf(401, { code: 'unauthenticated', message: '', requestId: 'r' }), false, 'failure.signed-out'],
  [failureOf(409, { code: 'key_reused', message: '', requestId: 'r' }), false, 'failure.unknown'],
  [failureOf(502, '<html>'), true, 'failure.unknown'],
  [new TypeError('a mistake of ours'), false, 'failure.unknown'],
] as const)('%s is worth another try: %s', (error, again, key) => {
  expect([isWorthRetrying(error), failureSentence(error).key]).toEqual([again, key]);
});
