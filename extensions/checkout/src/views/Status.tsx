import { points, tierProgress, type MemberOverview } from '@laurel/extension-client';
import { words } from '../words.ts';

/** Points, tier and the way to the next one. */
export function Status({ overview }: { overview: MemberOverview }) {
  const { say, tell } = words();
  const progress = tierProgress(overview);
  const { available = 0, pending = 0, held = 0 } = overview.points ?? {};
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="small" alignItems="center">
        <s-text type="strong">{say('points', points(available))}</s-text>
        {overview.tier !== null && <s-badge>{overview.tier.name}</s-badge>}
      </s-stack>
      {pending > 0 && <s-text color="subdued">{say('pending', points(pending))}</s-text>}
      {held > 0 && <s-text color="subdued">{say('held', points(held))}</s-text>}
      {progress !== null && (
        <s-stack gap="small-200">
          {progress.nextTierName !== null && (
            <s-progress value={progress.percent} max={100} accessibilityLabel={say('progress.label', { tier: progress.nextTierName })} />
          )}
          <s-text color="subdued">{progress.told ?? tell(progress.sentence)}</s-text>
        </s-stack>
      )}
    </s-stack>
  );
}
