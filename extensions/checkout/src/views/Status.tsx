import { points, type MemberOverview } from '@laurel/extension-client';
import { Progress } from '../../../parts/Progress.tsx';
import { words } from '../words.ts';
import { Standing } from './Standing.tsx';

/** Points, tier and the way to the next one. */
export function Status({ overview }: { overview: MemberOverview }) {
  const { say } = words();
  const { available = 0, pending = 0, held = 0 } = overview.points ?? {};
  return (
    <s-stack gap="small">
      <Standing available={available} tier={overview.tier?.name} />
      {pending > 0 && <s-text color="subdued">{say('pending', points(pending))}</s-text>}
      {held > 0 && <s-text color="subdued">{say('held', points(held))}</s-text>}
      <Progress overview={overview} say={say} />
    </s-stack>
  );
}
