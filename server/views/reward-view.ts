import { nameFor, type Definition, type Locale } from '../program/index.ts';
import type { RewardView } from './shapes.ts';

/** A reward as somebody sees it of whom nothing is known: what it costs and asks for. */
export function guestReward(reward: Definition['rewards'][number], locale: Locale): RewardView {
  const { id, kind, points, minimumOrderMinor } = reward;
  const slider = reward.kind === 'slider' && {
    slider: { minimum: reward.minimumSteps, maximum: reward.maximumSteps, stepMinor: reward.stepMinor },
  };
  return { id, kind, name: nameFor(reward, locale), points, minimumOrderMinor, discountMinor: null, ...slider, whyNot: null };
}
