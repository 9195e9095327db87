import { otherRedemptions, points, type MemberOverview, type RedemptionView, type RewardRow } from '@laurel/extension-client';
import { Steps, useSteps } from '../../../parts/Steps.tsx';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Code } from './Code.tsx';

/** Every reward with its price, the code if there is one, and one button: redeem it or undo it. */
export function Rewards({ rows, overview, session }: { rows: readonly RewardRow[]; overview: MemberOverview; session: Session }) {
  const { say } = words();
  const others = otherRedemptions(overview, rows);
  return (
    <s-section heading={say('rewards.heading')}>
      {rows.length === 0 && others.length === 0 ? (
        <s-text color="subdued">{say('rewards.none')}</s-text>
      ) : (
        <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={say('rewards.heading')}>
          {rows.map((row) => (
            <Reward
              key={row.reward.id}
              row={row}
              available={overview.points?.available ?? 0}
              currency={overview.program.currency}
              session={session}
            />
          ))}
          {others.map((redemption) => (
            <Other key={redemption.id} redemption={redemption} session={session} />
          ))}
        </s-stack>
      )}
    </s-section>
  );
}

function Reward({ row, available, currency, session }: { row: RewardRow; available: number; currency: string; session: Session }) {
  const { say } = words();
  const { reward, redemption, state } = row;
  const choice = useSteps(reward, state === 'open' ? available : null);
  const facts = [say('points', points(reward.points))];
  if (reward.minimumOrderMinor > 0) facts.push(say('rewards.minimum', { money: { minor: reward.minimumOrderMinor, currency } }));
  return (
    <s-box accessibilityRole="list-item" border="base" borderRadius="base" padding="base">
      <s-stack gap="base">
        <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
          <s-stack gap="none">
            <s-text type="strong">{reward.name}</s-text>
            <s-text color="subdued">{facts.join(' · ')}</s-text>
            <RowStatus row={row} />
          </s-stack>
          <RewardButton row={row} steps={choice.steps} currency={currency} session={session} />
        </s-grid>
        <Steps reward={reward} choice={choice} currency={currency} say={say} />
        {state === 'ready' && redemption !== null && <Code redemption={redemption} session={session} />}
      </s-stack>
    </s-box>
  );
}

function RowStatus({ row: { state, whyNot } }: { row: RewardRow }) {
  const { say, tell } = words();
  if (state === 'blocked') return whyNot === null ? null : <s-text color="subdued">{tell(whyNot)}</s-text>;
  if (state === 'asking' || state === 'making' || state === 'undoing' || state === 'stuck')
    return <s-text color="subdued">{say(`row.${state}`)}</s-text>;
  return null;
}

/**
 * One element for all states, so that the focus stays on it while "Redeem" becomes "Undo". For the same reason a busy
 * button is not disabled or `loading`: pressing it again changes nothing.
 */
function RewardButton({
  row,
  steps,
  currency,
  session,
}: {
  row: RewardRow;
  steps: number | undefined;
  currency: string;
  session: Session;
}) {
  const act = actOf(row, session, currency, steps);
  if (act === null) return <s-box />;
  return (
    <s-button variant="secondary" accessibilityLabel={act.label} onClick={act.run}>
      {act.text}
    </s-button>
  );
}

function actOf({ reward, redemption, state }: RewardRow, { redeemer, preview }: Session, currency: string, steps: number | undefined) {
  const { say } = words();
  const name = { reward: reward.name };
  const redeem = () => void (preview || redeemer.redeem(reward.id, null, currency, steps));
  switch (state) {
    case 'priced':
    case 'blocked':
      return null;
    case 'open':
      return { text: say('act.redeem'), label: say('act.redeem-label', { ...name, ...points(reward.points * (steps ?? 1)) }), run: redeem };
    case 'stuck':
      return { text: say('act.again'), label: say('act.again-label', name), run: redeem };
    case 'asking':
    case 'undoing':
    case 'applying':
      return { text: say('act.busy'), label: say('act.busy-label', name), run: () => undefined };
    default:
      if (redemption === null || !redemption.canUndo) return null;
      return { text: say('act.undo'), label: say('act.undo-label', name), run: () => void redeemer.undo(redemption) };
  }
}

function Other({ redemption, session }: { redemption: RedemptionView; session: Session }) {
  const { say } = words();
  return (
    <s-box accessibilityRole="list-item" border="base" borderRadius="base" padding="base">
      <s-stack gap="base">
        <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
          <s-stack gap="none">
            <s-text type="strong">{redemption.title}</s-text>
            <s-text color="subdued">{say('points', points(redemption.points))}</s-text>
          </s-stack>
          {redemption.canUndo ? (
            <s-button
              variant="secondary"
              accessibilityLabel={say('act.undo-label', { reward: redemption.title })}
              onClick={() => void session.redeemer.undo(redemption)}
            >
              {say('act.undo')}
            </s-button>
          ) : (
            <s-box />
          )}
        </s-grid>
        {redemption.code !== null && <Code redemption={redemption} session={session} />}
      </s-stack>
    </s-box>
  );
}
