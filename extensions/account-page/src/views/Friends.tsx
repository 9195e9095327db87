import type { MemberOverview } from '@laurel/extension-client';
import { useQuery } from '@tanstack/preact-query';
import { Share } from '../../../parts/Share.tsx';
import type { Session } from '../session.ts';
import { words } from '../words.ts';

/** What the member has to bring friends with, and how each friend stands; nothing where nobody can be brought. */
export function Friends({ overview, session }: { overview: MemberOverview; session: Session }) {
  const { say } = words();
  const { referral } = overview;
  const friends = useQuery({
    queryKey: ['friends'],
    queryFn: ({ signal }) => session.own.friends(signal),
    enabled: referral !== undefined && !session.preview,
  });
  if (referral === undefined) return null;
  const brought = friends.data?.friends ?? [];
  return (
    <s-section heading={say('share.heading')}>
      <s-stack gap="base">
        <Share referral={referral} say={say} />
        {friends.isError && <s-text color="subdued">{say('share.friends-later')}</s-text>}
        {brought.length > 0 && (
          <s-stack gap="small" accessibilityRole="unordered-list" accessibilityLabel={say('share.friends')}>
            {brought.map(({ at, id, text }) => (
              <s-box key={id} accessibilityRole="list-item">
                <s-stack gap="none">
                  <s-text>{text}</s-text>
                  <s-text color="subdued">{say('share.since', { day: { instant: at } })}</s-text>
                </s-stack>
              </s-box>
            ))}
          </s-stack>
        )}
      </s-stack>
    </s-section>
  );
}
