import type { Summary } from '@laurel/extension-client';
import { words } from '../words.ts';
import { headingOf } from './heading.ts';
import { Standing } from './Standing.tsx';

interface FirstProps {
  heading: string | null;
  /** What Shopify keeps of the customer. */
  summary: Summary | null;
  /** Why Laurel gave no answer, in words; null: it is being asked. */
  failure: string | null;
  busy: boolean;
  onRetry: () => void;
}

/**
 * Before Laurel has answered, and when it can't: what Shopify keeps of the customer stands there at once and stays. A failure
 * says that nothing is lost and offers another try. The checkout goes on without us.
 */
export function First({ heading, summary, failure, busy, onRetry }: FirstProps) {
  const { say } = words();
  return (
    <s-section {...headingOf(heading, say(failure === null ? 'loading' : 'name'))}>
      <s-stack gap="base">
        {summary !== null && <Standing available={summary.points} tier={summary.tier} />}
        {failure === null ? (
          <s-stack accessibilityRole="status" accessibilityLabel={say('loading')} gap="small">
            <s-skeleton-paragraph />
          </s-stack>
        ) : (
          <s-banner tone={summary === null ? 'warning' : 'info'} heading={summary === null ? say('error.heading') : ''}>
            <s-stack gap="base">
              <s-text>{summary === null ? failure : say('error.kept')}</s-text>
              <s-button variant="secondary" onClick={onRetry}>
                {say(busy ? 'act.busy' : 'error.again')}
              </s-button>
            </s-stack>
          </s-banner>
        )}
      </s-stack>
    </s-section>
  );
}
