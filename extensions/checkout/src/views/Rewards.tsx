import { adviceSentences, type Cart, type MemberOverview, type RewardRow } from '@laurel/extension-client';
import { Countdown } from '../../../parts/Countdown.tsx';
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
      {canChange ? <BestDeal overview={overview} /> : <s-text color="subdued">{say('locked')}</s-text>}
      <s-stack gap="base" accessibilityRole="unordered-list" accessibilityLabel={say('rewards.list')}>
        {rows.map((row) => (
          <s-box key={row.reward.id} accessibilityRole="list-item">
            <s-grid gridTemplateColumns="1fr auto" gap="base" alignItems="center">
              <s-stack gap="none">
                <RewardFacts reward={row.reward} currency={overview.program.currency} />
                <RowStatus row={row} />
                <Left row={row} session={session} />
              </s-stack>
              {canChange ? <Acts row={row} session={session} cart={cart} /> : <s-box />}
            </s-grid>
          </s-box>
        ))}
      </s-stack>
    </s-stack>
  );
}

/** What saves most on this cart, what does not go with it and why, and what a little more spend would bring. */
function BestDeal({ overview }: Pick<RewardsProps, 'overview'>) {
  const { tell } = words();
  const advice = adviceSentences(overview);
  if (advice === null) return null;
  return (
    <s-stack gap="none">
      {advice.best !== null && <s-text>{tell(advice.best)}</s-text>}
      {advice.apart.map((one) => (
        <s-text key={one.values?.['reward']} color="subdued">
          {tell(one)}
        </s-text>
      ))}
      {advice.more !== null && <s-text color="subdued">{tell(advice.more)}</s-text>}
    </s-stack>
  );
}

/** While a code waits to be used: how long its points stay set aside. */
function Left({ row: { redemption, state }, session }: { row: RewardRow; session: Session }) {
  if (redemption === null || (state !== 'applied' && state !== 'ready' && state !== 'removed')) return null;
  return <Countdown redemption={redemption} clock={session.clock} say={words().say} ended={session.refresh} />;
}

function RowStatus({ row }: { row: RewardRow }) {
  const text = statusText(row);
  if (text === null) return null;
  return row.state === 'applied' ? <s-text tone="success">{text}</s-text> : <s-text color="subdued">{text}</s-text>;
}

function statusText({ state, redemption, whyNot }: RewardRow): string | null {
  const { say, tell } = words();
  switch (state) {
    case 'priced':
    case 'open':
      return null;
    case 'blocked':
      return whyNot === null ? null : tell(whyNot);
    case 'applied':
      return say('row.applied', { code: redemption?.code ?? '' });
    case 'ready':
      return redemption === null ? null : say('row.ready', { code: redemption.code ?? '', until: { instant: redemption.until } });
    default:
      return say(`row.${state}`);
  }
}
