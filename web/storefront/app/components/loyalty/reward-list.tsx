import type { PublicProgram, RewardView } from '@laurel/server/api';
import { formatRound } from '../../lib/money';
import { RedeemForm } from './redeem-form';
import { conditionSentence, priceSentence, whyNotSentence, type TierFacts } from './sentences';

interface RewardListProps {
  readonly rewards: readonly RewardView[];
  readonly currency: string;
  /** The points the member can spend. */
  readonly available: number;
  /** Gives the names of tiers that rewards are for. */
  readonly tiers?: readonly Pick<TierFacts, 'id' | 'name'>[];
  /** Names this showing of the page, so that a double click is one redemption. */
  readonly attempt: string;
  /** Where redeeming is posted to. */
  readonly action: string;
}

/** The rewards of a member: each with its price and either a button or the reason why not. */
export function RewardList({ rewards, currency, available, tiers = [], attempt, action }: RewardListProps) {
  if (rewards.length === 0) return <p className="ly-quiet">There are no rewards at the moment.</p>;
  return (
    <ul className="ly-rewards">
      {rewards.map((reward) => (
        <li key={reward.id} className="ly-reward">
          <RewardFacts reward={reward} currency={currency} discountMinor={reward.discountMinor} />
          {reward.whyNot ? (
            <p className="ly-why-not">{whyNotSentence(reward.whyNot, currency, tiers)}</p>
          ) : (
            <RedeemForm reward={reward} available={available} currency={currency} attempt={attempt} action={action} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface RewardPricesProps {
  readonly rewards: PublicProgram['rewards'];
  readonly currency: string;
}

/** The same for somebody who is not signed in: what there is, and what it costs. */
export function RewardPrices({ rewards, currency }: RewardPricesProps) {
  return (
    <ul className="ly-rewards">
      {rewards.map((reward) => (
        <li key={reward.id} className="ly-reward">
          <RewardFacts reward={reward} currency={currency} discountMinor={null} />
        </li>
      ))}
    </ul>
  );
}

interface RewardFactsProps {
  readonly reward: PublicProgram['rewards'][number];
  readonly currency: string;
  readonly discountMinor: number | null;
}

function RewardFacts({ reward, currency, discountMinor }: RewardFactsProps) {
  const condition = conditionSentence(reward, currency);
  return (
    <div className="ly-reward-facts">
      <h3>{reward.name}</h3>
      <p className="ly-price">{priceSentence(reward, currency)}</p>
      {condition && <p className="ly-quiet">{condition}</p>}
      {discountMinor !== null && discountMinor > 0 && !reward.slider && (
        <p className="ly-saves">Saves {formatRound(discountMinor, currency)} on this cart</p>
      )}
    </div>
  );
}
