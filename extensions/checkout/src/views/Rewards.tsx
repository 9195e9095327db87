import { adviceSentences, type Cart, type MemberOverview, type RewardRow } from '@laurel/extension-client';
import { Countdown } from '../../../parts/Countdown.tsx';
import { Steps, useSteps } from '../../../parts/Steps.tsx';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { Acts } from './Acts.tsx';
import { RewardFacts } from './RewardFacts.tsx';

interface RewardsProps {
  rows: readonly RewardRow[];
  overview: MemberOverview;
  session: Session;
  cart: Cart;
  canChange: boolean;
}

/** Each reward with its price, where it stands, and what can be done about it. */
export function Rewards({ rows, overview, session, cart, canChange }: RewardsProps) {
  const { say } = words();
  if (rows.length === 0) return <s-text color="subdued">{say('rewards.none')}</s-text>;
  return (
    <s-stack gap="base">
      {canChange ? <Advice overview={overview} /> : <s-text color="subdued">{say('locked')}</s-text>}
      <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={say('rewards.list')}>
        {rows.map((row) => (
          <Reward key={row.reward.id} row={row} overview={overview} session={session} cart={cart} canChange={canChange} />
        ))}
      </s-stack>
    </s-stack>
  );
}

function Reward({ row, overview, session, cart, canChange }: Omit<RewardsProps, 'rows'> & { row: RewardRow }) {
  const { currency } = overview.program;
  const choice = useSteps(row.reward, canChange && row.state === 'open' ? (overview.points?.available ?? 0) : null);
  return (
    <s-box accessibilityRole="list-item">
      <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
        <s-stack gap="none">
          <RewardFacts reward={row.reward} currency={currency} />
          <RowStatus row={row} session={session} />
        </s-stack>
        {canChange ? <Acts row={row} session={session} cart={cart} steps={choice.steps} /> : <s-box />}
      </s-grid>
      <Steps reward={row.reward} choice={choice} currency={currency} say={words().say} />
    </s-box>
  );
}

/** What to choose for this cart; nothing where there is nothing to choose. */
function Advice({ overview }: Pick<RewardsProps, 'overview'>) {
  const { tell } = words();
  return (
    <s-stack gap="none">
      {adviceSentences(overview).map((one, index) => (
        <s-text key={index} color={one.key === 'advice.best' ? 'base' : 'subdued'}>
          {tell(one)}
        </s-text>
      ))}
    </s-stack>
  );
}

function RowStatus({ row: { redemption, state, whyNot }, session }: { row: RewardRow; session: Session }) {
  const { say, tell } = words();
  if (state === 'priced' || state === 'open' || (state === 'blocked' && whyNot === null)) return null;
  const values = redemption === null ? {} : { code: redemption.code ?? '', until: { instant: redemption.until } };
  return (
    <>
      <s-text {...(state === 'applied' ? { tone: 'success' } : { color: 'subdued' })}>
        {state === 'blocked' ? whyNot && tell(whyNot) : say(`row.${state}`, values)}
      </s-text>
      {redemption?.code && <Countdown redemption={redemption} clock={session.clock} say={say} ended={session.refresh} />}
    </>
  );
}
