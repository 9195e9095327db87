import type { Definition } from '@laurel/server/api';
import { Sentences } from '../parts/notice.tsx';
import { Empty } from '../parts/states.tsx';
import { Term, Terms } from '../parts/terms.tsx';
import { points } from '../words/numbers.ts';
import {
  actionWords,
  benefitWords,
  campaignWords,
  clawbackWords,
  conditionWords,
  countingWords,
  expiryWords,
  holdWords,
  qualificationWords,
  referralWords,
  rewardWords,
  roundingWords,
  ruleWords,
  thresholdWords,
  unitWords,
  vestingWords,
} from './terms.ts';
import { useExamples } from './use-examples.ts';

/** What a definition promises, in words. */
export function Promised({ definition }: { readonly definition: Definition }) {
  return (
    <>
      <TierPromises definition={definition} />
      <EarningPromises definition={definition} />
      <RewardPromises definition={definition} />
      <PointsPromises definition={definition} />
    </>
  );
}

interface PromiseProps {
  readonly definition: Definition;
}

function TierPromises({ definition }: PromiseProps) {
  const examples = useExamples(definition);
  return (
    <s-section heading="Tiers">
      <s-paragraph color="subdued">A member’s tier follows {qualificationWords(definition)}.</s-paragraph>
      <Terms>
        {definition.tiers.map((tier, index) => (
          <Term key={tier.id} name={tier.name}>
            {thresholdWords(tier, definition)}. {points(tier.pointsPerMajorUnit)} per {unitWords(definition)}.{' '}
            {examples.get(`tiers.${index}.pointsPerMajorUnit`)}
            <Sentences sentences={benefitWords(tier, definition)} />
          </Term>
        ))}
      </Terms>
    </s-section>
  );
}

function EarningPromises({ definition }: PromiseProps) {
  const { earning, actions = [], campaigns = [], currency } = definition;
  const friends = referralWords(definition);
  return (
    <s-section heading="Earning">
      <Terms>
        <Term name="What counts">
          <Sentences sentences={countingWords(earning, currency)} />
        </Term>
        {earning.rules.map((rule) => (
          <Term key={rule.id} name={rule.kind === 'purchase' ? 'Purchases' : rule.name}>
            {ruleWords(rule, currency)}
          </Term>
        ))}
        {campaigns.map((campaign) => (
          <Term key={campaign.id} name={campaign.name}>
            {campaignWords(campaign, definition)}
          </Term>
        ))}
        {actions.map((action) => (
          <Term key={action.id} name={action.name}>
            {actionWords(action)}
          </Term>
        ))}
        {friends.length > 0 && (
          <Term name="Friends">
            <Sentences sentences={friends} />
          </Term>
        )}
        <Term name="Rounding">Points are {roundingWords(definition)}.</Term>
      </Terms>
    </s-section>
  );
}

function RewardPromises({ definition }: PromiseProps) {
  const { rewards, currency } = definition;
  return (
    <s-section heading="Rewards">
      {rewards.length === 0 ? (
        <Empty heading="No rewards yet">Members collect points but have nothing to spend them on.</Empty>
      ) : (
        <Terms>
          {rewards.map((reward) => (
            <Term key={reward.id} name={reward.name}>
              {points(reward.points)}: {rewardWords(reward, currency)}
              {conditionWords(reward, definition) !== '' && <span className="beside">{conditionWords(reward, definition)}</span>}
            </Term>
          ))}
        </Terms>
      )}
    </s-section>
  );
}

function PointsPromises({ definition }: PromiseProps) {
  return (
    <s-section heading="Life of points">
      <Terms>
        <Term name="Usable">Points can be used {vestingWords(definition)}.</Term>
        <Term name="Expiry">Points expire {expiryWords(definition)}.</Term>
        <Term name="Refunds">When an order is refunded, {clawbackWords(definition)}.</Term>
        <Term name="Codes">
          A member gets a discount code that works once and stays good for {holdWords(definition)}; if it is not used by then, the points
          return by themselves.
        </Term>
      </Terms>
    </s-section>
  );
}
