import { ApiFailure } from '@laurel/extension-client';
import { words } from '../words.ts';

interface FailedProps {
  /** Left out where something true is shown already: then it is told calmly. */
  heading?: string;
  text: string;
  error: unknown;
  busy: boolean;
  onRetry: () => void;
}

/** No answer: says that nothing is lost, offers another try, and names the request for whoever is asked for help. */
export function Failed({ heading, text, error, busy, onRetry }: FailedProps) {
  const { say } = words();
  const requestId = error instanceof ApiFailure ? error.requestId : null;
  return (
    <s-banner {...(heading === undefined ? { tone: 'info' as const } : { tone: 'warning' as const, heading })}>
      <s-stack gap="base">
        <s-text>{text}</s-text>
        {requestId !== null && <s-text color="subdued">{say('error.reference', { requestId })}</s-text>}
        <s-button variant="secondary" onClick={onRetry}>
          {busy ? say('act.busy') : say('error.again')}
        </s-button>
      </s-stack>
    </s-banner>
  );
}
