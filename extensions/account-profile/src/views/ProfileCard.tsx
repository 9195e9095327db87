import { points, type StandingApi } from '@laurel/extension-client';
import { useQuery } from '@tanstack/preact-query';
import { Progress } from '../../../parts/Progress.tsx';
import { Share } from '../../../parts/Share.tsx';
import { words } from '../words.ts';

/** The member's card. This target is given no metafields, so there is nothing to show before Laurel answers. */
export function ProfileCard({ api }: { api: StandingApi }) {
  const { say } = words();
  const query = useQuery({ queryKey: ['overview'], queryFn: ({ signal }) => api.overview(signal) });
  const overview = query.data;
  if (overview?.member === null) return null;
  const balance = overview?.points?.available;
  const tier = overview?.tier?.name;
  return (
    <s-section heading={overview?.program.name ?? say('name')}>
      <s-stack gap="small">
        {balance === undefined ? (
          !query.isError && <s-skeleton-paragraph />
        ) : (
          <s-stack direction="inline" gap="small" alignItems="center">
            <s-text type="strong">{say('balance', points(balance))}</s-text>
            {tier !== undefined && <s-badge>{tier}</s-badge>}
          </s-stack>
        )}
        {query.isError && <s-text color="subdued">{say('later')}</s-text>}
        {overview !== undefined && <Progress overview={overview} say={say} />}
        {overview?.referral !== undefined && (
          <s-stack gap="small">
            <s-text type="strong">{say('share.heading')}</s-text>
            <Share referral={overview.referral} say={say} compact />
          </s-stack>
        )}
        <s-link href="extension:loyalty-page/">{say('see')}</s-link>
      </s-stack>
    </s-section>
  );
}
