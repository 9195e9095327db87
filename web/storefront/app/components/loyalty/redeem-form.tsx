import type { RewardView } from '@laurel/server/api';
import { Form, useNavigation } from 'react-router';
import { pointsSentence } from './sentences';

interface RedeemFormProps {
  readonly reward: Pick<RewardView, 'id' | 'name' | 'points'>;
  readonly attempt: string;
  readonly action: string;
}

/** One button that redeems one reward. A plain form: it works before and without scripts. */
export function RedeemForm({ reward, attempt, action }: RedeemFormProps) {
  const busy = useBusy((sent) => sent.get('intent') === 'redeem' && sent.get('rewardId') === reward.id);
  return (
    <Form method="post" action={action} preventScrollReset>
      <input type="hidden" name="intent" value="redeem" />
      <input type="hidden" name="rewardId" value={reward.id} />
      <input type="hidden" name="attempt" value={`${attempt}-${reward.id}`} />
      <button
        className="ly-button"
        type="submit"
        aria-disabled={busy}
        aria-label={`Redeem ${reward.name} for ${pointsSentence(reward.points)}`}
      >
        {busy ? 'One moment…' : 'Redeem'}
      </button>
    </Form>
  );
}

/** Whether the form that fits is on its way. */
export function useBusy(fits: (sent: FormData) => boolean): boolean {
  const { formData } = useNavigation();
  return formData !== undefined && fits(formData);
}
