import type { Summary } from '@laurel/extension-client';
import { words } from '../words.ts';
import { headingOf } from './heading.ts';
import { Standing } from './Standing.tsx';

interface FailedProps {
  heading: string | null;
  text: string;
  summary: Summary | null;
  busy: boolean;
  onRetry: () => void;
}

/**
 * The backend can't be reached: says that nothing is lost and offers another try; what Shopify keeps of the customer
 * stays. The checkout goes on without us.
 */
export function Failed({ heading, text, summary, busy, onRetry }: FailedProps) {
  const { say } = words();
  const again = (
    <s-button variant="secondary" onClick={onRetry}>
      {busy ? say('act.busy') : say('error.again')}
    </s-button>
  );
  return (
    <s-section {...headingOf(heading, say('name'))}>
      {summary === null ? (
        <s-banner tone="warning" heading={say('error.heading')}>
          <s-stack gap="base">
            <s-text>{text}</s-text>
            {again}
          </s-stack>
        </s-banner>
      ) : (
        <s-stack gap="base">
          <Standing available={summary.points} tier={summary.tier} />
          <s-text color="subdued">{say('error.kept')}</s-text>
          {again}
        </s-stack>
      )}
    </s-section>
  );
}
