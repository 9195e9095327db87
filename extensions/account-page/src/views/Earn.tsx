import { failureSentence, points, sentence, type ActionView, type MemberOverview } from '@laurel/extension-client';
import type { Session } from '../session.ts';
import { words } from '../words.ts';

type Campaign = NonNullable<MemberOverview['campaigns']>[number];

/** What runs now, and what brings points beside buying, with how far the member has come. */
export function Earn({ overview, session }: { overview: MemberOverview; session: Session }) {
  const { say } = words();
  const { actions, campaigns = [], program } = overview;
  if (actions.length === 0 && campaigns.length === 0) return null;
  return (
    <s-section heading={say('earn.heading')}>
      <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={say('earn.heading')}>
        {campaigns.map((campaign) => (
          <s-box key={campaign.id} accessibilityRole="list-item">
            <s-stack gap="none">
              <s-text type="strong">{campaign.name}</s-text>
              <s-text>{effectOf(campaign, program.currency)}</s-text>
              <s-text color="subdued">{say('earn.until', { day: { day: campaign.lastDay } })}</s-text>
            </s-stack>
          </s-box>
        ))}
        {actions.map((action) => (
          <Action key={action.id} action={action} session={session} />
        ))}
      </s-stack>
    </s-section>
  );
}

function effectOf({ factorHundredths, someProducts, points: bonus, minimumOrderMinor }: Campaign, currency: string): string {
  const { say } = words();
  if (bonus !== null) return say('earn.bonus', { money: { minor: minimumOrderMinor ?? 0, currency }, ...points(bonus) });
  return say(someProducts ? 'earn.factor-some' : 'earn.factor', { factor: (factorHundredths ?? 100) / 100 });
}

function Action({ action, session }: { action: ActionView; session: Session }) {
  const { say } = words();
  const facts = [say('points', points(action.points)), say('earn.done', { done: action.done, times: action.times })];
  if (action.again !== null) facts.push(say('earn.again', { day: { day: action.again } }));
  return (
    <s-box accessibilityRole="list-item">
      <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
        <s-stack gap="none">
          <s-text type="strong">{action.name}</s-text>
          <s-text color="subdued">{facts.join(' · ')}</s-text>
        </s-stack>
        {action.how === 'click' && action.left > 0 ? (
          <s-button
            variant="secondary"
            accessibilityLabel={say('earn.click-label', { action: action.name })}
            onClick={() => void (session.preview || claim(action, session))}
          >
            {say('earn.click')}
          </s-button>
        ) : (
          <s-box />
        )}
      </s-grid>
    </s-box>
  );
}

async function claim({ id, name }: ActionView, { own, newAttempt, queries, notice }: Session): Promise<void> {
  try {
    const done = await own.claim(id, newAttempt());
    notice.value = { tone: 'success', sentence: sentence('earn.claimed', { action: name, ...points(done.points) }) };
  } catch (error) {
    notice.value = { tone: 'critical', sentence: failureSentence(error) };
  }
  await queries.invalidateQueries();
}
