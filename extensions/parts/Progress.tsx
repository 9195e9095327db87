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
  const { next, program, tier } = overview;
  const text =
    next === null
      ? say('progress.top', { tier: tier?.name ?? '' })
      : (progress.told ??
        say('progress.missing', { money: { minor: next.missingMinor, currency: program.currency }, tier: next.tier.name }));
  return (
    <s-stack gap="small-200">
      {next !== null && (
        <s-progress value={progress.percent} max={100} accessibilityLabel={say('progress.label', { tier: next.tier.name })} />
      )}
      <s-text color="subdued">{text}</s-text>
    </s-stack>
  );
}
