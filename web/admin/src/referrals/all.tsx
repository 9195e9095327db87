import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answered, Empty, Failure } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { STATE_WORDS, type ReferralState } from '../words/referrals.ts';
import { Queue } from './queue.tsx';

const STATES = Object.keys(STATE_WORDS) as readonly ReferralState[];

/** Everybody who was brought, the last that changed first; those refused can be looked at again. */
export function AllReferrals() {
  const [state, setState] = useState<ReferralState | ''>('');
  const referrals = useInfiniteQuery(queries.referrals(state, ''));
  return (
    <s-stack gap="base">
      <s-select
        label="State"
        value={state === '' ? 'all' : state}
        onChange={(event) => setState(STATES.find((one) => one === event.currentTarget.value) ?? '')}
      >
        <s-option value="all">All</s-option>
        {STATES.map((one) => (
          <s-option key={one} value={one}>
            {STATE_WORDS[one]}
          </s-option>
        ))}
      </s-select>
      <Answered what="the referrals" query={referrals}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.referrals);
          if (rows.length === 0) return <Empty heading="Nobody here">Once a friend comes by a member’s link, it appears here.</Empty>;
          return (
            <>
              <Queue rows={rows} />
              {referrals.isFetchNextPageError && (
                <Failure what="Older ones" error={referrals.error} onRetry={() => void referrals.fetchNextPage()} />
              )}
              {referrals.hasNextPage && (
                <s-stack alignItems="center">
                  <s-button onClick={() => void referrals.fetchNextPage()} loading={referrals.isFetchingNextPage}>
                    Load older
                  </s-button>
                </s-stack>
              )}
            </>
          );
        }}
      </Answered>
    </s-stack>
  );
}
