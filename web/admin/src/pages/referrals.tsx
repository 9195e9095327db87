import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answered, Empty } from '../parts/states.tsx';
import { WhyNot } from '../parts/why-not.tsx';
import { queries } from '../queries.ts';
import { AllReferrals } from '../referrals/all.tsx';
import { ReferralNumbers } from '../referrals/numbers.tsx';
import { Queue } from '../referrals/queue.tsx';
import { Thresholds } from '../referrals/thresholds.tsx';

const PERIODS = [
  { days: 30, name: 'The last 30 days' },
  { days: 90, name: 'The last 90 days' },
  { days: 365, name: 'The last 365 days' },
] as const;

/** Members who bring friends: what waits for a decision, what it brings and costs, everybody, and from which score on it waits. */
export function ReferralsPage() {
  const waiting = useInfiniteQuery(queries.referrals('held', ''));
  const [days, setDays] = useState(90);
  const figures = useQuery(queries.referralFigures(days));
  return (
    <s-page heading="Referrals">
      <s-section heading="Waiting for a decision">
        <s-paragraph color="subdued">
          Friends whose orders look as if they were the member’s own, or a former customer’s. Nobody is thanked before you decide.
        </s-paragraph>
        <WhyNot act="judge-referrals" />
        <Answered what="what waits" query={waiting}>
          {({ pages }) => {
            const rows = pages.flatMap(({ referrals }) => referrals);
            return (
              <>
                {rows.length === 0 && <Empty heading="Nothing waits">What is doubtful appears here.</Empty>}
                <Queue rows={rows} left={(pages[0]?.waiting ?? 0) - rows.length} />
              </>
            );
          }}
        </Answered>
      </s-section>
      <s-section heading="What it brings">
        <s-stack gap="base">
          <s-select
            label="Period"
            value={String(days)}
            onChange={(event) => setDays(PERIODS.find((one) => String(one.days) === event.currentTarget.value)?.days ?? 90)}
          >
            {PERIODS.map((one) => (
              <s-option key={one.days} value={String(one.days)}>
                {one.name}
              </s-option>
            ))}
          </s-select>
          <Answered what="the figures" query={figures}>
            {(found) => <ReferralNumbers figures={found} />}
          </Answered>
        </s-stack>
      </s-section>
      <s-section heading="All referrals">
        <AllReferrals />
      </s-section>
      <s-section heading="What counts as doubtful">
        <Thresholds />
      </s-section>
    </s-page>
  );
}
