import type { Reward } from '@laurel/server/api';
import { MoneyField, TextField, WholeField } from '../parts/field.tsx';
import { Empty } from '../parts/states.tsx';
import { withReward, type RewardDraft } from './draft.ts';
import { rewardWords } from './terms.ts';
import type { FieldsProps } from './tier-fields.tsx';

export function RewardFields(props: FieldsProps) {
  const { rewards } = props.published;
  return (
    <s-section heading="Rewards">
      <s-paragraph color="subdued">What members can have for their points, and the smallest order it can be used on.</s-paragraph>
      {rewards.length === 0 && <Empty heading="No rewards yet">Members collect points but have nothing to spend them on.</Empty>}
      {rewards.map((reward, index) => (
        <RewardGroup key={reward.id} reward={reward} index={index} {...props} />
      ))}
    </s-section>
  );
}

function RewardGroup({
  reward,
  index,
  published,
  draft,
  problems,
  onType,
  onLeave,
}: FieldsProps & { readonly reward: Reward; readonly index: number }) {
  const typed = draft.rewards[index];
  if (typed === undefined) return null;
  const bind = (part: keyof RewardDraft) => {
    const field = `rewards.${index}.${part}`;
    return {
      field,
      value: typed[part],
      problem: problems.get(field),
      onType: (text: string) => onType(field, withReward(draft, index, { [part]: text })),
      onLeave: () => onLeave(field),
    };
  };
  return (
    <fieldset className="group">
      <legend>{reward.name}</legend>
      <div className="group-fields">
        <TextField label="Reward name" {...bind('name')} />
        <WholeField label="Price in points" {...bind('points')} />
        <MoneyField label="Smallest order" currency={published.currency} {...bind('minimumOrderMinor')} />
      </div>
      <s-paragraph color="subdued">Gives: {rewardWords(reward, published.currency)}.</s-paragraph>
    </fieldset>
  );
}
