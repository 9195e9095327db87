import { points, stepChoices, type RewardView, type Speaker } from '@laurel/extension-client';
import { useState } from 'preact/hooks';

export type StepsKey = 'rewards.steps' | 'rewards.step';

/** What a member can choose from a slider; empty: the reward is none, or cannot be had now. */
export interface Choice {
  readonly choices: readonly number[];
  /** What is chosen, at first the fewest. */
  readonly steps: number | undefined;
  readonly choose: (steps: number) => void;
}

/** `available`: the member's points; null: the reward cannot be had now. */
export function useSteps(reward: RewardView, available: number | null): Choice {
  const choices = available === null ? [] : stepChoices(reward, available);
  const [wanted, choose] = useState(choices[0]);
  return { choices, steps: wanted !== undefined && choices.includes(wanted) ? wanted : choices[0], choose };
}

interface StepsProps {
  readonly reward: RewardView;
  readonly choice: Choice;
  readonly currency: string;
  readonly say: Speaker<StepsKey>['say'];
}

/** How much of a slider, with what each costs; nothing where there is nothing to choose. */
export function Steps({ reward, choice: { choices, choose, steps }, currency, say }: StepsProps) {
  if (choices.length < 2) return null;
  return (
    <s-select
      label={say('rewards.steps', { reward: reward.name })}
      value={String(steps)}
      onChange={(event) => choose(Number((event.currentTarget as HTMLElementTagNameMap['s-select'] | null)?.value))}
    >
      {choices.map((count) => (
        <s-option key={count} value={String(count)}>
          {say('rewards.step', { money: { minor: count * (reward.slider?.stepMinor ?? 0), currency }, ...points(count * reward.points) })}
        </s-option>
      ))}
    </s-select>
  );
}
