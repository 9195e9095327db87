import { headingOf } from './heading.ts';

export function Loading({ heading, label }: { heading: string | null; label: string }) {
  return (
    <s-section {...headingOf(heading, label)}>
      <s-stack accessibilityRole="status" accessibilityLabel={label} gap="small">
        <s-skeleton-paragraph />
      </s-stack>
    </s-section>
  );
}
