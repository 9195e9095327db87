import { failureSentence, pauseUntilSettledMs, readSummary, rewardRows, type MemberOverview } from '@laurel/extension-client';
import { useEffect, useRef } from 'preact/hooks';
import { readCart } from '../cart.ts';
import { host } from '../host.ts';
import type { Session } from '../session.ts';
import { useResult } from '../result.ts';
import { readSettings } from '../settings.ts';
import { words } from '../words.ts';
import { First } from './First.tsx';
import { Guest } from './Guest.tsx';
import { Member } from './Member.tsx';

/** The loyalty block: asks for the member's overview for this cart and shows what came of it. */
export function Block({ session }: { session: Session }) {
  const shopify = host();
  const { tell } = words();
  const settings = readSettings(shopify.settings.value);
  const codes = shopify.discountCodes.value.map(({ code }) => code);
  const ownCodes = useRef<readonly string[]>([]);
  const cart = readCart(
    {
      lines: shopify.lines.value,
      discountAllocations: shopify.discountAllocations.value,
      shipping: shopify.cost.totalShippingAmount?.value,
      codes,
      currency: shopify.cost.subtotalAmount.value.currencyCode,
    },
    ownCodes.current,
  );
  const customerId = shopify.buyerIdentity?.customer.value?.id ?? null;

  const query = useResult(session.queries, {
    queryKey: ['overview', customerId, JSON.stringify(cart)],
    queryFn: ({ signal }) => session.api.overview(cart, signal).then(session.clock.learned),
    refetchInterval: ({ state }) => pauseUntilSettledMs(state.data),
  });
  const overview = useLatest(query.data, customerId);
  ownCodes.current = overview?.redemptions.flatMap(({ code }) => code ?? []) ?? [];

  const redemptions = overview?.redemptions;
  useEffect(() => {
    if (redemptions !== undefined) session.redeemer.observe(redemptions, codes);
  }, [redemptions, codes.join()]);

  if (overview === undefined) {
    return (
      <First
        heading={settings.heading}
        summary={readSummary(shopify.appMetafields.value)}
        failure={query.isError ? tell(failureSentence(query.error)) : null}
        busy={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const heading = settings.heading ?? overview.program.name;
  if (overview.member === null)
    return settings.invitesGuests ? <Guest heading={heading} overview={overview} full={settings.layout === 'full'} /> : null;
  return (
    <Member
      heading={heading}
      compact={settings.layout === 'compact'}
      overview={overview}
      rows={rewardRows(overview, session.steps.value, codes)}
      session={session}
      cart={cart}
      canChange={shopify.instructions.value.discounts.canUpdateDiscountCodes}
    />
  );
}

/** What was last known about this customer: another cart or a failed refresh takes nothing away that was already shown. */
function useLatest(data: MemberOverview | undefined, customerId: string | null): MemberOverview | undefined {
  const latest = useRef<{ data: MemberOverview | undefined; customerId: string | null }>({ data: undefined, customerId: null });
  if (data !== undefined || latest.current.customerId !== customerId) latest.current = { data, customerId };
  return latest.current.data;
}
