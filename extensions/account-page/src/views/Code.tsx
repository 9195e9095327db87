import { sentence, type RedemptionView } from '@laurel/extension-client';
import { Countdown } from '../../../parts/Countdown.tsx';
import type { Session } from '../session.ts';
import { words } from '../words.ts';

/** A code to copy, with the moment its points come back if it is not used. */
export function Code({ redemption, session }: { redemption: RedemptionView; session: Session }) {
  const { say } = words();
  const id = `code-${redemption.id}`;
  const code = redemption.code ?? '';
  const copied = () => (session.notice.value = { tone: 'success', sentence: sentence('notice.copied', { code }) });
  return (
    <s-stack gap="small">
      <s-stack direction="inline" gap="base" alignItems="center">
        <s-text type="strong">{code}</s-text>
        <s-clipboard-item id={id} text={code} onCopy={copied} />
        <s-button variant="secondary" command="--copy" commandFor={id} accessibilityLabel={say('act.copy-label', { code })}>
          {say('act.copy')}
        </s-button>
      </s-stack>
      <Countdown redemption={redemption} clock={session.clock} say={say} ended={session.refresh} />
      <s-text color="subdued">{say('row.until', { until: { instant: redemption.until } })}</s-text>
    </s-stack>
  );
}
