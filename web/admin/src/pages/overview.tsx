import type { StaffOverview } from '@laurel/server/api';
import { useQuery } from '@tanstack/react-query';
import { Figure, Figures } from '../parts/figure.tsx';
import { Go } from '../parts/go.tsx';
import { Answered } from '../parts/states.tsx';
import { queries } from '../queries.ts';
import { count, number, percent } from '../words/numbers.ts';

export function OverviewPage() {
  const overview = useQuery(queries.overview());
  return (
    <s-page heading="Overview">
      <Answered what="the overview" query={overview}>
        {(data) => (
          <>
            <FailedWebhooks failed={data.failedWebhooks} />
            <WaitingApprovals waiting={data.approvalsWaiting} />
            <Members members={data.members} />
            <Outstanding points={data.points} />
            <SinceTheStart overview={data} />
          </>
        )}
      </Answered>
    </s-page>
  );
}

function FailedWebhooks({ failed }: { readonly failed: number }) {
  if (failed === 0) return null;
  return (
    <s-banner tone="warning" heading={`${count(failed, 'message')} from Shopify could not be worked through`}>
      <s-paragraph>
        The points of these orders may be missing. <Go to="/operations">See why and retry</Go>
      </s-paragraph>
    </s-banner>
  );
}

function WaitingApprovals({ waiting }: { readonly waiting: number }) {
  if (waiting === 0) return null;
  return (
    <s-banner tone="info" heading={`${count(waiting, 'adjustment')} ${waiting === 1 ? 'waits' : 'wait'} for a second person`}>
      <s-paragraph>
        Until somebody decides, no points move. <Go to="/approvals">Look and decide</Go>
      </s-paragraph>
    </s-banner>
  );
}

function Members({ members }: { readonly members: StaffOverview['members'] }) {
  const total = members.reduce((sum, tier) => sum + tier.count, 0);
  return (
    <s-section heading={count(total, 'member')}>
      <s-paragraph color="subdued">
        Everybody with an account in your shop who has ordered or visited, by the tier they have now.
      </s-paragraph>
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">Tier</s-table-header>
          <s-table-header format="numeric">Members</s-table-header>
          <s-table-header format="numeric">Share</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {members.map((tier) => (
            <s-table-row key={tier.tierId}>
              <s-table-cell>
                <Go to={`/members?tier=${encodeURIComponent(tier.tierId)}`}>{tier.tierName}</Go>
              </s-table-cell>
              <s-table-cell>{number(tier.count)}</s-table-cell>
              <s-table-cell>{percent(tier.count, total)}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </s-section>
  );
}

function Outstanding({ points }: { readonly points: StaffOverview['points'] }) {
  return (
    <s-section heading="Points members have now">
      <Figures>
        <Figure name="Available" value={number(points.available)}>
          Can be redeemed today.
        </Figure>
        <Figure name="Pending" value={number(points.pending)}>
          Earned, not yet redeemable.
        </Figure>
        <Figure name="Held" value={number(points.held)}>
          Set aside for a discount code that is not used yet.
        </Figure>
        <Figure name="Owed" value={number(points.debt)}>
          Spent before their order was refunded; the next points settle it.
        </Figure>
      </Figures>
    </s-section>
  );
}

function SinceTheStart({ overview }: { readonly overview: StaffOverview }) {
  return (
    <s-section heading="Points since the start">
      <Figures>
        <Figure name="Issued" value={number(overview.issued)}>
          Given to members, all in all.
        </Figure>
        <Figure name="Redeemed" value={number(overview.redeemed)}>
          Used for a reward on a paid order.
        </Figure>
        <Figure name="Expired" value={number(overview.expired)}>
          Ran out before they were used.
        </Figure>
        <Figure name="Reversed" value={number(overview.reversed)}>
          Taken back after a refund, an edit or a cancellation.
        </Figure>
      </Figures>
    </s-section>
  );
}
