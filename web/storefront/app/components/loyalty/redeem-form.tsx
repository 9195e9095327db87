import type { RewardView } from '@laurel/server/api';
import { Form, useNavigation } from 'react-router';
import { formatRound } from '../../lib/money';
import { pointsSentence } from './sentences';
import { stepChoices } from './step-choices';

interface RedeemFormProps {
  readonly reward: Pick<RewardView, 'id' | 'name' | 'points' | 'slider'>;
  /** The points the member can spend: a slider offers no more than they pay for. */
  readonly available: number;
  readonly currency: string;
  readonly attempt: string;
  readonly action: string;
}

/** Redeems one reward, of a slider as much as the member chooses. A plain form: it works before and without scripts. */
export function RedeemForm({ reward, available, currency, attempt, action }: RedeemFormProps) {
  const busy = useBusy((sent) => sent.get('intent') === 'redeem' && sent.get('rewardId') === reward.id);
  const label = reward.slider ? `Redeem ${reward.name}` : `Redeem ${reward.name} for ${pointsSentence(reward.points)}`;
  return (
    <Form method="post" action={action} className="ly-redeem" preventScrollReset>
      <input type="hidden" name="intent" value="redeem" />
      <input type="hidden" name="rewardId" value={reward.id} />
      <input type="hidden" name="attempt" value={`${attempt}-${reward.id}`} />
      {reward.slider && <Steps reward={reward} slider={reward.slider} available={available} currency={currency} />}
      <button className="ly-button" type="submit" aria-disabled={busy} aria-label={label}>
        {busy ? 'One moment…' : 'Redeem'}
      </button>
    </Form>
  );
}

interface StepsProps extends Pick<RedeemFormProps, 'reward' | 'available' | 'currency'> {
  readonly slider: NonNullable<RewardView['slider']>;
}

function Steps({ reward, slider, available, currency }: StepsProps) {
  return (
    <label className="ly-steps">
      How much
      <select name="steps">
        {stepChoices(reward, available).map((steps) => (
          <option key={steps} value={steps}>
            {`${formatRound(steps * slider.stepMinor, currency)} for ${pointsSentence(steps * reward.points)}`}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether the form that fits is on its way. */
export function useBusy(fits: (sent: FormData) => boolean): boolean {
  const { formData } = useNavigation();
  return formData !== undefined && fits(formData);
}
