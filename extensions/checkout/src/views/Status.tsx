import { points, tierProgress, type MemberOverview } from '@laurel/extension-client';
import { words } from '../words.ts';
import { Standing } from './Standing.tsx';

/** Points, tier and the way to the next one. */
export function Status({ overview }: { overview: MemberOverview }) {
  const { say, tell } = words();
  const progress = tierProgress(overview);
  const { available = 0, pending = 0, held = 0 } = overview.points ?? {};
  return (
    <s-stack gap="small">
      <Standing available={available} tier={overview.tier?.name} />
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
