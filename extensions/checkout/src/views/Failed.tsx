import { words } from '../words.ts';
import { headingOf } from './heading.ts';

/** The backend can't be reached: says that nothing is lost and offers another try. The checkout goes on without us. */
export function Failed({ heading, text, busy, onRetry }: { heading: string | null; text: string; busy: boolean; onRetry: () => void }) {
  const { say } = words();
  return (
    <s-section {...headingOf(heading, say('name'))}>
      <s-banner tone="warning" heading={say('error.heading')}>
        <s-stack gap="base">
          <s-text>{text}</s-text>
          <s-button variant="secondary" onClick={onRetry}>
            {busy ? say('act.busy') : say('error.again')}
          </s-button>
        </s-stack>
      </s-banner>
    </s-section>
  );
}
