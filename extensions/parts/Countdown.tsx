import { shownLeft, watchLeft, type RedemptionView, type ShopClock, type Speaker } from '@laurel/extension-client';
import { useEffect, useState } from 'preact/hooks';

export type LeftKey = 'left.minutes' | 'left.clock' | 'left.over' | 'left.said';

interface CountdownProps {
  readonly redemption: RedemptionView;
  readonly clock: ShopClock;
  readonly say: Speaker<LeftKey>['say'];
  /** Called once, when nothing is left: what is shown is out of date. */
  readonly ended: () => void;
}

/** How long a code is still good. It changes for the eye as it passes; aloud it is said at few moments only. */
export function Countdown({ redemption: { until, title }, clock, say, ended }: CountdownProps) {
  const [now, setNow] = useState<{ leftMs: number; moment?: number | undefined }>(() => ({ leftMs: clock.leftMs(until) }));
  useEffect(
    () =>
      watchLeft(until, clock, (leftMs, moment) => {
        setNow({ leftMs, moment });
        if (leftMs <= 0) ended();
      }),
    [until],
  );
  const { leftMs, moment } = now;
  const shown = shownLeft(leftMs);
  return (
    <s-stack gap="none">
      {shown !== null && <s-text color="subdued">{textOf(shown, say)}</s-text>}
      <s-stack accessibilityRole="status">
        {moment !== undefined && (
          <s-text accessibilityVisibility="exclusive">
            {moment === 0 ? say('left.over') : say('left.said', { reward: title, count: moment, minutes: moment })}
          </s-text>
        )}
      </s-stack>
    </s-stack>
  );
}

function textOf(shown: NonNullable<ReturnType<typeof shownLeft>>, say: CountdownProps['say']): string {
  if (shown === 'over') return say('left.over');
  if ('clock' in shown) return say('left.clock', { clock: shown.clock });
  return say('left.minutes', { count: shown.minutes, minutes: shown.minutes });
}
