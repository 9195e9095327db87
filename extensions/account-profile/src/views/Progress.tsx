import { tierProgress, type MemberOverview } from '@laurel/extension-client';
import { words } from '../words.ts';

/** The way to the next tier as a bar and a sentence. */
export function Progress({ overview }: { overview: MemberOverview }) {
  const { say } = words();
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
