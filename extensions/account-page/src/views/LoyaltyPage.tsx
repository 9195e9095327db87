import { failureSentence, pauseUntilSettledMs, rewardRows, type MemberOverview } from '@laurel/extension-client';
import { useQuery, type UseQueryResult } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Balance, KeptBalance } from './Balance.tsx';
import { Earn } from './Earn.tsx';
import { Expiring } from './Expiring.tsx';
import { Failed } from './Failed.tsx';
import { Friends } from './Friends.tsx';
import { History } from './History.tsx';
import { Loading } from './Loading.tsx';
import { NoticeArea } from './NoticeArea.tsx';
import { Own } from './Own.tsx';
import { Rewards } from './Rewards.tsx';
import { SignedOut } from './SignedOut.tsx';
import { Tier } from './Tier.tsx';

/** The loyalty page: one request for where the customer stands, one for the newest history. */
export function LoyaltyPage({ session }: { session: Session }) {
  const { say } = words();
  const query = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => session.api.overview(null, signal).then(session.clock.learned),
    refetchInterval: ({ state }) => pauseUntilSettledMs(state.data),
  });
  const overview = query.data;
  const redemptions = overview?.redemptions;
  useEffect(() => {
    if (redemptions !== undefined) session.redeemer.observe(redemptions, []);
  }, [redemptions]);

  if (overview === undefined) return <First query={query} session={session} />;
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
        <Friends overview={overview} session={session} />
        <Expiring overview={overview} />
        <History session={session} />
        <Own overview={overview} session={session} />
      </s-stack>
    </s-page>
  );
}

/** Before Laurel has answered, and when it cannot: what Shopify keeps of the customer, and beside it how it goes on. */
function First({ query, session }: { query: UseQueryResult<MemberOverview>; session: Session }) {
  const { say, tell } = words();
  const summary = session.summary.value;
  return (
    <s-page heading={say('name')}>
      <s-stack gap="large">
        {summary !== null && <KeptBalance summary={summary} />}
        {query.isError ? (
          <Failed
            {...(summary === null && { heading: say('error.heading') })}
            error={query.error}
            text={summary === null ? tell(failureSentence(query.error)) : say('error.kept')}
            busy={query.isFetching}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Loading label={say('loading')} />
        )}
      </s-stack>
    </s-page>
  );
}
