import { minorOf, points, readSummary, type MemberOverview, type OrderPoints, type StandingApi } from '@laurel/extension-client';
import { useQuery } from '@tanstack/preact-query';
import { Progress } from '../../../parts/Progress.tsx';
import { Share } from '../../../parts/Share.tsx';
import { host, readVisit } from '../host.ts';
import { words } from '../words.ts';

/** How often an order is asked for again of which Laurel has not heard yet, and how long. */
const askAgainMs = 2_000;
const askAgainTimes = 30;

/** What an order brought: first what Shopify keeps of the customer, then what Laurel says of this order. */
export function OrderCard({ api }: { api: StandingApi }) {
  const { say } = words();
  const { orderId, visitor } = readVisit();
  const summary = readSummary(host().appMetafields.value);
  const overview = useQuery({
    queryKey: ['overview', visitor],
    queryFn: ({ signal }) => api.overview(signal),
    enabled: visitor !== 'stranger',
  });
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => api.order(orderId ?? '', signal),
    enabled: visitor === 'customer' && orderId !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'coming' && state.dataUpdateCount < askAgainTimes ? askAgainMs : false),
  });
  const told = overview.data;
  if (visitor === 'stranger') return <Card name={told?.program.name}>{<s-text>{say('sign-in')}</s-text>}</Card>;
  if (visitor === 'guest' || told?.member === null) return <Invitation overview={told} />;
  const balance = told?.points?.available ?? summary?.points;
  return (
    <Card name={told?.program.name}>
      <s-stack gap="small">
        {balance !== undefined && (
          <s-stack direction="inline" gap="small" alignItems="center">
            <s-text type="strong">{say('balance', points(balance))}</s-text>
            {(told?.tier?.name ?? summary?.tier) !== undefined && <s-badge>{told?.tier?.name ?? summary?.tier}</s-badge>}
          </s-stack>
        )}
        <OrderLine order={order.data} failed={order.isError || overview.isError} waiting={balance === undefined} />
        {told !== undefined && <Progress overview={told} say={say} />}
        {told?.referral !== undefined && (
          <s-stack gap="small">
            <s-text type="strong">{say('share.heading')}</s-text>
            <Share referral={told.referral} say={say} compact />
          </s-stack>
        )}
      </s-stack>
    </Card>
  );
}

function Card({ name, children }: { name: string | undefined; children: preact.ComponentChildren }) {
  return <s-section heading={name ?? words().say('name')}>{children}</s-section>;
}

/** Read out when it changes: who has just paid hears of the points as they come. */
function OrderLine({ order, failed, waiting }: { order: OrderPoints | undefined; failed: boolean; waiting: boolean }) {
  const { say } = words();
  if (failed) return <s-text color="subdued">{say('later')}</s-text>;
  if (order === undefined) return waiting ? <s-skeleton-paragraph /> : <s-text color="subdued">{say('loading')}</s-text>;
  const pending = { ...points(order.pending), ...(order.pendingUntil !== null && { day: { day: order.pendingUntil } }) };
  return (
    <s-stack accessibilityRole="status" gap="none">
      {order.state === 'coming' ? (
        <s-text>{say('order.coming')}</s-text>
      ) : (
        <s-text>{order.points === 0 ? say('order.nothing') : say('order.earned', points(order.points))}</s-text>
      )}
      {order.pending > 0 && (
        <s-text color="subdued">{say(order.pendingUntil === null ? 'order.pending' : 'order.pending-from', pending)}</s-text>
      )}
    </s-stack>
  );
}

/** Who is not signed in reads what members get; nothing while that is not known. */
function Invitation({ overview }: { overview: MemberOverview | undefined }) {
  const first = overview?.program.tiers[0];
  if (!overview || !first) return null;
  const { name, currency, perMajorUnits } = overview.program;
  const money = { minor: minorOf(perMajorUnits, currency), currency };
  return (
    <Card name={name}>
      <s-text>{words().say('guest', { program: name, money, ...points(first.pointsPerMajorUnit) })}</s-text>
    </Card>
  );
}
