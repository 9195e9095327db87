import type { Notice } from '@laurel/extension-client';
import type { Signal } from '@preact/signals';
import { words } from '../words.ts';

/** A live region that is always there, so that its changes are read out without moving the focus. */
export function NoticeArea({ notice }: { notice: Signal<Notice | null> }) {
  const { tell } = words();
  const now = notice.value;
  return (
    <s-stack accessibilityRole="status">
      {now !== null && (
        <s-box paddingBlockStart="base">
          <s-banner tone={now.tone}>{tell(now.sentence)}</s-banner>
        </s-box>
      )}
    </s-stack>
  );
}
