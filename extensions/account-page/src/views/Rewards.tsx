import { otherRedemptions, points, type MemberOverview, type RedemptionView, type RewardRow } from '@laurel/extension-client';
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
            <Reward key={row.reward.id} row={row} currency={overview.program.currency} session={session} />
          ))}
          {others.map((redemption) => (
            <Other key={redemption.id} redemption={redemption} session={session} />
          ))}
        </s-stack>
      )}
    </s-section>
  );
}

function Reward({ row, currency, session }: { row: RewardRow; currency: string; session: Session }) {
  const { say } = words();
  const { reward, redemption, state } = row;
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
          <RewardButton row={row} session={session} />
        </s-grid>
        {state === 'ready' && redemption !== null && <Code redemption={redemption} session={session} />}
      </s-stack>
    </s-box>
  );
}

function RowStatus({ row: { state, whyNot } }: { row: RewardRow }) {
  const { say, tell } = words();
  if (state === 'blocked') return whyNot === null ? null : <s-text color="subdued">{tell(whyNot)}</s-text>;
  if (state === 'asking' || state === 'making' || state === 'undoing' || state === 'stuck') return <s-text color="subdued">{say(`row.${state}`)}</s-text>;
  return null;
}

/** One element for all states, so that the focus stays on it while "Redeem" becomes "Undo". */
function RewardButton({ row: { reward, redemption, state }, session }: { row: RewardRow; session: Session }) {
  const { say } = words();
  const { redeemer } = session;
  if (state === 'blocked' || state === 'priced' || redemption?.canUndo === false) return <s-box />;
  const busy = state === 'asking' || state === 'undoing';
  const undoes = redemption !== null;
  const name = { reward: redemption?.title ?? reward.name };
  const label = undoes
    ? say('act.undo-label', name)
    : state === 'stuck'
      ? say('act.again-label', name)
      : say('act.redeem-label', { ...name, ...points(reward.points) });
  const text = undoes ? say('act.undo') : state === 'stuck' ? say('act.again') : say('act.redeem');
  const run = () => void (undoes ? redeemer.undo(redemption) : redeemer.redeem(reward.id, null, ''));
  return (
    <s-button variant="secondary" loading={busy} accessibilityLabel={label} onClick={run}>
      {text}
    </s-button>
  );
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
            <s-button variant="secondary" accessibilityLabel={say('act.undo-label', { reward: redemption.title })} onClick={() => void session.redeemer.undo(redemption)}>
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
