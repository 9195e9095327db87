import type { MemberFile } from '@laurel/server/api';
import { Empty } from '../parts/states.tsx';
import { day, number, onDay } from '../words/numbers.ts';

type Lot = MemberFile['lots'][number];

/** Points that were earned together and expire together; the soonest to expire is spent first. */
export function Lots({ lots }: { readonly lots: readonly Lot[] }) {
  return (
    <s-section heading="Points by expiry">
      {lots.length === 0 ? (
        <Empty heading="No open points">Points appear here with the day they expire.</Empty>
      ) : (
        <s-table>
          <s-table-header-row>
            <s-table-header listSlot="primary">From</s-table-header>
            <s-table-header format="numeric">Left</s-table-header>
            <s-table-header format="numeric">Of</s-table-header>
            <s-table-header>Earned</s-table-header>
            <s-table-header>Available</s-table-header>
            <s-table-header>Expires</s-table-header>
          </s-table-header-row>
          <s-table-body>
            {lots.map((lot) => (
              <LotRow key={lot.no} lot={lot} />
            ))}
          </s-table-body>
        </s-table>
      )}
    </s-section>
  );
}

function LotRow({ lot }: { readonly lot: Lot }) {
  return (
    <s-table-row>
      <s-table-cell>{originWords(lot)}</s-table-cell>
      <s-table-cell>{number(lot.available + lot.pending + lot.held)}</s-table-cell>
      <s-table-cell>{number(lot.issued)}</s-table-cell>
      <s-table-cell>{onDay(lot.earnedAt)}</s-table-cell>
      <s-table-cell>{availableWords(lot)}</s-table-cell>
      <s-table-cell>{expiryWords(lot)}</s-table-cell>
    </s-table-row>
  );
}

function availableWords({ pending, waits, vestsOn }: Lot): string {
  if (pending === 0) return 'Now';
  if (waits) return 'Waits for its order';
  return vestsOn === null ? 'Now' : `From ${day(vestsOn)}`;
}

function expiryWords({ expiresOn, idleMonths }: Lot): string {
  if (expiresOn === null) return 'Never';
  return idleMonths === null ? day(expiresOn) : `${day(expiresOn)}, unless active`;
}

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  purchase: 'Order',
  bonus: 'Bonus',
  'entry-gift': 'Welcome gift',
  referral: 'Referral',
  campaign: 'Campaign',
  action: 'Action',
  adjustment: 'Staff adjustment',
  import: 'Import',
};

/** "Order 5012" for the origin `order/5012`; the source's name alone when the origin says no more. */
function originWords({ source, origin }: Lot): string {
  const words = SOURCE_WORDS[source] ?? source;
  const reference = /^order\/(.+)$/.exec(origin)?.[1];
  return reference === undefined ? words : `${words} ${reference}`;
}
