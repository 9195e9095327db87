import { failureSentence, pauseUntilSettledMs, rewardRows } from '@laurel/extension-client';
import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Balance } from './Balance.tsx';
import { Earn } from './Earn.tsx';
import { Expiring } from './Expiring.tsx';
import { Failed } from './Failed.tsx';
import { History } from './History.tsx';
import { Loading } from './Loading.tsx';
import { NoticeArea } from './NoticeArea.tsx';
import { Own } from './Own.tsx';
import { Rewards } from './Rewards.tsx';
import { SignedOut } from './SignedOut.tsx';
import { Tier } from './Tier.tsx';

/** The loyalty page: one request for where the customer stands, one for the newest history. */
export function LoyaltyPage({ session }: { session: Session }) {
  const { say, tell } = words();
  const query = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => session.api.overview(null, signal),
    refetchInterval: ({ state }) => pauseUntilSettledMs(state.data),
  });
  const overview = query.data;
  const redemptions = overview?.redemptions;
  useEffect(() => {
    if (redemptions !== undefined) session.redeemer.observe(redemptions, []);
  }, [redemptions]);

  if (overview === undefined) {
    return (
      <s-page heading={say('name')}>
        {query.isError ? (
          <Failed
            heading={say('error.heading')}
            error={query.error}
            text={tell(failureSentence(query.error))}
            busy={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Loading label={say('loading')} />
        )}
      </s-page>
    );
  }
  if (overview.member === null) return <SignedOut program={overview.program.name} />;
  return (
    <s-page heading={overview.program.name}>
      {session.preview && <s-paragraph color="subdued">{say('preview')}</s-paragraph>}
      <NoticeArea notice={session.notice} />
      <s-stack gap="large">
        <Balance overview={overview} />
        <Tier overview={overview} />
        <Rewards rows={rewardRows(overview, session.steps.value, null)} overview={overview} session={session} />
        <Earn overview={overview} session={session} />
        <Expiring overview={overview} />
        <History session={session} />
        <Own overview={overview} session={session} />
      </s-stack>
    </s-page>
  );
}
