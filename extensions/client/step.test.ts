import { expect, test } from 'vitest';
import type { RedeemRequest } from './contract.ts';
import { aRedemption } from './fixtures.ts';
import { idle, nextStep, type Step, type StepEvent } from './step.ts';

const request: RedeemRequest = { rewardId: 'three-off', attempt: 'attempt-1' };
const other: RedeemRequest = { rewardId: 'three-off', attempt: 'attempt-2' };
const redemption = aRedemption();
const held = { ...redemption, state: 'held', code: null } as const;

const asking: Step = { at: 'asking', request };
const stuck: Step = { at: 'stuck', request };
const waiting: Step = { at: 'waiting', redemption: held };
const freshApplying: Step = { at: 'applying', redemption, fresh: true };
const olderApplying: Step = { at: 'applying', redemption, fresh: false };
const applied: Step = { at: 'applied', redemption };
const removed: Step = { at: 'removed', redemption };
const undoing: Step = { at: 'undoing', redemption, cause: 'asked' };
const declining: Step = { at: 'undoing', redemption, cause: 'declined' };

const ask: StepEvent = { type: 'ask', request };
const apply: StepEvent = { type: 'apply', redemption };
const see: StepEvent = { type: 'see', redemption };
const miss: StepEvent = { type: 'miss', redemption };
const undo: StepEvent = { type: 'undo', redemption, cause: 'asked' };

const moves: [string, Step, StepEvent, Step][] = [
  ['a reward is asked for', idle, ask, asking],
  ['no answer keeps the attempt', asking, { type: 'fail' }, stuck],
  ['trying again asks with what it is given', stuck, ask, asking],
  ['a refusal ends it', asking, { type: 'refuse' }, idle],
  ['points held, code to come', asking, { type: 'wait', redemption: held }, waiting],
  ['a code for copying is handed over', asking, { type: 'hand-over' }, idle],
  ['a late code for copying is handed over', waiting, { type: 'hand-over' }, idle],
  ['a code just made is fresh', asking, apply, freshApplying],
  ['a code that took a while is fresh', waiting, apply, freshApplying],
  ['a code made elsewhere is not', idle, apply, olderApplying],
  ['a removed code is used again', removed, apply, olderApplying],
  ['the checkout takes it', freshApplying, { type: 'accept' }, applied],
  ['a fresh code declined is given back', freshApplying, { type: 'decline' }, declining],
  ['an older code declined is kept', olderApplying, { type: 'decline' }, idle],
  ['a code found in the checkout counts as applied', idle, see, applied],
  ['a removed code that comes back is applied', removed, see, applied],
  ['a code in the checkout goes away', applied, miss, removed],
  ['a code went away while nobody looked', idle, miss, removed],
  ['the shopper undoes', applied, undo, undoing],
  ['a code lying ready is undone', idle, undo, undoing],
  ['the undo is done', undoing, { type: 'settle' }, idle],
  ['a used redemption is forgotten', applied, { type: 'forget' }, idle],
];

test.each(moves)('%s', (_, before, event, after) => {
  expect(nextStep(before, event)).toEqual(after);
});

const nothings: [string, Step, StepEvent][] = [
  ['a second click while asking', asking, { type: 'ask', request: other }],
  ['a second click while applying', freshApplying, ask],
  ['asking for what is applied', applied, ask],
  ['asking while undoing', undoing, ask],
  ['a second undo', undoing, undo],
  ['an undo while the code is on its way in', freshApplying, undo],
  ['a late failure after an answer', applied, { type: 'fail' }],
  ['seeing it again', applied, see],
  ['a code not yet in can not go away', freshApplying, miss],
  ['a code going away while it is undone', undoing, miss],
  ['forgetting what is being undone', undoing, { type: 'forget' }],
];

test.each(nothings)('nothing changes: %s', (_, step, event) => {
  expect(nextStep(step, event)).toBe(step);
});
