import { tierProgress, type MemberOverview, type Speaker } from '@laurel/extension-client';

export type ProgressKey = 'progress.missing' | 'progress.top' | 'progress.label';

interface ProgressProps {
  readonly overview: MemberOverview;
  readonly say: Speaker<ProgressKey>['say'];
}

/** The way to the next tier as a bar and a sentence. */
export function Progress({ overview, say }: ProgressProps) {
  const progress = tierProgress(overview);
  if (progress === null) return null;
  const { nextTierName: tier, percent, sentence, told } = progress;
  return (
    <s-stack gap="small-200">
      {tier !== null && <s-progress value={percent} max={100} accessibilityLabel={say('progress.label', { tier })} />}
      <s-text color="subdued">{told ?? say(sentence.key, sentence.values)}</s-text>
    </s-stack>
  );
}
