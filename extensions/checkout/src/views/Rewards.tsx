import { points, type Cart, type MemberOverview, type RewardRow } from '@laurel/extension-client';
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

/** What saves most on this cart, and what a little more in it would bring; nothing where there is nothing to choose. */
function BestDeal({ overview: { advice, program } }: Pick<RewardsProps, 'overview'>) {
  const { say } = words();
  if (!advice) return null;
  const { best, nextReward, single } = advice;
  const money = (minor: number) => ({ minor, currency: program.currency });
  const more = nextReward?.by === 'this-cart' ? nextReward : null;
  return (
    <s-stack gap="none">
      {best !== null && single.length > 1 && (
        <s-text>
          {say('advice.best', {
            rewards: best.parts.map(({ name }) => name).join(' + '),
            money: money(best.savedMinor),
            ...points(best.points),
          })}
        </s-text>
      )}
      {more !== null && <s-text color="subdued">{say('advice.more', { money: money(more.moreMinor), reward: more.name })}</s-text>}
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
