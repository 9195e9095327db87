import type { MemberOverview, RedemptionView, RewardView } from './contract.ts';
import type { Steps } from './redeemer.ts';
import type { Sentence } from './sentence.ts';
import { whyNotSentence } from './why-not.ts';

/**
 * priced: a guest sees what it costs · open: can be had now · blocked: not now, with the reason ·
 * stuck: no answer came, try again · making: the code is on its way · ready: there is a code, not in this checkout ·
 * applied: the code is in this checkout · removed: it was, and was taken out elsewhere.
 */
export type RowState =
  'priced' | 'open' | 'blocked' | 'asking' | 'stuck' | 'making' | 'ready' | 'applying' | 'applied' | 'removed' | 'undoing';

/** One reward as a surface shows it. */
export interface RewardRow {
  readonly reward: RewardView;
  readonly state: RowState;
  /** The open redemption of this reward, if there is one. */
  readonly redemption: RedemptionView | null;
  /** Only when blocked. */
  readonly whyNot: Sentence | null;
}

/** `codes`: what the checkout holds; null outside a checkout. */
export function rewardRows(overview: MemberOverview, steps: Steps, codes: readonly string[] | null): RewardRow[] {
  return overview.rewards.map((reward) => {
    const step = steps[reward.id];
    const redemption = redemptionOf(overview, steps, reward.id, codes);
    const state = stateOfStep(step) ?? stateOfRedemption(redemption, codes) ?? stateOfReward(overview, reward);
    const whyNot =
      state === 'blocked' && reward.whyNot !== null ? whyNotSentence(reward.whyNot, overview.program.currency, titles(overview)) : null;
    return { reward, state, redemption, whyNot };
  });
}

/** Open redemptions that no row shows: a reward no longer offered, or a second code of one reward. */
export function otherRedemptions(overview: MemberOverview, rows: readonly RewardRow[]): RedemptionView[] {
  const shown = new Set(rows.map(({ redemption }) => redemption?.id));
  return overview.redemptions.filter(({ id }) => !shown.has(id));
}

/** A member's own code goes by the reward's name. */
function titles({ redemptions }: MemberOverview): (code: string) => string {
  return (code) => redemptions.find((redemption) => isIn([code], redemption))?.title ?? code;
}

function redemptionOf(overview: MemberOverview, steps: Steps, rewardId: string, codes: readonly string[] | null): RedemptionView | null {
  const step = steps[rewardId];
  if (step !== undefined && 'redemption' in step)
    return overview.redemptions.find(({ id }) => id === step.redemption.id) ?? step.redemption;
  const open = overview.redemptions.filter((redemption) => redemption.rewardId === rewardId);
  return open.find((redemption) => isIn(codes, redemption)) ?? open[0] ?? null;
}

function stateOfStep(step: Steps[string] | undefined): RowState | null {
  if (step === undefined || step.at === 'idle') return null;
  return step.at === 'waiting' ? 'making' : step.at;
}

function stateOfRedemption(redemption: RedemptionView | null, codes: readonly string[] | null): RowState | null {
  if (redemption === null) return null;
  if (redemption.state === 'releasing') return 'undoing';
  if (redemption.code === null) return 'making';
  return isIn(codes, redemption) ? 'applied' : 'ready';
}

function stateOfReward(overview: MemberOverview, reward: RewardView): RowState {
  if (overview.member === null) return 'priced';
  return reward.whyNot === null ? 'open' : 'blocked';
}

/** Checkouts compare codes without regard to case. */
function isIn(codes: readonly string[] | null, { code }: RedemptionView): boolean {
  return codes !== null && code !== null && codes.some((other) => other.toLowerCase() === code.toLowerCase());
}
