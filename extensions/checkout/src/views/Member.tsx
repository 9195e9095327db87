import type { Cart, MemberOverview, RewardRow } from '@laurel/extension-client';
import type { Session } from '../session.ts';
import { words } from '../words.ts';
import { NoticeArea } from './NoticeArea.tsx';
import { Rewards } from './Rewards.tsx';
import { Status } from './Status.tsx';

export interface MemberProps {
  heading: string;
  compact: boolean;
  overview: MemberOverview;
  rows: readonly RewardRow[];
  session: Session;
  cart: Cart;
  /** false: the checkout takes no discount codes now, so nothing that would change them is offered. */
  canChange: boolean;
}

/** A member's points, tier and rewards, all for the cart at hand. */
export function Member({ heading, compact, overview, rows, session, cart, canChange }: MemberProps) {
  const { say } = words();
  const rewards = <Rewards rows={rows} overview={overview} session={session} cart={cart} canChange={canChange} />;
  return (
    <s-section heading={heading}>
      <s-stack gap="base">
        {session.preview && <s-text color="subdued">{say('preview')}</s-text>}
        <s-stack gap="none">
          <Status overview={overview} />
          <NoticeArea notice={session.notice} />
        </s-stack>
        {compact ? <Folded rows={rows}>{rewards}</Folded> : rewards}
      </s-stack>
    </s-section>
  );
}

function Folded({ rows, children }: { rows: readonly RewardRow[]; children: preact.ComponentChildren }) {
  const { say } = words();
  const usable = rows.filter(({ state }) => state === 'open').length;
  return (
    <s-details defaultOpen={rows.some(({ redemption }) => redemption !== null)}>
      <s-summary>{usable > 0 ? say('rewards.summary-usable', { count: usable, points: usable }) : say('rewards.summary')}</s-summary>
      {children}
    </s-details>
  );
}
