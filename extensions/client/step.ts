import type { RedeemRequest, RedemptionView } from './contract.ts';

/** A redemption whose code the shop has made. */
export type IssuedRedemption = RedemptionView & { readonly code: string };

/** Why a redemption is being taken back: the shopper asked, the checkout would not take it, or the code was removed elsewhere. */
export type UndoCause = 'asked' | 'declined' | 'removed';

/** Where one reward stands on this surface. What the server knows (open redemptions) is not repeated here. */
export type Step =
  | { readonly at: 'idle' }
  | { readonly at: 'asking'; readonly request: RedeemRequest }
  /** No answer came. Trying again sends the same attempt, so that it can't redeem twice. */
  | { readonly at: 'stuck'; readonly request: RedeemRequest }
  /** Points are held, the shop is still making the code. */
  | { readonly at: 'waiting'; readonly redemption: RedemptionView }
  | { readonly at: 'applying'; readonly redemption: IssuedRedemption; readonly fresh: boolean }
  | { readonly at: 'applied'; readonly redemption: IssuedRedemption }
  | { readonly at: 'removed'; readonly redemption: IssuedRedemption }
  | { readonly at: 'undoing'; readonly redemption: RedemptionView; readonly cause: UndoCause };

export type StepEvent =
  | { readonly type: 'ask'; readonly request: RedeemRequest }
  | { readonly type: 'fail' }
  | { readonly type: 'refuse' }
  | { readonly type: 'wait'; readonly redemption: RedemptionView }
  /** There is a code and nothing to put it in: the shopper copies it. */
  | { readonly type: 'hand-over' }
  | { readonly type: 'apply'; readonly redemption: IssuedRedemption }
  | { readonly type: 'accept' }
  | { readonly type: 'decline' }
  | { readonly type: 'see'; readonly redemption: IssuedRedemption }
  /** The checkout held the code and does not any more. */
  | { readonly type: 'miss'; readonly redemption: IssuedRedemption }
  | { readonly type: 'undo'; readonly redemption: RedemptionView; readonly cause: UndoCause }
  | { readonly type: 'settle' }
  /** The redemption is no longer open: used, or its hold ran out. */
  | { readonly type: 'forget' };

export const idle: Step = { at: 'idle' };

/** The step after an event. An event that does not belong to the step (a second click, a late answer) changes nothing. */
export function nextStep(step: Step, event: StepEvent): Step {
  switch (event.type) {
    case 'ask':
      return isOneOf(step, 'idle', 'stuck') ? { at: 'asking', request: event.request } : step;
    case 'fail':
      return step.at === 'asking' ? { at: 'stuck', request: step.request } : step;
    case 'wait':
      return step.at === 'asking' ? { at: 'waiting', redemption: event.redemption } : step;
    case 'refuse':
      return step.at === 'asking' ? idle : step;
    case 'hand-over':
      return isOneOf(step, 'asking', 'waiting') ? idle : step;
    case 'apply':
      return applying(step, event.redemption);
    case 'accept':
      return step.at === 'applying' ? { at: 'applied', redemption: step.redemption } : step;
    case 'decline':
      return declined(step);
    case 'see':
      return seen(step, event.redemption);
    case 'miss':
      return isOneOf(step, 'idle', 'applied') ? { at: 'removed', redemption: event.redemption } : step;
    case 'undo':
      return isOneOf(step, 'idle', 'waiting', 'applied', 'removed')
        ? { at: 'undoing', redemption: event.redemption, cause: event.cause }
        : step;
    case 'settle':
      return step.at === 'undoing' ? idle : step;
    case 'forget':
      return isOneOf(step, 'waiting', 'applied', 'removed') ? idle : step;
  }
}

function applying(step: Step, redemption: IssuedRedemption): Step {
  if (!isOneOf(step, 'idle', 'asking', 'waiting', 'removed')) return step;
  // A code asked for a moment ago is worth nothing if it is declined; one made earlier may serve another order.
  return { at: 'applying', redemption, fresh: isOneOf(step, 'asking', 'waiting') };
}

function seen(step: Step, redemption: IssuedRedemption): Step {
  if (step.at === 'applied' && step.redemption.id === redemption.id) return step;
  return isOneOf(step, 'idle', 'waiting', 'applied', 'removed') ? { at: 'applied', redemption } : step;
}

function declined(step: Step): Step {
  if (step.at !== 'applying') return step;
  return step.fresh ? { at: 'undoing', redemption: step.redemption, cause: 'declined' } : idle;
}

function isOneOf(step: Step, ...names: readonly Step['at'][]): boolean {
  return names.includes(step.at);
}

export function isIssued(redemption: RedemptionView): redemption is IssuedRedemption {
  return redemption.code !== null;
}
