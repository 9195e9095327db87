import type { RewardView } from '@laurel/server/api';

const choicesMax = 25;

/** What a slider lets a member with so many points choose from: fewest steps first, the most last; empty: it is no slider, or out of reach. */
export function stepChoices({ slider, points }: Pick<RewardView, 'slider' | 'points'>, available: number): number[] {
  if (slider === undefined) return [];
  const most = Math.min(slider.maximum, Math.floor(available / points));
  const count = most - slider.minimum + 1;
  if (count < 1) return [];
  const stride = Math.ceil(count / choicesMax);
  const chosen = Array.from({ length: Math.ceil(count / stride) }, (_, place) => slider.minimum + place * stride);
  return chosen.at(-1) === most ? chosen : [...chosen, most];
}
