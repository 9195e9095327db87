import { points, type RewardView } from '@laurel/extension-client';
import { words } from '../words.ts';

/** Name and price of a reward, with what it takes off this order or from which order on it works. */
export function RewardFacts({ reward, currency }: { reward: RewardView; currency: string }) {
  const { say } = words();
  const facts = [say('points', points(reward.points))];
  if (reward.discountMinor !== null && reward.discountMinor > 0)
    facts.push(say('rewards.saves', { money: { minor: reward.discountMinor, currency } }));
  else if (reward.minimumOrderMinor > 0) facts.push(say('rewards.minimum', { money: { minor: reward.minimumOrderMinor, currency } }));
  return (
    <s-stack gap="none">
      <s-text type="strong">{reward.name}</s-text>
      <s-text color="subdued">{facts.join(' · ')}</s-text>
    </s-stack>
  );
}
