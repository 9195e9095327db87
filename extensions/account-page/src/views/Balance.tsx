import { points, reach, type MemberOverview, type Summary } from '@laurel/extension-client';
import { words } from '../words.ts';

/** How many points there are, what they are good for, and where the rest is. */
export function Balance({ overview }: { overview: MemberOverview }) {
  const { say } = words();
  const { available = 0, pending = 0, held = 0, debt = 0 } = overview.points ?? {};
  return (
    <s-section heading={say('balance.heading')}>
      <s-stack gap="small">
        <s-heading>{say('points', points(available))}</s-heading>
        <Worth overview={overview} />
        {pending > 0 && <s-text color="subdued">{say('balance.pending', points(pending))}</s-text>}
        {held > 0 && <s-text color="subdued">{say('balance.held', points(held))}</s-text>}
        {debt > 0 && <s-text color="subdued">{say('balance.debt', points(debt))}</s-text>}
      </s-stack>
    </s-section>
  );
}

function Worth({ overview }: { overview: MemberOverview }) {
  const { say } = words();
  const { best, next } = reach(overview);
  return (
    <>
      {best !== null && <s-text>{say('balance.enough', { reward: best.name })}</s-text>}
      {next !== null && <s-text>{say('balance.next', { reward: next.reward.name, ...points(next.missingPoints) })}</s-text>}
    </>
  );
}

/** What Shopify keeps of the customer, until Laurel says all. */
export function KeptBalance({ summary }: { summary: Summary }) {
  const { say } = words();
  return (
    <s-section heading={say('balance.heading')}>
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-heading>{say('points', points(summary.points))}</s-heading>
        <s-badge>{summary.tier}</s-badge>
      </s-stack>
    </s-section>
  );
}
