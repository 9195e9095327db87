import type { Summary } from '@laurel/extension-client';
import { headingOf } from './heading.ts';
import { Standing } from './Standing.tsx';

/** Laurel is being asked; what Shopify keeps of the customer stands there already. */
export function Loading({ heading, label, summary }: { heading: string | null; label: string; summary: Summary | null }) {
  return (
    <s-section {...headingOf(heading, label)}>
      <s-stack gap="base">
        {summary !== null && <Standing available={summary.points} tier={summary.tier} />}
        <s-stack accessibilityRole="status" accessibilityLabel={label} gap="small">
          <s-skeleton-paragraph />
        </s-stack>
      </s-stack>
    </s-section>
  );
}
