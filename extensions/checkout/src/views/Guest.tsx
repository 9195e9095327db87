import { points, type MemberOverview } from '@laurel/extension-client';
import { minorOf } from '@laurel/extension-client';
import { words } from '../words.ts';
import { RewardFacts } from './RewardFacts.tsx';

/** Invites somebody who is not signed in: what members earn and what they get for it. */
export function Guest({ heading, overview, full }: { heading: string; overview: MemberOverview; full: boolean }) {
  const { say } = words();
  const { program, rewards } = overview;
  const firstTier = program.tiers[0];
  const unit = { minor: minorOf(program.perMajorUnits, program.currency), currency: program.currency };
  return (
    <s-section heading={heading}>
      <s-stack gap="base">
        {firstTier !== undefined && (
          <s-text>{say('guest.invitation', { program: program.name, money: unit, ...points(firstTier.pointsPerMajorUnit) })}</s-text>
        )}
        {full && rewards.length > 0 && (
          <s-unordered-list>
            {rewards.map((reward) => (
              <s-list-item key={reward.id}>
                <RewardFacts reward={reward} currency={program.currency} />
              </s-list-item>
            ))}
          </s-unordered-list>
        )}
        <s-text color="subdued">{say('guest.sign-in')}</s-text>
      </s-stack>
    </s-section>
  );
}
