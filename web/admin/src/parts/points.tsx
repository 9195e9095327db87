import type { MemberRow } from '@laurel/server/api';
import { number } from '../words/numbers.ts';
import { besideAvailable } from '../words/history.ts';

/** A balance in a table: what can be used now, and beside it what can't. */
export function Points({ balance }: { readonly balance: MemberRow['points'] }) {
  const beside = besideAvailable(balance);
  return (
    <div className="points">
      {number(balance.available)}
      {beside !== '' && <span className="beside">{beside}</span>}
    </div>
  );
}
