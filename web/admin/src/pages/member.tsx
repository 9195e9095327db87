import type { MemberFile } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { AdjustPoints } from '../members/adjust.tsx';
import { MemberHistory } from '../members/history.tsx';
import { Lots } from '../members/lots.tsx';
import { OpenRedemptions } from '../members/open-redemptions.tsx';
import { TierWords } from '../members/pin.tsx';
import { WaitingOf } from '../members/waiting.tsx';
import { Standings } from '../members/standings.tsx';
import { Figure, Figures } from '../parts/figure.tsx';
import { Go } from '../parts/go.tsx';
import { Answered } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { money, number, onDay } from '../words/numbers.ts';
import { memberName } from '../words/people.ts';

export function MemberPage() {
  const { memberId = '' } = useParams();
  const file = useQuery(queries.member(memberId));
  return (
    <s-page heading={file.data === undefined ? 'Member' : memberName(file.data.member)}>
      <Go slot="breadcrumb-actions" to="/members">
        Members
      </Go>
      <Answered what="the member" query={file}>
        {(data) => (
          <>
            {data.mergedInto !== null && <MergedInto kept={data.mergedInto} />}
            <Standing file={data} />
            {data.mergedInto === null && <AdjustPoints member={data.member} />}
            <TierWords file={data} />
            <WaitingOf memberId={memberId} />
            <OpenRedemptions redemptions={data.redemptions} />
            <Lots lots={data.lots} />
            <MemberHistory memberId={memberId} />
            <Standings standings={data.standings} />
          </>
        )}
      </Answered>
    </s-page>
  );
}

function MergedInto({ kept }: { readonly kept: NonNullable<MemberFile['mergedInto']> }) {
  return (
    <s-banner tone="info" heading="This account was merged into another">
      <s-paragraph>
        Its points, orders and redemptions are those of <Go to={`/members/${kept.id}`}>{memberName(kept)}</Go> now.
      </s-paragraph>
    </s-banner>
  );
}

function Standing({ file: { member, currency } }: { readonly file: MemberFile }) {
  const { points } = member;
  return (
    <s-section accessibilityLabel="Balance and tier">
      <s-stack direction="inline" gap="small-200" alignItems="center">
        <s-badge tone="info">{member.tierName}</s-badge>
        <s-text color="subdued">
          Member since {onDay(member.enrolledAt)} · {member.customerId === null ? 'no customer account' : `customer ${member.customerId}`}
        </s-text>
      </s-stack>
      <Figures>
        <Figure name="Available" value={number(points.available)}>
          Can be redeemed today.
        </Figure>
        <Figure name="Pending" value={number(points.pending)}>
          Earned, not yet redeemable.
        </Figure>
        <Figure name="Held" value={number(points.held)}>
          Set aside for an open redemption.
        </Figure>
        <Figure name="Owed" value={number(points.debt)}>
          Settled by the next points.
        </Figure>
        <Figure name="Spend for tier" value={money(member.spentMinor, currency)}>
          Net spend that counts now.
        </Figure>
      </Figures>
    </s-section>
  );
}
